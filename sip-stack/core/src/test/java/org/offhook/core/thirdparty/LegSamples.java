package org.offhook.core.thirdparty;

import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.offhook.core.call.CallInput.RejectedResponse;
import org.offhook.core.call.DialogId;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.media.LocalMedia;
import org.offhook.core.media.ReflexiveAddress;
import org.offhook.core.thirdparty.LegEffect.LegNews;
import org.offhook.core.thirdparty.LegEffect.Told;
import org.offhook.core.thirdparty.LegInput.LegTimer;
import org.offhook.core.thirdparty.LegInput.Reply;

/** A leg in every state, reached as a real one would reach it, and one input of every kind. */
final class LegSamples {
    static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");
    static final DialogId FAR = new DialogId("far");
    static final DialogId OTHER = new DialogId("other");
    static final LegPlan OURS = new LegPlan("102", Optional.empty(), LegPlan.Offer.OURS);
    static final LegPlan NONE = new LegPlan("103", Optional.empty(), LegPlan.Offer.NONE);
    static final LocalMedia MEDIA = new LocalMedia("192.0.2.10", 40_000);

    /** Leg one's own description, and leg two's. */
    static final String ONE = sdp("one", "192.0.2.21", 30_000, "0 101");

    static final String TWO = sdp("two", "192.0.2.22", 32_000, "8 0 101");
    static final String STRANGE = sdp("odd", "192.0.2.23", 33_000, "18");

    private LegSamples() {}

    static String sdp(String name, String address, int port, String formats) {
        return "v=0\r\no=" + name + " 7 7 IN IP4 " + address + "\r\ns=-\r\nc=IN IP4 " + address
                + "\r\nt=0 0\r\nm=audio " + port + " RTP/AVP " + formats
                + "\r\na=rtpmap:101 telephone-event/8000\r\na=sendrecv\r\n";
    }

    static LegState after(LegInput... inputs) {
        LegState state = new LegState.New();
        for (LegInput input : inputs) {
            state = LegMachine.step(state, input, NOW).next();
        }
        return state;
    }

    static LegInput call(LegPlan plan) {
        return new LegInput.CallRequested(plan);
    }

    static final LegInput RESERVED = new LegInput.MediaReserved(MEDIA);
    static final LegInput RINGS = new LegInput.Progressed(180, Optional.of(FAR), Optional.empty());
    static final LegInput PLAYS = new LegInput.Progressed(183, Optional.of(FAR), Optional.of(ONE));
    static final LegInput RESTORED = new LegInput.PathRestored("192.0.2.99");
    static final LegInput LOCATED = new LegInput.MediaLocated("192.0.2.99", Optional.empty());
    static final LegInput REMAPPED =
            new LegInput.MediaRemapped(new ReflexiveAddress("198.51.100.7", 50_000, "198.51.100.7", 50_001));
    static final LegInput COLLIDED = new LegInput.ReinviteRejected(FAR, 491);
    static final LegInput END = new LegInput.EndRequested();

    static LegInput answered(String sdp) {
        return new LegInput.Answered(FAR, Optional.of(sdp));
    }

    static LegInput rejected(int status) {
        return new LegInput.Rejected(new RejectedResponse(status, "", Optional.empty(), Optional.empty()));
    }

    static final LegInput MOVE = new LegInput.ReinviteRequested(Optional.of(TWO));

