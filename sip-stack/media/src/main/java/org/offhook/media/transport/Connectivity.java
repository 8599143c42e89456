package org.offhook.media.transport;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.offhook.core.media.IcePeer;
import org.offhook.core.media.ReflexiveAddress;
import org.offhook.rtp.Counter;
import org.offhook.rtp.ice.IceAgent;
import org.offhook.rtp.ice.IceTerms;
import org.offhook.rtp.stun.MappingQuestion;
import org.offhook.rtp.stun.StunMessage;
import org.offhook.rtp.stun.StunReader;
import org.offhook.rtp.stun.StunReading;
import org.offhook.rtp.stun.TransactionId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What STUN and ICE do for one session: its questions to the server, the questions again and again that keep a router's bindings while
 * the call lasts, and the checks of the peer's candidates. All of it happens on the thread of {@link NatTraversal}; datagrams come from
 * the receiving thread through a bounded queue.
 */
final class Connectivity implements CallSocket.StunInbox {
    private static final Logger LOG = LoggerFactory.getLogger(Connectivity.class);
    /** When nothing is due, it is looked again so late. */
    private static final long IDLE_NANOS = 15_000_000_000L;

    private static final int MOST_WAITING = 64;

    @SuppressWarnings("ArrayRecordComponent") // a copy of its own, compared by nobody
    private record Incoming(int component, InetSocketAddress source, byte[] datagram) {}

    private final NatTraversal traversal;
    private final CallSocket[] sockets;
    private final ArrayBlockingQueue<Incoming> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final AtomicBoolean draining = new AtomicBoolean();
    private final Counter refused = new Counter();

    private final @Nullable MappingQuestion[] questions = new MappingQuestion[2];
    private Optional<InetSocketAddress> server = Optional.empty();
    /** What whoever asked knows. */
    private Optional<ReflexiveAddress> known = Optional.empty();

    private Optional<Consumer<Optional<ReflexiveAddress>>> asker = Optional.empty();
    private Consumer<ReflexiveAddress> remapped = _ -> {};
    private Optional<IcePeer> peer = Optional.empty();
    private @Nullable IceAgent agent;
    private int rounds;
    private long wakeAt;
    private boolean waking;
    private volatile boolean closed;

    Connectivity(NatTraversal traversal, CallSocket rtp, CallSocket rtcp) {
        this.traversal = traversal;
        sockets = new CallSocket[] {rtp, rtcp};
        rtp.stunTo(this);
        rtcp.stunTo(this);
    }

    @Override
    public void offer(int component, InetSocketAddress source, byte[] datagram) {
        if (!waiting.offer(new Incoming(component, source, datagram))) {
            refused.increment();
            return;
        }
        if (draining.compareAndSet(false, true)) {
            traversal.execute(this::drain);
        }
    }

    private void drain() {
        draining.set(false);
        for (Incoming next = waiting.poll(); next != null; next = waiting.poll()) {
            take(next, System.nanoTime());
        }
        poll();
    }

    private void take(Incoming incoming, long now) {
        boolean taken = false;
        if (StunReader.read(incoming.datagram(), incoming.datagram().length)
                instanceof StunReading.Read(StunMessage message)) {
            MappingQuestion question = questions[incoming.component() - 1];
            taken = question != null && server.equals(Optional.of(incoming.source())) && question.take(message);
            IceAgent checking = agent;
            if (!taken && checking != null && !closed) {
                taken = checking.take(incoming.component(), incoming.source(), message, now);
            }
        }
        if (!taken) {
            refused.increment();
        }
    }

    private void poll() {
        if (closed) {
            return;
        }
        long now = System.nanoTime();
        long next = now + IDLE_NANOS;
        for (int i = 0; i < questions.length; i++) {
            MappingQuestion question = questions[i];
            if (question != null && !question.isOver()) {
                CallSocket socket = sockets[i];
                question.poll(now).ifPresent(datagram -> socket.send(ByteBuffer.wrap(datagram), server.orElseThrow()));
                next = question.isOver() ? next : earlier(next, question.nextNanos());
            }
        }
        answer(now);
        IceAgent checking = agent;
        if (checking != null) {
            checking.poll(now);
            next = earlier(next, checking.nextNanos());
            for (CallSocket socket : sockets) {
                socket.ways(checking.selected(socket.component()), checking.reachable(socket.component()));
            }
        }
        if (agent != null || !questionsOver()) {
            wake(next, now);
        }
    }

    private static long earlier(long one, long other) {
        return one - other < 0 ? one : other;
    }

    /** One timer is enough: an earlier one replaces a later one's purpose, and both look at everything. */
    private void wake(long at, long now) {
        if (waking && at - wakeAt >= 0 && wakeAt - now > 0) {
            return;
        }
        waking = true;
        wakeAt = at;
        traversal.later(this::poll, Math.max(0, at - now));
    }

    // ---- the server

    /** Whether a server that did not answer lately is waited for. */
    enum Trust {
        /** As it deserves: a call that begins must not wait for a server that is silent. */
        EARNED,
        /** The network that it was silent on is gone. */
        ANEW
    }

