package org.offhook.rtp.dtls;

import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.tls.DatagramTransport;
import org.jspecify.annotations.Nullable;
import org.offhook.rtp.Counter;

/**
 * What carries the datagrams of one handshake. One thread gives what arrives, and never waits; the thread of the handshake takes it and
 * sends. What does not look like DTLS, or comes faster than it is taken, is counted and forgotten.
 */
public final class DtlsLink {

    /** A flight of the other side is some eight records; more at once is a flood. */
    private static final int MOST_WAITING = 32;
    /** RFC 5764 §5.1.1: stays below any usual path's limit with all headers. */
    private static final int SEND_BYTES = 1_200;

    private static final int RECEIVE_BYTES = 2_048;
    private static final int RECORD_HEADER_BYTES = 13;
    private static final int VERSION_AT = 1;
    private static final int LENGTH_AT = 11;
    /** First bytes of DTLS beside those of RTP, RTCP and STUN on the same socket (RFC 7983 §7). */
    private static final int FIRST = 20;

    private static final int LAST = 63;

    /** Where datagrams go. */
    public interface Outgoing {
        /** Sends one, or drops it: the handshake repeats itself. */
        void send(byte[] datagram, int offset, int length);
    }

    private final Outgoing outgoing;
    private final ArrayBlockingQueue<byte[]> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Counter refused = new Counter();
    private volatile boolean closed;

    /** A link that sends by this. */
    public DtlsLink(Outgoing outgoing) {
        this.outgoing = outgoing;
    }

    /** Whether a datagram is meant for DTLS, by its first byte (RFC 7983 §7). */
    public static boolean meant(byte[] datagram, int length) {
        return length > 0 && datagram[0] >= FIRST && datagram[0] <= LAST;
    }

    /** Takes a datagram that arrived; false when it is refused. One thread. */
    public boolean offer(byte[] datagram, int length) {
        if (!closed && wellFormed(datagram, length) && waiting.offer(Arrays.copyOf(datagram, length))) {
            return true;
        }
        refused.increment();
        return false;
    }

    /** One or more records of DTLS 1.0 or 1.2, each as long as it says (RFC 6347 §4.1). */
    private static boolean wellFormed(byte[] datagram, int length) {
        int at = 0;
        while (length - at >= RECORD_HEADER_BYTES) {
            boolean version = (datagram[at + VERSION_AT] & 0xff) == 0xfe;
            int body = (datagram[at + LENGTH_AT] & 0xff) << 8 | (datagram[at + LENGTH_AT + 1] & 0xff);
            if (!version || datagram[at] < FIRST || datagram[at] > LAST) {
                return false;
            }
            at += RECORD_HEADER_BYTES + body;
        }
        return at == length && length > 0;
    }

    /** Datagrams that were no DTLS, or too many. Any thread. */
    public long refused() {
        return refused.get();
    }

    /** Whether a datagram arrives within this time, which it then waits for. Blocks. */
    public boolean await(long millis) throws InterruptedException {
        byte[] first = waiting.poll(millis, TimeUnit.MILLISECONDS);
        if (first == null || closed) {
            return false;
        }
        ahead = first;
        return true;
    }

    /** Taken from the queue by whoever looked whether there is one; of the handshake's thread. */
    private byte @Nullable [] ahead;

    /** Nothing is taken or sent any more; whoever waits goes on within a second. */
    public void close() {
        closed = true;
        waiting.clear();
        waiting.offer(new byte[0]);
    }

    /** Whether it is closed. */
    public boolean closed() {
        return closed;
    }

    DatagramTransport transport() {
        return new Transport();
    }

    private final class Transport implements DatagramTransport {
        @Override
        public int getReceiveLimit() {
            return RECEIVE_BYTES;
        }

        @Override
        public int getSendLimit() {
            return SEND_BYTES;
        }

        @Override
        public int receive(byte[] into, int offset, int most, int waitMillis) throws IOException {
            byte[] datagram = ahead;
            ahead = null;
            try {
                if (datagram == null) {
                    datagram = waiting.poll(Math.max(1, waitMillis), TimeUnit.MILLISECONDS);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
            if (closed) {
                throw new IOException("the call is over");
            }
            if (datagram == null) {
                return -1;
            }
            int length = Math.min(most, datagram.length);
            System.arraycopy(datagram, 0, into, offset, length);
            return length;
        }

        @Override
        public void send(byte[] datagram, int offset, int length) throws IOException {
            if (closed) {
                throw new IOException("the call is over");
            }
            outgoing.send(datagram, offset, length);
        }

        @Override
        public void close() {
            // The socket is the call's: it carries speech, too.
        }
    }
}