    static Map<String, LegState> states() {
        Map<String, LegState> states = new LinkedHashMap<>();
        states.put("New", new LegState.New());
        states.put("Reserving", after(call(OURS)));
        states.put("Inviting", after(call(OURS), RESERVED));
        states.put("Ringing", after(call(NONE), RINGS));
        states.put("Cancelling", after(call(NONE), END));
        states.put("Talking", after(call(OURS), RESERVED, answered(ONE)));
        states.put(
                "TalkingWithOffer",
                after(call(OURS), RESERVED, answered(ONE), new LegInput.ReinviteReceived(FAR, Optional.empty())));
        states.put("Yielding", after(call(OURS), RESERVED, answered(ONE), LOCATED, COLLIDED));
        states.put("Moving", after(call(OURS), RESERVED, answered(ONE), MOVE));
        states.put("Owing", after(call(NONE), answered(TWO)));
        states.put("OwingOurs", after(call(NONE), answered(TWO), new LegInput.MediaRequested()));
        states.put("Crossed", after(call(NONE), answered(TWO), new LegInput.AckRequested(Optional.of(ONE))));
        LegInput[] moved = {call(NONE), answered(TWO), new LegInput.AckRequested(Optional.of(ONE)), RESTORED, COLLIDED};
        states.put("CrossedTelling", after(Arrays.copyOf(moved, 4)));
        states.put("CrossedYielding", after(moved));
        states.put("Over", after(call(NONE), rejected(486)));
        return states;
    }

    static Map<String, LegInput> inputs() {
        Map<String, LegInput> inputs = new LinkedHashMap<>();
        inputs.put("CallRequested with our offer", call(OURS));
        inputs.put("CallRequested without offer", call(NONE));
        inputs.put("EndRequested", END);
        inputs.put("ReinviteRequested with SDP", MOVE);
        inputs.put("ReinviteRequested without SDP", new LegInput.ReinviteRequested(Optional.empty()));
        inputs.put("ReinviteRequested with no description", new LegInput.ReinviteRequested(Optional.of("nonsense")));
        inputs.put("AckRequested with SDP", new LegInput.AckRequested(Optional.of(ONE)));
        inputs.put("AckRequested without SDP", new LegInput.AckRequested(Optional.empty()));
        inputs.put("MediaRequested", new LegInput.MediaRequested());
        inputs.put("RespondRequested answer", new LegInput.RespondRequested(new Reply.WithAnswer(ONE)));
        inputs.put("RespondRequested offer", new LegInput.RespondRequested(new Reply.WithOffer(ONE)));
        inputs.put("RespondRequested 491", new LegInput.RespondRequested(new Reply.Refusing(491)));
        inputs.put("MediaReserved", RESERVED);
        inputs.put("MediaUnavailable", new LegInput.MediaUnavailable(ErrorCode.MEDIA_PORTS_TAKEN));
        inputs.put("PathRestored", RESTORED);
        inputs.put("MediaLocated", LOCATED);
        inputs.put("MediaRemapped", REMAPPED);
        inputs.put("SecuringFailed", new LegInput.SecuringFailed(ErrorCode.SPEECH_NOT_SECURED));
        inputs.put("DigitReceived", new LegInput.DigitReceived('1'));
        inputs.put("InviteSent", new LegInput.InviteSent("abc"));
        inputs.put("Progressed", RINGS);
        inputs.put("Progressed with early answer", PLAYS);
        inputs.put(
                "Progressed with a strange codec",
                new LegInput.Progressed(183, Optional.of(FAR), Optional.of(STRANGE)));
        inputs.put("Answered", answered(ONE));
        inputs.put("Answered without SDP", new LegInput.Answered(FAR, Optional.empty()));
        inputs.put("Answered with a strange codec", answered(STRANGE));
        inputs.put("Answered by another fork", new LegInput.Answered(OTHER, Optional.of(ONE)));
        inputs.put("Rejected 486", rejected(486));
        inputs.put("Rejected 480", rejected(480));
        inputs.put("TimedOut", new LegInput.TimedOut());
        inputs.put("TransportFailed", new LegInput.TransportFailed(ErrorCode.CONNECTION_FAILED));
        inputs.put("ByeReceived", new LegInput.ByeReceived(FAR));
        inputs.put("ByeReceived of another dialog", new LegInput.ByeReceived(OTHER));
        inputs.put("ReinviteReceived", new LegInput.ReinviteReceived(FAR, Optional.of(ONE)));
        inputs.put("ReinviteReceived without SDP", new LegInput.ReinviteReceived(FAR, Optional.empty()));
        inputs.put("ReinviteReceived with a strange codec", new LegInput.ReinviteReceived(FAR, Optional.of(STRANGE)));
        inputs.put("ReinviteReceived of another dialog", new LegInput.ReinviteReceived(OTHER, Optional.of(ONE)));
        inputs.put("AckReceived", new LegInput.AckReceived(FAR, Optional.empty()));
        inputs.put("AckReceived with SDP", new LegInput.AckReceived(FAR, Optional.of(ONE)));
        inputs.put("AckReceived of another dialog", new LegInput.AckReceived(OTHER, Optional.empty()));
        inputs.put("AckTimedOut", new LegInput.AckTimedOut(FAR));
        inputs.put("AckTimedOut of another dialog", new LegInput.AckTimedOut(OTHER));
        inputs.put("ReinviteAnswered", new LegInput.ReinviteAnswered(FAR, Optional.of(ONE)));
        inputs.put("ReinviteRejected 491", COLLIDED);
        inputs.put("ReinviteRejected 481", new LegInput.ReinviteRejected(FAR, 481));
        inputs.put("ReinviteTimedOut", new LegInput.ReinviteTimedOut(FAR));
        for (LegTimer timer : LegTimer.values()) {
            inputs.put("TimerFired " + timer, new LegInput.TimerFired(timer));
        }
        return inputs;
    }