    /** Who is told when a later answer is another one than what whoever asked knows; on the thread of the traversal. Any thread. */
    void watch(Consumer<ReflexiveAddress> watcher) {
        traversal.execute(() -> remapped = watcher);
    }

    /**
     * Asks how the sockets look from outside and tells within the patience of the {@link StunServer}, on the thread of the traversal. Who asked
     * before and is not told yet never is.
     */
    void discover(Trust trust, Consumer<Optional<ReflexiveAddress>> told) {
        traversal.execute(() -> {
            server = traversal.server();
            if (server.isEmpty()) {
                told.accept(Optional.empty());
                return;
            }
            if (trust == Trust.ANEW || traversal.trusted(System.nanoTime())) {
                asker = Optional.of(told);
            } else {
                told.accept(Optional.empty()); // it is asked for the sake of the next call
            }
            ask();
        });
    }

    /** Nothing is heard of the peer where something should be: asks before it is time. Any thread. */
    void doubt() {
        traversal.execute(() -> {
            if (server.isPresent() && questionsOver()) {
                ask();
            }
        });
    }

    private void ask() {
        if (closed) {
            return;
        }
        long now = System.nanoTime();
        int mine = ++rounds;
        for (int i = 0; i < questions.length; i++) {
            questions[i] =
                    new MappingQuestion(TransactionId.random(traversal.random()), now, traversal.patienceNanos());
        }
        long over = now + traversal.patienceNanos();
        traversal.later(() -> askAgain(mine, over), traversal.keepAliveNanos());
        poll();
    }

    /**
     * @param mine the round that is due to be followed, unless somebody asked meanwhile and goes on from there
     * @param over when its questions are: who waits for them is told first
     */
    private void askAgain(int mine, long over) {
        if (mine != rounds || closed) {
            return;
        }
        poll();
        if (asker.isPresent() && !questionsOver()) {
            traversal.later(() -> askAgain(mine, over), Math.max(1, over - System.nanoTime()));
        } else {
            ask();
        }
    }

    private boolean questionsOver() {
        for (MappingQuestion question : questions) {
            if (question != null && !question.isOver()) {
                return false;
            }
        }
        return true;
    }

    private void answer(long now) {
        MappingQuestion ofRtp = questions[0];
        MappingQuestion ofRtcp = questions[1];
        if (ofRtp == null || ofRtcp == null || !questionsOver()) {
            return;
        }
        questions[0] = null;
        questions[1] = null;
        traversal.heard(ofRtp.found().isPresent() || ofRtcp.found().isPresent(), now);
        Optional<ReflexiveAddress> found = ofRtp.found().map(rtp -> reflexive(rtp, ofRtcp.found()));
        boolean anew = found.isPresent() && !found.equals(known);
        Optional<Consumer<Optional<ReflexiveAddress>>> told = asker;
        asker = Optional.empty();
        if (told.isPresent()) {
            known = found;
            told.get().accept(found);
        } else if (anew) {
            known.ifPresent(_ -> LOG.info("A router maps the sockets of a call anew"));
            known = found;
            remapped.accept(found.orElseThrow());
        }
    }

    /** Without an answer of its own RTCP is where it is everywhere: beside RTP. */
    private static ReflexiveAddress reflexive(InetSocketAddress rtp, Optional<InetSocketAddress> rtcp) {
        String address = rtp.getAddress().getHostAddress();
        return new ReflexiveAddress(
                address,
                rtp.getPort(),
                rtcp.map(one -> one.getAddress().getHostAddress()).orElse(address),
                rtcp.map(InetSocketAddress::getPort).orElse(rtp.getPort() + 1));
    }

    // ---- the peer

    /** Whose candidates are checked from now on; the same peer again changes nothing. Any thread. */
    void follow(Optional<IcePeer> next) {
        traversal.execute(() -> {
            if (!next.equals(peer) && !closed) {
                peer = next;
                for (CallSocket socket : sockets) {
                    socket.ways(Optional.empty(), List.of());
                }
                agent = next.map(this::agent).orElse(null);
                poll();
            }
        });
    }

    private IceAgent agent(IcePeer next) {
        IceTerms terms = new IceTerms(
                next.own(),
                next.ownPassword(),
                next.fragment(),
                next.password(),
                next.lite(),
                next.controlling(),
                next.candidates().stream()
                        .map(one -> new IceTerms.RemoteCandidate(
                                one.component(),
                                new InetSocketAddress(InetAddress.ofLiteral(one.address()), one.port()),
                                one.priority()))
                        .toList());
        return new IceAgent(
                terms,
                (component, to, datagram) -> sockets[component - 1].send(ByteBuffer.wrap(datagram), to),
                traversal.random(),
                System.nanoTime());
    }

    /** STUN that was of no use. Any thread. */
    long refused() {
        return refused.get();
    }

    void close() {
        closed = true;
        waiting.clear();
    }
}
