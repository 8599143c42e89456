package org.offhook.core.thirdparty;

import java.util.Optional;
import org.offhook.core.call.CallInput.RejectedResponse;
import org.offhook.core.call.DialogId;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.media.LocalMedia;
import org.offhook.core.media.ReflexiveAddress;

/** What can happen to one leg. Commands end in {@code Requested}; what the peer and the media path did is in the past tense. */
public sealed interface LegInput {

    // ---- what is asked

    record CallRequested(LegPlan plan) implements LegInput {}

    /** Cancels or hangs up, whatever fits. */
    record EndRequested() implements LegInput {}

    // ---- what the join asks

    /** @param sdp the other party's description, not yet rewritten for this dialog; absent to ask for an offer */
    record ReinviteRequested(Optional<String> sdp) implements LegInput {}

    /**
     * The ACK that a 2xx waits for.
     *
     * @param sdp the other party's answer, where the 2xx had the offer
     */
    record AckRequested(Optional<String> sdp) implements LegInput {}

    /** Our own sockets answer the offer of its 2xx, in place of the other party. */
    record MediaRequested() implements LegInput {}

    /** The response to the party's re-INVITE. */
    record RespondRequested(Reply reply) implements LegInput {}

    /** What a re-INVITE is responded with. */
    sealed interface Reply {
        /** 200 with the other party's answer to its offer. */
        record WithAnswer(String sdp) implements Reply {}

        /** 200 with the other party's offer, since it asked for one. */
        record WithOffer(String sdp) implements Reply {}

        record Refusing(int status) implements Reply {}
    }

    // ---- media

    record MediaReserved(LocalMedia media) implements LegInput {}

    /**
     * The machine slept, or its address or connection changed, and the account is registered again: the party has to be told where we are
     * now (RFC 3261 §12.2.1.2, §14.1).
     *
     * @param address numeric, where our media is reached from now on
     */
    record PathRestored(String address) implements LegInput {}

    /**
     * How the leg's sockets look from outside of the routers at the new address.
     *
     * @param outside empty where nobody was asked, nobody knows, or nothing differs
     */
    record MediaLocated(String address, Optional<ReflexiveAddress> outside) implements LegInput {}

    /**
     * A router on the way maps the leg's sockets anew while our own address stays: nothing of the party's comes until it is told (RFC 3264 §8.3.1).
     *
     * @param outside how they look from outside now
     */
    record MediaRemapped(ReflexiveAddress outside) implements LegInput {}

    /** The handshake that was to give the stream its keys came to nothing, so that nothing can be said (RFC 5763 §5). */
    record SecuringFailed(ErrorCode error) implements LegInput {}

    record MediaUnavailable(ErrorCode error) implements LegInput {}

    /** A key was pressed and released (RFC 4733). */
    record DigitReceived(char digit) implements LegInput {}

    // ---- signalling: our INVITE

    /**
     * It is on the wire.
     *
     * @param callId SIP's Call-ID, as the exchange's records have it
     */
    record InviteSent(String callId) implements LegInput {}

    /**
     * A provisional response above 100.
     *
     * @param dialog whose it is: each branch of a fork answers for itself
     * @param sdp an early answer to our offer; it decides whether there is early media, not the status (RFC 3960 §3.2)
     */
    record Progressed(int status, Optional<DialogId> dialog, Optional<String> sdp) implements LegInput {}

    /** A 2xx; one for every fork that answered, and each wants an ACK (RFC 3261 §13.2.2.4). */
    record Answered(DialogId dialog, Optional<String> sdp) implements LegInput {}

    record Rejected(RejectedResponse response) implements LegInput {}

    /** Timer B: nobody answered at all (RFC 3261 §17.1.1.2). */
    record TimedOut() implements LegInput {}

    record TransportFailed(ErrorCode error) implements LegInput {}

    // ---- signalling: in the dialog

    record ByeReceived(DialogId dialog) implements LegInput {}

    /**
     * The party's re-INVITE, or its UPDATE with an offer (RFC 3311 §5.2), which may come before the answer.
     *
     * @param sdp absent when it asks for an offer
     */
    record ReinviteReceived(DialogId dialog, Optional<String> sdp) implements LegInput {}

    /** The ACK to our 2xx to the party's re-INVITE. */
    record AckReceived(DialogId dialog, Optional<String> sdp) implements LegInput {}

    /** 64·T1 without that ACK (RFC 3261 §14.2 with §13.3.1.4). */
    record AckTimedOut(DialogId dialog) implements LegInput {}

    /** A 2xx to our re-INVITE. It wants an ACK whatever happens. */
    record ReinviteAnswered(DialogId dialog, Optional<String> sdp) implements LegInput {}

    record ReinviteRejected(DialogId dialog, int status) implements LegInput {}

    record ReinviteTimedOut(DialogId dialog) implements LegInput {}

    // ---- time

    record TimerFired(LegTimer timer) implements LegInput {}

    /** Timers a leg asks for. */
    enum LegTimer {
        /** 64·T1 after CANCEL without a final response (RFC 3261 §9.1): given up. */
        CANCEL_GUARD,
        /** An offer in a 2xx waits for the other party's answer, but not for ever: the callee gives up after 64·T1 (§13.3.1.4). */
        ACK_LIMIT,
        /** Our re-INVITE that told where we are collided with one of the party's (RFC 3261 §14.1). */
        GLARE
    }
}