    private static String with(Optional<String> sdp) {
        return sdp.map(text -> text.contains("\r\nm=audio 0 ") ? " refusing" : " with SDP")
                .orElse("");
    }

    private static String of(DialogId dialog) {
        return dialog.equals(OTHER) ? " (other)" : "";
    }

    /** An order as a reader wants to see it. */
    static String shown(LegEffect effect) {
        return switch (effect) {
            case LegEffect.SendInvite(LegPlan _, Optional<String> sdp) -> "SendInvite" + with(sdp);
            case LegEffect.SendAck(DialogId dialog, Optional<String> sdp) -> "SendAck" + with(sdp) + of(dialog);
            case LegEffect.SendBye(DialogId dialog, Optional<String> reason) ->
                "SendBye" + (reason.isPresent() ? " with Reason" : "") + of(dialog);
            case LegEffect.SendReinvite(DialogId _, Optional<String> sdp) -> "SendReinvite" + with(sdp);
            case LegEffect.RespondToReinvite(DialogId dialog, int status, Optional<String> sdp) ->
                "RespondToReinvite " + status + with(sdp) + of(dialog);
            case LegEffect.ApplyMedia(var plan) -> "ApplyMedia " + plan.direction();
            case LegEffect.StartTimer(LegTimer timer, var length) ->
                "StartTimer " + timer + ' ' + length.toSeconds() + " s";
            case LegEffect.StopTimer(LegTimer timer) -> "StopTimer " + timer;
            case LegEffect.TellJoin(Told told) ->
                "join: "
                        + switch (told) {
                            case Told.ReinviteTaken(var sdp) -> "ReinviteTaken" + with(sdp);
                            case Told.ReinviteRefused(int status) -> "ReinviteRefused " + status;
                            case Told.MediaTaken _ -> "MediaTaken";
                            case Told.Asked(var sdp) -> "Asked" + with(sdp);
                            case Told.Acknowledged(var sdp) -> "Acknowledged" + with(sdp);
                            case Told.Gone _ -> "Gone";
                        };
            case LegEffect.Report(LegNews news) ->
                switch (news) {
                    case LegNews.Ended(var end) -> "Ended " + end.cause();
                    case LegNews.Placed _ -> "Placed";
                    case LegNews.Rings _ -> "Rings";
                    case LegNews.PlaysEarly _ -> "PlaysEarly";
                    case LegNews.Answered _ -> "Answered";
                    case LegNews.KeyPressed _ -> "KeyPressed";
                };
            case LegEffect.Ignore(String reason) -> "ignored: " + reason;
            case LegEffect.SendCancel _,
                    LegEffect.ForgetLeg _,
                    LegEffect.ReserveMedia _,
                    LegEffect.LocateMedia _,
                    LegEffect.ReleaseMedia _ -> effect.getClass().getSimpleName();
        };
    }
}
