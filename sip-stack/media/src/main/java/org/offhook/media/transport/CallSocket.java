package org.offhook.media.transport;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.offhook.media.stream.SourceLatch;
import org.offhook.rtp.Counter;
import org.offhook.rtp.dtls.DtlsLink;
import org.offhook.rtp.stun.StunReader;

/**
 * One of a session's two sockets: whose datagrams count on it and where ours go. A way that ICE has settled on goes before what
 * signalling and the latch say. {@link #read} belongs to the receiving thread, {@link #target} and {@link #send} to any.
 */
final class CallSocket {
    private static final int DATAGRAM_BYTES = 2048;

    /** Takes what looks like STUN, on the receiving thread: returns at once. */
    interface StunInbox {
        void offer(int component, InetSocketAddress source, byte[] datagram);
    }

    /**
     * What checks have shown.
     *
     * @param settled where packets go; null until a pair is chosen
     * @param reachable where they may come from
     */
    private record Ways(@Nullable InetSocketAddress settled, List<InetSocketAddress> reachable) {
        static final Ways UNKNOWN = new Ways(null, List.of());
    }

    private final DatagramChannel channel;
    private final int component;
    private final SourceLatch latch;
    /** A handshake's first word has at most some pieces; more is a stranger's flood. */
    private static final int MOST_EARLY = 4;

    private record Early(InetSocketAddress source, ByteBuffer datagram) {}

    private final Queue<Early> early = new ArrayDeque<>();
    private final Counter held = new Counter();
    private volatile boolean holding;
    private final ByteBuffer receiving = ByteBuffer.allocateDirect(DATAGRAM_BYTES);
    private final Counter wrongSources = new Counter();
    private final Counter sendFailures = new Counter();
    private final Counter receiveFailures = new Counter();
    private volatile @Nullable StunInbox stun;
    private volatile Ways ways = Ways.UNKNOWN;

    /** @param component 1 for RTP, 2 for RTCP */
    CallSocket(DatagramChannel channel, int component, InetSocketAddress nowhere) {
        this.channel = channel;
        this.component = component;
        latch = new SourceLatch(-1, nowhere);
    }

    int component() {
        return component;
    }

    /** From now on STUN is taken from everybody; before, it is as wrong as anything else from a stranger. */
    void stunTo(StunInbox inbox) {
        stun = inbox;
    }

    /** What checks have shown; nothing for going by signalling alone. */
    void ways(Optional<InetSocketAddress> settled, List<InetSocketAddress> reachable) {
        ways = new Ways(settled.orElse(null), List.copyOf(reachable));
    }

    void signalled(int revision, InetSocketAddress address) {
        latch.signalled(revision, address);
    }

    /** Where packets of a plan go. */
    InetSocketAddress target(int revision, InetSocketAddress signalled) {
        InetSocketAddress settled = ways.settled();
        return settled == null ? latch.target(revision, signalled) : settled;
    }

    /** Sends, or drops and counts. */
    void send(ByteBuffer packet, InetSocketAddress target) {
        try {
            if (channel.send(packet, target) == 0) {
                // The socket's buffer is full: late speech is worth nothing, so it is not tried again.
                sendFailures.increment();
            }
        } catch (IOException | java.nio.channels.UnsupportedAddressTypeException e) {
            // No route, host down, or closed under us. The call itself ends by signalling or by the agent.
            sendFailures.increment();
        }
    }

    /** Reads one datagram; its length, 0 for one to be ignored, −1 when there is none. */
    int read(byte[] datagram, boolean closing) {
        try {
            receiving.clear();
            InetSocketAddress source = (InetSocketAddress) channel.receive(receiving);
            if (source == null) {
                return -1;
            }
            int length = receiving.flip().remaining();
            receiving.get(datagram, 0, length);
            StunInbox inbox = stun;
            if (inbox != null && StunReader.meant(datagram, length)) {
                inbox.offer(component, source, Arrays.copyOf(datagram, length));
                return 0;
            }
            if (holding && DtlsLink.meant(datagram, length) && early.size() < MOST_EARLY) {
                early.add(new Early(source, ByteBuffer.wrap(Arrays.copyOf(datagram, length))));
                held.increment();
                return 0;
            }
            if (!accepts(source)) {
                wrongSources.increment();
                return 0;
            }
            return length;
        } catch (IOException e) {
            // Some systems report an ICMP error of an earlier send here.
            receiveFailures.increment();
            return closing ? -1 : 0;
        }
    }

    /**
     * From now on, until signalling says who the peer is, the first words of handshakes wait: who answers an offer begins its handshake without
     * waiting until the answer has arrived (RFC 5763 §5), and would say it again only a second later. Before the first plan.
     */
    void holdHandshakes() {
        holding = true;
    }

    /** Signalling has said who the peer is: gives what waited from there, and forgets the rest. Receiving thread. */
    void release(Consumer<byte[]> handshake) {
        holding = false;
        for (Early one = early.poll(); one != null; one = early.poll()) {
            if (accepts(one.source())) {
                handshake.accept(one.datagram().array());
            } else {
                wrongSources.increment();
            }
        }
    }

    /** Whether signalling has not yet said who the peer is. */
    boolean holds() {
        return holding;
    }

    /** Datagrams that have waited for signalling. Any thread. */
    long held() {
        return held.get();
    }

    private boolean accepts(InetSocketAddress source) {
        Ways now = ways;
        return source.equals(now.settled())
                || latch.accepts(source)
                || now.reachable().contains(source);
    }

    long wrongSources() {
        return wrongSources.get();
    }

    long sendFailures() {
        return sendFailures.get();
    }
}
