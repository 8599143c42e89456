package org.offhook.rtp.stun;

import java.net.InetSocketAddress;
import java.util.Optional;
import org.offhook.rtp.stun.StunMessage.Kind;

/**
 * One socket's question to a STUN server: how do I look from there? (RFC 8489 §2). Sans I/O: whoever has the socket sends what
 * {@link #poll} gives and hands in what comes. One thread.
 *
 * <pre>
 *  asking ─answer with an address─▶ found
 *     └─error response, silence until the limit─▶ failed
 * </pre>
 */
public final class MappingQuestion {
    private static final String SOFTWARE = "Offhook";

    private final TransactionId id;
    private final Retransmission retransmission;
    private final byte[] request;
    private Optional<InetSocketAddress> found = Optional.empty();
    private boolean failed;

    /** @param patienceNanos after so long it has failed */
    public MappingQuestion(TransactionId id, long nowNanos, long patienceNanos) {
        this.id = id;
        retransmission = new Retransmission(nowNanos, patienceNanos);
        request = new StunWriter(Kind.REQUEST, id).software(SOFTWARE).fingerprinted();
    }

    /** The datagram that is due now, if one is. */
    public Optional<byte[]> poll(long nowNanos) {
        if (isOver()) {
            return Optional.empty();
        }
        return switch (retransmission.poll(nowNanos)) {
            case SEND -> Optional.of(request.clone());
            case WAIT -> Optional.empty();
            case GIVE_UP -> {
                failed = true;
                yield Optional.empty();
            }
        };
    }

    /** When {@link #poll} has something to do again; of no meaning when it is over. */
    public long nextNanos() {
        return retransmission.nextNanos();
    }

    /**
     * Takes a message that came from the server.
     *
     * @return false for one that answers something else; it changes nothing
     */
    public boolean take(StunMessage message) {
        if (!message.id().equals(id) || isOver()) {
            return false;
        }
        return switch (message.kind()) {
            case SUCCESS -> {
                if (message.notUnderstood().isEmpty()) {
                    found = message.mappedAddress();
                }
                yield found.isPresent(); // one without an address is as good as lost
            }
            case ERROR -> {
                failed = true; // also 300, try another: the one that was set up is the one that is asked
                yield true;
            }
            case REQUEST, INDICATION -> false;
        };
    }

    /** What came of it. */
    public Optional<InetSocketAddress> found() {
        return found;
    }

    public boolean isOver() {
        return failed || found.isPresent();
    }
}
