package org.offhook.core.call;

import java.time.Duration;
import java.util.Optional;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.media.LocalMedia;
import org.offhook.core.media.ReflexiveAddress;

/**
 * Everything that can happen to a call. Commands end in {@code Requested}; what peers and devices did is in the past tense. SDP is
 * carried as text: only core parses it, so one malformed body cannot mean two things in two rooms.
 */
public sealed interface CallInput {

    // ---- what the agent or the CRM asks

    record DialRequested(DialPlan plan) implements CallInput {}

    record AnswerRequested() implements CallInput {}

    /** @param status final response to send: 486 busy here, 603 decline, 480 … */
    record RejectRequested(int status) implements CallInput {}

    /** Cancels, rejects or hangs up, whatever fits the state. */
    record HangUpRequested() implements CallInput {}

    record MuteRequested(boolean muted) implements CallInput {}

    /** @param hold true to put the far end on hold, false to take it back */
    record HoldRequested(boolean hold) implements CallInput {}

    /**
     * Sends the far end to somebody else: by REFER in a call, by 302 while it rings here.
     *
     * @param target whom it is sent to
     */
    record TransferRequested(TransferTarget target) implements CallInput {}

    /** @param digits 0-9 * # A-D, in order */
    record DigitsRequested(String digits) implements CallInput {}

    // ---- signalling: outgoing INVITE

    /**
     * A provisional response above 100.
     *
     * @param dialog the early dialog, when the response had a To tag
     * @param sdp body, when it was application/sdp; decides early media, not the status (RFC 3261 §13.2.1, RFC 3960)
     */
    record ProvisionalReceived(int status, Optional<DialogId> dialog, Optional<String> sdp) implements CallInput {}

    /** A 2xx to our INVITE; one for every fork that answered. It wants an ACK whatever happens (RFC 3261 §13.2.2.4). */
    record InviteAnswered(DialogId dialog, Optional<String> sdp) implements CallInput {}

    /** A final non-2xx; its ACK is the transaction's business (RFC 3261 §17.1.1.3). */
    record InviteRejected(RejectedResponse response) implements CallInput {}

    /** Timer B or F: nobody answered at all (RFC 3261 §17.1.1.2). */
    record InviteTimedOut() implements CallInput {}

    // ---- signalling: incoming INVITE

    /**
     * A new call offers itself.
     *
     * @param sdp absent for a late offer (RFC 3261 §13.2.1)
     * @param transferredBy who sent the caller to us (RFC 3892)
     * @param takeover the call of ours whose place it takes without ringing (RFC 3891)
     * @param offerDue where our offer goes when there is no {@code sdp}
     */
    record InviteReceived(
            CallParty caller,
            CallParty called,
            DialogId dialog,
            Optional<String> sdp,
            CallWishes wishes,
            Optional<CallParty> transferredBy,
            Optional<Takeover> takeover,
            OfferDue offerDue)
            implements CallInput {
        public InviteReceived(CallParty caller, CallParty called, DialogId dialog, Optional<String> sdp) {
            this(caller, called, dialog, sdp, CallWishes.NONE);
        }

        public InviteReceived(
                CallParty caller, CallParty called, DialogId dialog, Optional<String> sdp, CallWishes wishes) {
            this(caller, called, dialog, sdp, wishes, Optional.empty(), Optional.empty(), OfferDue.IN_ANSWER);
        }
    }

    /** Where our offer goes when an INVITE has none. */
    enum OfferDue {
        /** In the 2xx; its answer comes in the ACK (RFC 3261 §13.2.1). */
        IN_ANSWER,
        /** In the first reliable provisional response; its answer comes in the PRACK (RFC 3262 §5). */
        WHILE_RINGING
    }

    /**
     * The caller has acknowledged the reliable provisional response that carried our offer (RFC 3262 §3).
     *
     * @param sdp the answer, which it owes (§5)
     */
    record PrackReceived(DialogId dialog, Optional<String> sdp) implements CallInput {}

