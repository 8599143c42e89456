package org.offhook.core.port;

import java.util.Optional;
import org.offhook.core.call.CallId;
import org.offhook.core.call.DialogId;
import org.offhook.core.thirdparty.LegInput;
import org.offhook.core.thirdparty.LegPlan;

/**
 * SIP for the legs of third-party calls, over the account that the phone has registered and beside the phone's own call. Called on the legs'
 * loop only; returns at once. Digest challenges are answered below this port; only final outcomes come back.
 */
public interface LegSignallingPort {
    /** Where it says what happened. From any thread; order is kept per calling thread. */
    interface LegInbox {
        void legInput(CallId leg, LegInput input);

        /** The way to the exchange that the leg is on is gone, or another; {@code PathRestored} follows once there is one again. */
        void pathLost(CallId leg);
    }

    /** Once, before anything else. */
    void attach(LegInbox inbox);

    /**
     * Sends INVITE; {@code InviteSent} or {@code TransportFailed} answers before anything else of this leg.
     *
     * @param sdpOffer absent to let the called party make the offer (RFC 3261 §13.2.1)
     */
    void sendInvite(CallId leg, LegPlan plan, Optional<String> sdpOffer);

    /** Sends CANCEL, or holds it until a provisional response allows it (RFC 3261 §9.1). */
    void sendCancel(CallId leg);

    /** ACK for the newest 2xx of the dialog that has none; kept and repeated on each retransmission of that 2xx (§13.2.2.4). */
    void sendAck(CallId leg, DialogId dialog, Optional<String> sdpAnswer);

    /** @param reason cause for a Reason header (RFC 3326); may be empty */
    void sendBye(CallId leg, DialogId dialog, Optional<String> reason);

    /** Re-INVITE; {@code ReinviteAnswered}, {@code ReinviteRejected} or {@code ReinviteTimedOut} answers. */
    void sendReinvite(CallId leg, DialogId dialog, Optional<String> sdpOffer);

    /** Final response to the party's pending re-INVITE. */
    void respondToReinvite(CallId leg, DialogId dialog, int status, Optional<String> sdp);

    /** A router has been seen to map the leg's sockets anew: as {@link SignallingPort#askHowSeen}. */
    void askHowSeen(CallId leg);

    /** The leg is over: forget what is kept for it as soon as the protocol allows. */
    void forget(CallId leg);
}
