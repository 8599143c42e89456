package org.offhook.core.call;

import java.time.Duration;
import java.util.Optional;
import org.offhook.core.call.CallInput.CallTimer;
import org.offhook.core.call.CallInput.DialPlan;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.media.MediaPlan;

/** What a call orders. The loop carries all effects of a step out, in order, before the next input. */
public sealed interface CallEffect {

    // ---- signalling

    record SendInvite(DialPlan plan, String sdpOffer) implements CallEffect {}

    record SendCancel() implements CallEffect {}

    record SendAck(DialogId dialog, Optional<String> sdpAnswer) implements CallEffect {}

    record SendBye(DialogId dialog, Optional<String> reason) implements CallEffect {}

    record Respond(int status, Optional<String> sdp) implements CallEffect {}

    /** @param number user part of the 302's Contact, at our exchange */
    record Redirect(String number) implements CallEffect {
        @Override
        public String toString() {
            return "Redirect[" + number.length() + " digits]";
        }
    }

    record SendReinvite(DialogId dialog, String sdpOffer) implements CallEffect {}

    record RespondToReinvite(DialogId dialog, int status, Optional<String> sdp) implements CallEffect {}

    /** @param target for the Refer-To */
    record SendRefer(DialogId dialog, TransferTarget target) implements CallEffect {}

    /** @param status final response to a REFER of the far end */
    record RespondToRefer(DialogId dialog, int status) implements CallEffect {}

    /** Calls whom the far end sends us to, or refuses it, and tells the far end how it goes. */
    record FollowReferral(DialogId dialog, Referral referral) implements CallEffect {}

    /** UPDATE without a description, which refreshes the session (RFC 4028 §7.4, RFC 3311). */
    record SendUpdate(DialogId dialog) implements CallEffect {}

    record SendDigitsByInfo(DialogId dialog, String digits) implements CallEffect {}

    record ForgetCall() implements CallEffect {}

    // ---- media

    record ReserveMedia() implements CallEffect {}

    /** Finds out how the sockets look from outside, now that this machine is at another address. */
    record LocateMedia(String address) implements CallEffect {}

    record PrepareMedia() implements CallEffect {}

    record ApplyMedia(MediaPlan plan) implements CallEffect {}

    /** With the sound: as telephone events, or as tones where the plan has no payload type for events. */
    record SendTelephoneEvents(String digits) implements CallEffect {}

    record StartRinging() implements CallEffect {}

    record StopRinging() implements CallEffect {}

    record ReleaseMedia() implements CallEffect {}

    // ---- time

    record StartTimer(CallTimer timer, Duration after) implements CallEffect {}

    record StopTimer(CallTimer timer) implements CallEffect {}

    // ---- the rest of the program

    record Announce(CallNews news) implements CallEffect {}

    /** A command that does not fit the state; nothing changed. */
    record Refuse(ErrorCode error, String detail) implements CallEffect {}

    /** Something a peer or a device did that means nothing here; counted. */
    record Ignore(String reason) implements CallEffect {}
}