    /**
     * The caller gave up. Signalling has answered the CANCEL itself; the 487 to the INVITE is ordered by the machine (RFC 3261
     * §9.2).
     *
     * @param reason text of a Reason header (RFC 3326): tells a call answered elsewhere from a missed one
     */
    record CancelReceived(Optional<String> reason) implements CallInput {
        public CancelReceived() {
            this(Optional.empty());
        }
    }

    /**
     * A new call that may not ring here: nobody is logged in, or the line is taken.
     *
     * @param status final response to send: 302, 403, 480 or 486
     * @param forwardTo where the caller is sent to with a 302
     */
    record InviteTurnedAway(CallParty caller, CallParty called, int status, Optional<String> forwardTo)
            implements CallInput {
        public InviteTurnedAway(CallParty caller, CallParty called, int status) {
            this(caller, called, status, Optional.empty());
        }

        @Override
        public String toString() {
            return "InviteTurnedAway[" + status + "]"; // a customer's number stays out of logs
        }
    }

    /** @param sdp the answer, when our 2xx carried the offer */
    record AckReceived(DialogId dialog, Optional<String> sdp) implements CallInput {}

    /** 64·T1 passed since our 2xx without an ACK (RFC 3261 §13.3.1.4): hang up. */
    record AckTimedOut(DialogId dialog) implements CallInput {}

    // ---- signalling: in a dialog

    /** @param reason text of a Reason header (RFC 3326), if any */
    record ByeReceived(DialogId dialog, Optional<String> reason) implements CallInput {}

    /** Our BYE got a final response or timed out: the dialog is gone either way (RFC 3261 §15.1.1). */
    record ByeCompleted(DialogId dialog) implements CallInput {}

    /**
     * A re-INVITE from the far end, or an UPDATE with an offer: hold, resume, a new media address. Absent SDP asks us for an offer; an
     * UPDATE never does, and may come in an early dialog (RFC 3311).
     */
    record ReinviteReceived(DialogId dialog, Optional<String> sdp) implements CallInput {}

    /** A 2xx to our re-INVITE; it wants an ACK whatever happens. */
    record ReinviteAnswered(DialogId dialog, Optional<String> sdp) implements CallInput {}

    /** @param status final response to our re-INVITE, 300 to 699; the session stays as it was (RFC 3261 §14.1) */
    record ReinviteRejected(DialogId dialog, int status) implements CallInput {}

    /** Nobody answered our re-INVITE, or it could not be sent. */
    record ReinviteTimedOut(DialogId dialog) implements CallInput {}

    /** @param status final response to our REFER; 408 when none came or it could not be sent */
    record ReferAnswered(DialogId dialog, int status) implements CallInput {}

    /**
     * The far end tells how its call to the other party goes (RFC 3515 §2.4.4).
     *
     * @param status of the message/sipfrag: 100 to 699; 0 when there was none that could be read
     * @param over it will tell no more
     */
    record TransferNotified(DialogId dialog, int status, boolean over) implements CallInput {}

    // ---- signalling: the call goes over to somebody else

    /** What the far end does to hand us on. */
    sealed interface HandoverInput extends CallInput {}

    /** The far end wants us to call somebody else (RFC 3515). It waits for its answer. */
    record ReferReceived(DialogId dialog, Referral referral) implements HandoverInput {}

    /** Another call, which is answered here, takes the place of this one (RFC 3891 §3). */
    record TakenOver() implements HandoverInput {}

    /** The transport to the peer failed for good while sending for this call. */
    record TransportFailed(ErrorCode error) implements CallInput {}

    /**
     * The far end takes no digits by INFO.
     *
     * @param digits the refused one and all that wait behind it
     */
    record DigitsRefused(DialogId dialog, String digits) implements CallInput {}

    // ---- signalling: how long the session lives (RFC 4028)

    /** What concerns the session timer. */
    sealed interface SessionInput extends CallInput {}

    /**
     * An INVITE or UPDATE in this dialog, of either side, was answered with 2xx: the session begins or lives on.
     *
     * @param terms empty: it lives until somebody hangs up
     */
    record SessionTimed(DialogId dialog, Optional<SessionTerms> terms) implements SessionInput {}

