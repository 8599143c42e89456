package org.offhook.core.thirdparty;

import java.util.Optional;

/** What can happen to the join of two legs. */
public sealed interface JoinInput {
    /**
     * Both have answered: their media goes between them.
     *
     * @param offer leg two's, of its 2xx
     * @param bond of leg one with our sockets
     * @param keys whether a handshake with leg one still runs
     */
    record CrossRequested(String offer, Bond bond, Keys keys) implements JoinInput {}

    /** Whether there is what a stream is encrypted with. */
    enum Keys {
        /** Or none are wanted. */
        THERE,
        AWAITED
    }

    /** The handshake with leg one is done. */
    record Secured() implements JoinInput {}

    /** What we had sent to leg one has arrived, or is lost. */
    record HushOver() implements JoinInput {}

    /** Both have answered: their media goes through our sockets. */
    record BridgeRequested() implements JoinInput {}

    /** The legs are not where they can be joined. */
    record JoinImpossible() implements JoinInput {}

    /** A 2xx to our re-INVITE. */
    record ReinviteTaken(Side by, Optional<String> sdp) implements JoinInput {}

    record ReinviteRefused(Side by, int status) implements JoinInput {}

    /** A party's offer has the answer of our sockets. */
    record MediaTaken(Side by) implements JoinInput {}

    /** A party's re-INVITE. */
    record Asked(Side by, Optional<String> sdp) implements JoinInput {}

    /** A party's ACK to our 2xx. */
    record Acknowledged(Side by, Optional<String> sdp) implements JoinInput {}

    record LegGone(Side side) implements JoinInput {}

    record BackOffOver() implements JoinInput {}
}
