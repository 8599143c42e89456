package org.offhook.bridge.http;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.offhook.agent.AgentCommand;
import org.offhook.agent.AgentDesk;
import org.offhook.agent.AgentEvent;
import org.offhook.agent.PairedOrigin;
import org.offhook.agent.PairingRequest;
import org.offhook.bridge.message.Request.Hello;
import org.offhook.bridge.trust.Origins;
import org.offhook.bridge.trust.PairingQuestions;
import org.offhook.bridge.trust.PeerProcess;
import org.offhook.bridge.trust.PeerProcesses;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.phone.CommandOutcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts a page's wish to use the phone before a person, one at a time, and tells the page's socket the answer. */
final class PairingDesk {
    /** What the desk says when it asked nobody. */
    private static final String ALREADY_PAIRED = "already paired";

    private static final Logger LOG = LoggerFactory.getLogger(PairingDesk.class);

    /** Who may do what is found under one name. */
    private static final Logger AUDIT = LoggerFactory.getLogger("org.offhook.audit");

    private final AgentDesk desk;
    private final PairingQuestions questions;
    private final PeerProcesses processes;
    private final InstantSource clock;
    private final Executor answers;
    private final Map<String, Set<Asker>> asking = new ConcurrentHashMap<>();
    private volatile @Nullable Granted lately;

    /** The question that was answered with yes last. */
    private record Granted(String id, PairedOrigin pairing) {}

    PairingDesk(
            AgentDesk desk,
            PairingQuestions questions,
            PeerProcesses processes,
            InstantSource clock,
            Executor answers) {
        this.desk = desk;
        this.questions = questions;
        this.processes = processes;
        this.clock = clock;
        this.answers = answers;
    }

    /** The socket that waits for an answer. */
    interface Asker {
        void granted(PairedOrigin pairing);

        void refused();
    }

    /** The two ends of a connection. */
    record Ends(InetSocketAddress peer, InetSocketAddress own) {}

    boolean silent(String origin) {
        return questions.silent(origin, clock.instant());
    }

    /** @return the question's id; empty if it may not be put now */
    Optional<String> ask(String origin, Hello hello, Ends ends, Asker asker) {
        String fresh = UUID.randomUUID().toString();
        Instant now = clock.instant();
        return switch (questions.ask(fresh, origin, hello.code(), now)) {
            case ASK -> {
                join(fresh, asker);
                put(fresh, origin, hello, ends, now);
                yield Optional.of(fresh);
            }
            case JOIN -> {
                Optional<String> open = questions.open();
                open.ifPresent(id -> join(id, asker));
                yield open.filter(id -> stillAsked(id, asker));
            }
            case NOT_NOW -> Optional.empty();
        };
    }

    /** The person may answer in the very moment in which a page joins: then it is told what the others were told. */
    private boolean stillAsked(String id, Asker asker) {
        if (questions.open().filter(id::equals).isPresent() || !leave(id, asker)) {
            return true;
        }
        Granted last = lately;
        if (last == null || !last.id().equals(id)) {
            return false; // refused, or decided by nobody
        }
        answers.execute(() -> asker.granted(last.pairing()));
        return true;
    }

    private void join(String id, Asker asker) {
        asking.computeIfAbsent(id, _ -> new CopyOnWriteArraySet<>()).add(asker);
    }

    private void put(String id, String origin, Hello hello, Ends ends, Instant now) {
        PeerProcess process = processes.find(ends.peer(), ends.own());
        LOG.info("{} asks to use the phone ({})", origin, process.name().orElse("program not known"));
        desk.submit(new AgentCommand.RequestPairing(new PairingRequest(
                        id, origin, Origins.secure(origin), process.name(), hello.code(), hello.scopes(), now)))
                .thenAcceptAsync(outcome -> finish(id, origin, outcome), answers);
    }

    private void finish(String id, String origin, CommandOutcome outcome) {
        switch (outcome) {
            case CommandOutcome.Refused(ErrorCode error, String why) -> {
                AUDIT.info("{} may not use the phone: {}", origin, why.isEmpty() ? error.code() : why);
                if (error == ErrorCode.PAIRING_REFUSED) {
                    questions.refused(id, clock.instant());
                } else {
                    questions.settled(id);
                }
                all(id).forEach(Asker::refused);
            }
            case CommandOutcome.Accepted accepted -> {
                // What a person granted comes with the event, on another thread, sooner or later than this. Without a
                // person
                // (the origin is paired, but this page could not prove that it is the origin) nothing is granted.
                if (accepted.message().equals(ALREADY_PAIRED)) {
                    LOG.warn(
                            "{} is paired but has lost its token: remove it in the settings and pair it again", origin);
                    questions.settled(id);
                    all(id).forEach(Asker::refused);
                }
            }
        }
    }

    /** Sees the desk's events, on the stream's thread. */
    void watch(AgentEvent event) {
        if (event instanceof AgentEvent.PairingAnswered(PairingRequest request, Optional<PairedOrigin> granted)) {
            granted.ifPresent(pairing -> answers.execute(() -> {
                AUDIT.info("{} may use the phone: {}", pairing.origin(), new TreeSet<>(pairing.scopes()));
                lately = new Granted(request.id(), pairing);
                questions.settled(request.id());
                all(request.id()).forEach(asker -> asker.granted(pairing));
            }));
        }
    }

    private Set<Asker> all(String id) {
        Set<Asker> askers = asking.remove(id);
        return askers == null ? Set.of() : askers;
    }

    /**
     * The page went away. The question stays: a person is looking at it, and a page that is only reloaded comes back to it.
     *
     * @return false when it did not wait any more
     */
    boolean leave(String id, Asker asker) {
        AtomicBoolean waited = new AtomicBoolean();
        asking.computeIfPresent(id, (_, askers) -> {
            waited.set(askers.remove(asker));
            return askers.isEmpty() ? null : askers;
        });
        return waited.get();
    }
}
