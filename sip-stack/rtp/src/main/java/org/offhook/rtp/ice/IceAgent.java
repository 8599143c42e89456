package org.offhook.rtp.ice;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.offhook.rtp.ice.CandidatePair.Check;
import org.offhook.rtp.ice.CandidatePair.State;
import org.offhook.rtp.ice.IceTerms.RemoteCandidate;
import org.offhook.rtp.stun.Retransmission;
import org.offhook.rtp.stun.StunMessage;
import org.offhook.rtp.stun.StunMessage.Kind;
import org.offhook.rtp.stun.StunWriter;
import org.offhook.rtp.stun.TransactionId;

/**
 * Checks the peer's candidates and settles on one for each component (RFC 8445 §7, §8), as the full agent that a lite peer needs, and with
 * full ones. One thread.
 *
 * <pre>
 *  pair: WAITING ─paced, or a check came─▶ IN_PROGRESS ─answer─▶ SUCCEEDED ─chosen: once more with USE-CANDIDATE─▶ selected
 *                                              └─silence, an odd answer─▶ FAILED
 * </pre>
 */
public final class IceAgent {
    /** Ta: one new check each 50 ms (RFC 8445 §14.2). */
    private static final long PACE_NANOS = 50_000_000L;
    /** A way on which no answer comes for so long is none that anybody wants to talk on. */
    private static final long CHECK_PATIENCE_NANOS = 10_000_000_000L;
    /** How long a better pair may take once one works. */
    private static final long BETTER_NANOS = 500_000_000L;
    /** Tr: what keeps address bindings of routers (RFC 8445 §11). */
    private static final long KEEP_ALIVE_NANOS = 15_000_000_000L;
    /** RFC 8445 §6.1.2.5: a description with more is an attempt to make us send. */
    private static final int MOST_PAIRS = 20;

    private static final int COMPONENTS = 2;
    private static final long LOCAL_TYPE = 126L << 24;
    private static final long REFLEXIVE_TYPE = 110L << 24;
    private static final long LOCAL_PREFERENCE = 65_535L << 8;

    /** Where datagrams go. */
    public interface Outgoing {
        /** @param component 1 for RTP, 2 for RTCP */
        void send(int component, InetSocketAddress to, byte[] datagram);
    }

    private final IceTerms terms;
    private final Outgoing outgoing;
    private final RandomGenerator random;
    private final Role role;
    private final CheckDesk desk;
    private final byte[] peerKey;
    private final List<CandidatePair> pairs = new ArrayList<>();
    private final @Nullable CandidatePair[] selected = new CandidatePair[COMPONENTS + 1];
    private final long[] worksSince = new long[COMPONENTS + 1];
    private long nextCheckNanos;
    private long nextKeepAliveNanos;

    /** Begins at {@code nowNanos} of a monotonic clock. */
    public IceAgent(IceTerms terms, Outgoing outgoing, RandomGenerator random, long nowNanos) {
        this.terms = terms;
        this.outgoing = outgoing;
        this.random = random;
        role = new Role(random.nextLong(), terms.controlling() || terms.lite()); // RFC 8445 §6.1.1
        desk = new CheckDesk(terms, role, outgoing);
        peerKey = terms.peerPassword().getBytes(StandardCharsets.UTF_8);
        nextCheckNanos = nowNanos;
        nextKeepAliveNanos = nowNanos + KEEP_ALIVE_NANOS;
        terms.candidates().stream()
                .filter(one -> one.component() >= 1 && one.component() <= COMPONENTS)
                .sorted(Comparator.comparingLong(RemoteCandidate::priority).reversed())
                .forEach(this::pair);
    }

    private Optional<CandidatePair> pair(RemoteCandidate candidate) {
        Optional<CandidatePair> known = known(candidate.component(), candidate.address());
        if (known.isPresent() || pairs.size() >= MOST_PAIRS) {
            return known;
        }
        CandidatePair made = new CandidatePair(candidate.component(), candidate.address(), candidate.priority());
        pairs.add(made);
        return Optional.of(made);
    }

    private Optional<CandidatePair> known(int component, InetSocketAddress remote) {
        return pairs.stream()
                .filter(one -> one.component == component && one.remote.equals(remote))
                .findFirst();
    }

    /** Our host candidate's priority (RFC 8445 §5.1.2.1). */
    public static long hostPriority(int component) {
        return LOCAL_TYPE + LOCAL_PREFERENCE + 256 - component;
    }