    /** @param status final response to our UPDATE, 300 to 699; 408 when none came or it could not be sent */
    record RefreshRefused(DialogId dialog, int status) implements SessionInput {}

    // ---- the network underneath

    /** What concerns the way to the far end while the call is up. */
    sealed interface PathInput extends CallInput {}

    /**
     * The machine slept, or its address or connection changed, and the phone is registered again: the far end has to be told where
     * we are now, and may be gone.
     *
     * @param address numeric, where our media is reached from now on
     */
    record PathRestored(String address) implements PathInput {}

    /**
     * How the call's sockets look from outside of the routers at the new address.
     *
     * @param address numeric, where our media is reached from now on
     * @param outside empty where nobody was asked, nobody knows, or nothing differs
     */
    record MediaLocated(String address, Optional<ReflexiveAddress> outside) implements PathInput {}

    /**
     * A router on the way sends the call's sockets elsewhere from now on, while our own address stayed what it was.
     *
     * @param outside how they look from outside now
     */
    record MediaRemapped(ReflexiveAddress outside) implements PathInput {}

    /** Nothing has come from the far end for long, though something should: is it still there? */
    record SilenceNoticed() implements PathInput {}

    // ---- media

    record MediaReserved(LocalMedia media) implements CallInput {}

    record MediaUnavailable(ErrorCode error) implements CallInput {}

    /** The handshake that was to give the stream its keys came to nothing, so that nothing can be said (RFC 5763 §5). */
    record SecuringFailed(ErrorCode error) implements CallInput {}

    /** A telephone event arrived from the far end (RFC 4733). */
    record DigitReceived(char digit, Duration duration) implements CallInput {}

    // ---- time

    record TimerFired(CallTimer timer) implements CallInput {}

    /** Timers a call may ask for. */
    enum CallTimer {
        /** Nobody answered for as long as the campaign lets it ring. */
        RING_LIMIT,
        /** How long to wait after re-INVITEs collided before ours is sent again (RFC 3261 §14.1). */
        GLARE,
        /** The session is to be refreshed, or was not refreshed in time (RFC 4028). */
        SESSION,
        /** 32 s after CANCEL without a final response (RFC 3261 §9.1): give up. */
        CANCEL_GUARD,
        /** How long the agent hears the busy or reorder tone of a call that failed. */
        END_TONE,
        /** How long an ended call stays on the screen. */
        LINGER
    }

    /**
     * What to dial.
     *
     * @param number string for the request URI's user part, already normalised
     * @param name the CRM's name for it, or empty
     * @param callerId what to show, when the campaign says so; else the line's own, as the phone's settings say
     * @param ringLimit after which an unanswered call is cancelled
     * @param referral where a far end sends us; then that is dialled, whatever {@code number} says
     * @param pickup a call that rings elsewhere; then its caller is called, whatever {@code number} says
     */
    record DialPlan(
            String number,
            String name,
            Optional<CallerIdentity> callerId,
            Duration ringLimit,
            Optional<Referral> referral,
            Optional<CallPickup> pickup) {
        public DialPlan(String number, String name, Optional<CallerIdentity> callerId, Duration ringLimit) {
            this(number, name, callerId, ringLimit, Optional.empty());
        }

        public DialPlan(
                String number,
                String name,
                Optional<CallerIdentity> callerId,
                Duration ringLimit,
                Optional<Referral> referral) {
            this(number, name, callerId, ringLimit, referral, Optional.empty());
        }

        @Override
        public String toString() {
            return "DialPlan[" + number.length() + " digits]";
        }
    }

    /**
     * A final response that is not 2xx.
     *
     * @param status 300 to 699
     * @param reasonPhrase as sent
     * @param reason text of a Reason header, if any
     * @param warning text of a Warning header, if any
     */
    record RejectedResponse(int status, String reasonPhrase, Optional<String> reason, Optional<String> warning) {}
}
