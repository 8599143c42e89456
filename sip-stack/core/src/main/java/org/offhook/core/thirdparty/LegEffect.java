package org.offhook.core.thirdparty;

import java.time.Duration;
import java.util.Optional;
import org.offhook.core.call.CallEnd;
import org.offhook.core.call.DialogId;
import org.offhook.core.media.MediaPlan;
import org.offhook.core.thirdparty.LegInput.LegTimer;

/** What a leg orders. */
public sealed interface LegEffect {

    // ---- signalling

    record SendInvite(LegPlan plan, Optional<String> sdpOffer) implements LegEffect {}

    record SendCancel() implements LegEffect {}

    /** For the newest 2xx of the dialog that has none yet. */
    record SendAck(DialogId dialog, Optional<String> sdpAnswer) implements LegEffect {}

    record SendBye(DialogId dialog, Optional<String> reason) implements LegEffect {}

    record SendReinvite(DialogId dialog, Optional<String> sdpOffer) implements LegEffect {}

    record RespondToReinvite(DialogId dialog, int status, Optional<String> sdp) implements LegEffect {}

    record ForgetLeg() implements LegEffect {}

    // ---- media

    record ReserveMedia() implements LegEffect {}

    /** Finds out how the sockets look from outside, now that this machine is at another address. */
    record LocateMedia(String address) implements LegEffect {}

    record ApplyMedia(MediaPlan plan) implements LegEffect {}

    record ReleaseMedia() implements LegEffect {}

    // ---- time

    record StartTimer(LegTimer timer, Duration length) implements LegEffect {}

    record StopTimer(LegTimer timer) implements LegEffect {}

    // ---- who else must know

    /** What only both legs together can decide. */
    record TellJoin(Told told) implements LegEffect {}

    record Report(LegNews news) implements LegEffect {}

    /** Something the peer did that means nothing here; counted. */
    record Ignore(String reason) implements LegEffect {}

    /** What a leg tells the join. */
    sealed interface Told {
        /** A 2xx to our re-INVITE; it wants its ACK. */
        record ReinviteTaken(Optional<String> sdp) implements Told {}

        record ReinviteRefused(int status) implements Told {}

        /** Its offer has our answer. */
        record MediaTaken() implements Told {}

        /** The party's re-INVITE; it wants a response. */
        record Asked(Optional<String> sdp) implements Told {}

        record Acknowledged(Optional<String> sdp) implements Told {}

        record Gone() implements Told {}
    }

    /** What a leg tells the world. */
    sealed interface LegNews {
        /** @param callId SIP's Call-ID */
        record Placed(String callId) implements LegNews {}

        record Rings() implements LegNews {}

        /** It plays something before the answer, and our sockets get it. Once. */
        record PlaysEarly() implements LegNews {}

        record Answered() implements LegNews {}

        record KeyPressed(char digit) implements LegNews {}

        /** Once, last of all. */
        record Ended(CallEnd end) implements LegNews {}
    }
}