    /** Where a component's packets go; empty until a pair is settled on. */
    public Optional<InetSocketAddress> selected(int component) {
        CandidatePair pair = selected[component];
        return pair == null ? Optional.empty() : Optional.of(pair.remote);
    }

    /** Addresses of the peer from which packets of a component may come: checks went there and back. */
    public List<InetSocketAddress> reachable(int component) {
        return pairs.stream()
                .filter(one -> one.component == component && one.state == State.SUCCEEDED)
                .map(one -> one.remote)
                .toList();
    }

    /** Whether we choose the pair now; a conflict may have changed it. */
    public boolean isControlling() {
        return role.controlling();
    }

    // ---- what is due

    /** Sends what is due. */
    public void poll(long nowNanos) {
        for (CandidatePair pair : pairs) {
            repeat(pair, nowNanos);
        }
        if (nowNanos - nextCheckNanos >= 0) {
            Optional<CandidatePair> next = nextPair();
            if (next.isPresent()) {
                begin(next.get(), false, nowNanos);
                nextCheckNanos = nowNanos + PACE_NANOS;
            }
        }
        nominate(nowNanos);
        if (nowNanos - nextKeepAliveNanos >= 0) {
            nextKeepAliveNanos = nowNanos + KEEP_ALIVE_NANOS;
            keepAlive();
        }
    }

    private void repeat(CandidatePair pair, long nowNanos) {
        Check check = pair.check;
        if (check == null) {
            return;
        }
        switch (check.retransmission().poll(nowNanos)) {
            case SEND ->
                outgoing.send(pair.component, pair.remote, check.datagram().clone());
            case WAIT -> {}
            case GIVE_UP -> failed(pair);
        }
    }

    private void failed(CandidatePair pair) {
        pair.check = null;
        pair.state = State.FAILED;
    }

    /** Those that the peer checked come first (RFC 8445 §6.1.4.2), then by priority, which is the order of the list. */
    private Optional<CandidatePair> nextPair() {
        Optional<CandidatePair> asked =
                pairs.stream().filter(one -> one.triggered && one.check == null).findFirst();
        return asked.or(
                () -> pairs.stream().filter(one -> one.state == State.WAITING).findFirst());
    }

    private void begin(CandidatePair pair, boolean nominating, long nowNanos) {
        pair.triggered = false;
        if (pair.state != State.SUCCEEDED) {
            pair.state = State.IN_PROGRESS;
        }
        TransactionId id = TransactionId.random(random);
        StunWriter writer = new StunWriter(Kind.REQUEST, id)
                .username(terms.peer() + ':' + terms.own())
                .priority(REFLEXIVE_TYPE + LOCAL_PREFERENCE + 256 - pair.component);
        role.sign(writer);
        if (nominating) {
            writer.useCandidate();
        }
        pair.check = new Check(
                id,
                new Retransmission(nowNanos, CHECK_PATIENCE_NANOS),
                writer.signed(terms.peerPassword()),
                nominating);
        repeat(pair, nowNanos);
    }

    /** Regular nomination (RFC 8445 §8.1.1): the best that works, once no better one may come soon. */
    private void nominate(long nowNanos) {
        for (int component = 1; role.controlling() && component <= COMPONENTS; component++) {
            if (selected[component] != null || !waitsForBetter(component)) {
                continue;
            }
            boolean late = nowNanos - worksSince[component] >= BETTER_NANOS;
            Optional<CandidatePair> best = bestOf(component, late);
            if (best.isPresent() && best.get().check == null) {
                begin(best.get(), true, nowNanos);
            }
        }
    }

