package org.offhook.bridge.http;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
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
import org.offhook.core.phone.CommandOutcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts a page's wish to use the phone before a person, one at a time, and tells the page's socket the answer. */
final class PairingDesk {
    private static final Logger LOG = LoggerFactory.getLogger(PairingDesk.class);

    private final AgentDesk desk;
    private final PairingQuestions questions;
    private final PeerProcesses processes;
    private final InstantSource clock;
    private final Executor answers;
    private final Map<String, Asker> asking = new ConcurrentHashMap<>();

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
        String id = UUID.randomUUID().toString();
        Instant now = clock.instant();
        if (!questions.ask(id, origin, now)) {
            return Optional.empty();
        }
        asking.put(id, asker);
        PeerProcess process = processes.find(ends.peer(), ends.own());
        LOG.info("{} asks to use the phone ({})", origin, process.name().orElse("program not known"));
        desk.submit(new AgentCommand.RequestPairing(new PairingRequest(
                        id, origin, Origins.secure(origin), process.name(), hello.code(), hello.scopes(), now)))
                .thenAcceptAsync(outcome -> finish(id, outcome), answers);
        return Optional.of(id);
    }

    private void finish(String id, CommandOutcome outcome) {
        switch (outcome) {
            case CommandOutcome.Refused _ -> refused(id);
            // What was granted comes with the event, which is seen on another thread, sooner or later than this.
            case CommandOutcome.Accepted _ -> {}
        }
    }

    /** Sees the desk's events, on the stream's thread. */
    void watch(AgentEvent event) {
        if (event instanceof AgentEvent.PairingAnswered(PairingRequest request, Optional<PairedOrigin> granted)) {
            answers.execute(() ->
                    granted.ifPresentOrElse(pairing -> granted(request.id(), pairing), () -> refused(request.id())));
        }
    }

    private void granted(String id, PairedOrigin pairing) {
        questions.granted(id);
        Asker asker = asking.remove(id);
        if (asker != null) {
            asker.granted(pairing);
        }
    }

    private void refused(String id) {
        questions.refused(id, clock.instant());
        Asker asker = asking.remove(id);
        if (asker != null) {
            asker.refused();
        }
    }

    /** The page went away before anybody answered: the dialog goes away too. */
    void withdraw(String id) {
        asking.remove(id);
        if (questions.withdrawn(id, clock.instant())) {
            desk.submit(new AgentCommand.AnswerPairing(id, Set.of()));
        }
    }
}