    private Optional<CandidatePair> bestOf(int component, boolean late) {
        for (CandidatePair pair : pairs) {
            if (pair.component != component || pair.state == State.FAILED) {
                continue;
            }
            if (pair.state == State.SUCCEEDED) {
                return Optional.of(pair);
            }
            if (!late) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private void keepAlive() {
        for (CandidatePair pair : selected) {
            if (pair != null) {
                outgoing.send(
                        pair.component,
                        pair.remote,
                        new StunWriter(Kind.INDICATION, TransactionId.random(random)).fingerprinted());
            }
        }
    }

    /** When {@link #poll} has something to do again. */
    public long nextNanos() {
        long next = nextKeepAliveNanos;
        for (CandidatePair pair : pairs) {
            Check check = pair.check;
            if (check != null) {
                next = earlier(next, check.retransmission().nextNanos());
            } else if (pair.triggered || pair.state == State.WAITING) {
                next = earlier(next, nextCheckNanos);
            }
        }
        for (int component = 1; role.controlling() && component <= COMPONENTS; component++) {
            if (selected[component] == null && waitsForBetter(component)) {
                next = earlier(next, worksSince[component] + BETTER_NANOS);
            }
        }
        return next;
    }

    /** Something works, and nothing is being nominated. */
    private boolean waitsForBetter(int component) {
        return pairs.stream()
                        .anyMatch(
                                one -> one.component == component && one.state == State.SUCCEEDED && one.check == null)
                && pairs.stream().noneMatch(one -> one.component == component && isNominating(one));
    }

    private static boolean isNominating(CandidatePair pair) {
        Check check = pair.check;
        return check != null && check.nominating();
    }

    private static long earlier(long one, long other) {
        return one - other < 0 ? one : other;
    }

    // ---- what comes

    /**
     * Takes a message.
     *
     * @return false for one that is none of ours; it changes nothing
     */
    public boolean take(int component, InetSocketAddress source, StunMessage message, long nowNanos) {
        return switch (message.kind()) {
            case REQUEST -> checked(component, source, message, nowNanos);
            case INDICATION -> true; // the peer keeps its bindings alive
            case SUCCESS, ERROR -> answered(component, source, message, nowNanos);
        };
    }

    private boolean answered(int component, InetSocketAddress source, StunMessage message, long nowNanos) {
        for (CandidatePair pair : pairs) {
            Check check = pair.check;
            if (pair.component == component && check != null && check.id().equals(message.id())) {
                if (!message.authentic(peerKey)) {
                    return false; // RFC 8489 §9.1.4: as if it had never come
                }
                pair.check = null;
                if (message.kind() == Kind.ERROR) {
                    refused(pair, message.errorCode());
                } else {
                    succeeded(pair, check, source, message, nowNanos);
                }
                nominate(nowNanos);
                return true;
            }
        }
        return false;
    }

    private void refused(CandidatePair pair, int code) {
        if (code == 487 && !terms.lite()) { // RFC 8445 §7.2.5.1: the other role, and again
            role.swap();
            pair.triggered = true;
            pair.state = State.WAITING;
        } else {
            pair.state = State.FAILED;
        }
    }

    private void succeeded(
            CandidatePair pair, Check check, InetSocketAddress source, StunMessage message, long nowNanos) {
        // RFC 8445 §7.2.5.2.1: a way that differs there and back is none
        if (!source.equals(pair.remote)
                || message.mappedAddress().isEmpty()
                || !message.notUnderstood().isEmpty()) {
            pair.state = State.FAILED;
            return;
        }
        pair.state = State.SUCCEEDED;
        if (worksSince[pair.component] == 0) {
            worksSince[pair.component] = nowNanos == 0 ? 1 : nowNanos;
        }
        if (check.nominating() || (!role.controlling() && pair.wanted)) {
            settle(pair);
        }
    }

    /** A peer that nominates whatever works (RFC 5245 §8.1.1.2) means the best of them. */
    private void settle(CandidatePair pair) {
        CandidatePair before = selected[pair.component];
        if (before == null || pair.remotePriority >= before.remotePriority) {
            selected[pair.component] = pair;
        }
    }

    private boolean checked(int component, InetSocketAddress source, StunMessage message, long nowNanos) {
        return switch (desk.answer(component, source, message)) {
            case NOT_FOR_US -> false;
            case ROLE_CONFLICT -> true;
            case GOOD -> {
                pair(new RemoteCandidate(component, source, message.priority().orElse(1)))
                        .ifPresent(pair -> checkBack(pair, message.useCandidate(), nowNanos));
                yield true;
            }
        };
    }

    /** A check that came is a hint that one back would arrive (RFC 8445 §7.3.1.4). */
    private void checkBack(CandidatePair pair, boolean nominated, long nowNanos) {
        if (nominated && !role.controlling()) {
            pair.wanted = true;
            if (pair.state == State.SUCCEEDED) {
                settle(pair);
            }
        }
        if (pair.state != State.SUCCEEDED && pair.check == null) {
            pair.triggered = true;
            if (nowNanos - nextCheckNanos >= 0) {
                poll(nowNanos);
            }
        }
    }
}
