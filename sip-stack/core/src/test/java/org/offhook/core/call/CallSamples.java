package org.offhook.core.call;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.offhook.core.call.CallInput.CallTimer;
import org.offhook.core.call.CallInput.DialPlan;
import org.offhook.core.call.CallInput.RejectedResponse;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.media.LocalMedia;
import org.offhook.core.media.ReflexiveAddress;

/** One call in every state, and one input of every kind. */
final class CallSamples {
    static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");
    static final DialogId FAR = new DialogId("far");
    static final DialogId OTHER = new DialogId("other");
    static final DialPlan PLAN = new DialPlan("7275551212", "Lena M.", Optional.empty(), Duration.ofSeconds(60));
    static final LocalMedia MEDIA = new LocalMedia("192.0.2.10", 40_000);
    static final String ANSWER = sdp("192.0.2.20", 30_000, "sendrecv", "0 101");
    static final String OFFER = sdp("192.0.2.20", 30_000, "sendrecv", "8 0 101");
    static final String HOLD = sdp("192.0.2.20", 30_000, "sendonly", "8 101");
    static final String HELD = sdp("192.0.2.20", 30_000, "recvonly", "0 101");
    static final String STRANGE = sdp("192.0.2.20", 30_000, "sendrecv", "18");

    static final Referral REFERRAL = new Referral(
            new CallParty("306", ""),
            new CallParty("305", ""),
            "sip:306@pbx.example",
            Optional.empty(),
            Optional.of("<sip:305@pbx.example>"),
            1);

    private CallSamples() {}

    static String sdp(String address, int port, String direction, String formats) {
        return "v=0\r\no=- 1 1 IN IP4 " + address + "\r\ns=-\r\nc=IN IP4 " + address + "\r\nt=0 0\r\nm=audio " + port
                + " RTP/AVP " + formats + "\r\na=rtpmap:101 telephone-event/8000\r\na=" + direction + "\r\n";
    }

    static CallState after(CallInput... inputs) {
        CallState state = new CallState.New();
        for (CallInput input : inputs) {
            state = CallMachine.step(state, input, NOW).next();
        }
        return state;
    }

    static CallInput.InviteReceived invite(Optional<String> sdp) {
        return new CallInput.InviteReceived(new CallParty("300", "Tom"), new CallParty("2101", ""), FAR, sdp);
    }

    static CallInput.InviteReceived takingOver(Optional<String> sdp) {
        return new CallInput.InviteReceived(
                new CallParty("300", "Tom"),
                new CallParty("2101", ""),
                FAR,
                sdp,
                CallWishes.NONE,
                Optional.of(new CallParty("305", "")),
                Optional.of(new Takeover(new CallId("old"), OTHER)),
                CallInput.OfferDue.IN_ANSWER);
    }

    /** Without an offer, from a caller who gets ours with the ringing. */
    static CallInput.InviteReceived inviteForOffer() {
        return new CallInput.InviteReceived(
                new CallParty("300", "Tom"),
                new CallParty("2101", ""),
                FAR,
                Optional.empty(),
                CallWishes.NONE,
                Optional.empty(),
                Optional.empty(),
                CallInput.OfferDue.WHILE_RINGING);
    }

    static CallInput prack(Optional<String> sdp) {
        return new CallInput.PrackReceived(FAR, sdp);
    }

    static CallInput rejected(int status) {
        return new CallInput.InviteRejected(new RejectedResponse(status, "", Optional.empty(), Optional.empty()));
    }

    static CallInput collided() {
        return new CallInput.ReinviteRejected(FAR, 491);
    }

    /** Ten minutes. */
    static CallInput timed(SessionTerms.Refresher refresher) {
        return new CallInput.SessionTimed(
                FAR, Optional.of(new SessionTerms(Duration.ofMinutes(10), refresher, SessionTerms.Refresh.UPDATE)));
    }

    static CallInput ringing() {
        return new CallInput.ProvisionalReceived(180, Optional.of(FAR), Optional.empty());
    }

    static CallInput early(DialogId dialog) {
        return new CallInput.ProvisionalReceived(183, Optional.of(dialog), Optional.of(ANSWER));
    }

    static CallInput answered(DialogId dialog) {
        return new CallInput.InviteAnswered(dialog, Optional.of(ANSWER));
    }

    static final CallInput DIAL = new CallInput.DialRequested(PLAN);
    static final CallInput RESERVED = new CallInput.MediaReserved(MEDIA);
    static final CallInput HANG_UP = new CallInput.HangUpRequested();
    static final CallInput HOLD_IT = new CallInput.HoldRequested(true);
    static final CallInput TRANSFER = new CallInput.TransferRequested(new TransferTarget.Somebody("305"));
    static final CallInput RESUME = new CallInput.HoldRequested(false);
    static final CallInput ANSWER_IT = new CallInput.AnswerRequested();
    static final CallInput ACK = new CallInput.AckReceived(FAR, Optional.empty());

    /** A call in each state, reached as a real one would reach it. */
    static Map<String, CallState> states() {
        Map<String, CallState> states = new LinkedHashMap<>();
        CallInput offered = invite(Optional.of(OFFER));
        CallInput lateOffer = invite(Optional.empty());
        states.put("New", new CallState.New());
        states.put("Reserving", after(DIAL));
        states.put("Calling", after(DIAL, RESERVED));
        states.put("Proceeding", after(DIAL, RESERVED, ringing()));
        states.put("Early", after(DIAL, RESERVED, early(FAR)));
        states.put("Cancelling", after(DIAL, RESERVED, ringing(), HANG_UP));
        states.put("Offered", after(offered));
        states.put("Alerting", after(offered, RESERVED));
        states.put("AnswerPending", after(offered, ANSWER_IT));
        states.put("OfferDue", after(inviteForOffer()));
        states.put("AlertingWithOffer", after(inviteForOffer(), RESERVED));
        states.put("AlertingAgreed", after(inviteForOffer(), RESERVED, prack(Optional.of(ANSWER))));
        states.put("AnswerAwaitingPrack", after(inviteForOffer(), RESERVED, ANSWER_IT));
        states.put("Answering", after(offered, RESERVED, ANSWER_IT));
        states.put("AnsweringWithOffer", after(lateOffer, RESERVED, ANSWER_IT));
        states.put("ClosingAfterAck", after(offered, RESERVED, ANSWER_IT, HANG_UP));
        states.put("Connected", after(DIAL, RESERVED, answered(FAR)));
        states.put(
                "ConnectedWithOffer",
                after(DIAL, RESERVED, answered(FAR), new CallInput.ReinviteReceived(FAR, Optional.empty())));
        states.put("Reoffering", after(DIAL, RESERVED, answered(FAR), HOLD_IT));
        states.put("Yielding", after(DIAL, RESERVED, answered(FAR), HOLD_IT, collided()));
        states.put("EndTone", after(DIAL, RESERVED, rejected(486)));
        states.put("Ended", after(DIAL, HANG_UP));
        states.put("Gone", after(DIAL, HANG_UP, new CallInput.TimerFired(CallTimer.LINGER)));
        return states;
    }

    /** At least one input of each kind; more where the content matters. */
    static Map<String, CallInput> inputs() {
        Map<String, CallInput> inputs = new LinkedHashMap<>();
        inputs.put("DialRequested", DIAL);
        inputs.put("AnswerRequested", ANSWER_IT);
        inputs.put("RejectRequested 486", new CallInput.RejectRequested(486));
        inputs.put("HangUpRequested", HANG_UP);
        inputs.put("MuteRequested", new CallInput.MuteRequested(true));
        inputs.put("HoldRequested hold", HOLD_IT);
        inputs.put("HoldRequested resume", RESUME);
        inputs.put("TransferRequested", TRANSFER);
        inputs.put("DigitsRequested 5", new CallInput.DigitsRequested("5"));
        inputs.put("DigitsRequested x", new CallInput.DigitsRequested("x"));
        inputs.put("ProvisionalReceived 180", ringing());
        inputs.put("ProvisionalReceived 183 with SDP", early(OTHER));
        inputs.put(
                "ProvisionalReceived 183 without SDP",
                new CallInput.ProvisionalReceived(183, Optional.of(FAR), Optional.empty()));
        inputs.put("InviteAnswered", answered(FAR));
        inputs.put("InviteAnswered by another fork", answered(OTHER));
        inputs.put("InviteAnswered with a strange codec", new CallInput.InviteAnswered(FAR, Optional.of(STRANGE)));
        inputs.put("InviteAnswered without SDP", new CallInput.InviteAnswered(FAR, Optional.empty()));
        inputs.put("InviteRejected 486", rejected(486));
        inputs.put("InviteRejected 487", rejected(487));
        inputs.put("InviteTimedOut", new CallInput.InviteTimedOut());
        inputs.put("InviteReceived", invite(Optional.of(OFFER)));
        inputs.put("InviteReceived without SDP", invite(Optional.empty()));
        inputs.put("InviteReceived that wants our offer while it rings", inviteForOffer());
        inputs.put("InviteReceived with a strange codec", invite(Optional.of(STRANGE)));
        inputs.put("InviteReceived in the place of another", takingOver(Optional.of(OFFER)));
        inputs.put("InviteTurnedAway", new CallInput.InviteTurnedAway(CallParty.UNKNOWN, CallParty.UNKNOWN, 486));
        inputs.put("CancelReceived", new CallInput.CancelReceived());
        inputs.put("PrackReceived with SDP", prack(Optional.of(ANSWER)));
        inputs.put("PrackReceived without SDP", prack(Optional.empty()));
        inputs.put("AckReceived", ACK);
        inputs.put("AckReceived with SDP", new CallInput.AckReceived(FAR, Optional.of(ANSWER)));
        inputs.put("AckReceived of another dialog", new CallInput.AckReceived(OTHER, Optional.empty()));
        inputs.put("AckTimedOut", new CallInput.AckTimedOut(FAR));
        inputs.put("ByeReceived", new CallInput.ByeReceived(FAR, Optional.empty()));
        inputs.put("ByeReceived of another dialog", new CallInput.ByeReceived(OTHER, Optional.empty()));
        inputs.put("ByeCompleted", new CallInput.ByeCompleted(FAR));
        inputs.put("ReinviteReceived hold", new CallInput.ReinviteReceived(FAR, Optional.of(HOLD)));
        inputs.put("ReinviteReceived without SDP", new CallInput.ReinviteReceived(FAR, Optional.empty()));
        inputs.put("ReinviteReceived with a strange codec", new CallInput.ReinviteReceived(FAR, Optional.of(STRANGE)));
        inputs.put("ReinviteReceived of another dialog", new CallInput.ReinviteReceived(OTHER, Optional.of(OFFER)));
        inputs.put("ReinviteAnswered", new CallInput.ReinviteAnswered(FAR, Optional.of(HELD)));
        inputs.put("ReinviteAnswered without SDP", new CallInput.ReinviteAnswered(FAR, Optional.empty()));
        inputs.put("ReinviteAnswered of another dialog", new CallInput.ReinviteAnswered(OTHER, Optional.of(HELD)));
        inputs.put("ReinviteRejected 491", collided());
        inputs.put("ReinviteRejected 488", new CallInput.ReinviteRejected(FAR, 488));
        inputs.put("ReinviteRejected 481", new CallInput.ReinviteRejected(FAR, 481));
        inputs.put("ReinviteTimedOut", new CallInput.ReinviteTimedOut(FAR));
        inputs.put("ReinviteTimedOut of another dialog", new CallInput.ReinviteTimedOut(OTHER));
        inputs.put("ReferAnswered 202", new CallInput.ReferAnswered(FAR, 202));
        inputs.put("ReferAnswered 603", new CallInput.ReferAnswered(FAR, 603));
        inputs.put("TransferNotified 180", new CallInput.TransferNotified(FAR, 180, false));
        inputs.put("TransferNotified 200", new CallInput.TransferNotified(FAR, 200, true));
        inputs.put("TransferNotified 486", new CallInput.TransferNotified(FAR, 486, true));
        inputs.put("ReferReceived", new CallInput.ReferReceived(FAR, REFERRAL));
        inputs.put("ReferReceived of another dialog", new CallInput.ReferReceived(OTHER, REFERRAL));
        inputs.put("TakenOver", new CallInput.TakenOver());
        inputs.put("SessionTimed by us", timed(SessionTerms.Refresher.US));
        inputs.put("SessionTimed by the far end", timed(SessionTerms.Refresher.FAR_END));
        inputs.put("SessionTimed without limit", new CallInput.SessionTimed(FAR, Optional.empty()));
        inputs.put("RefreshRefused 491", new CallInput.RefreshRefused(FAR, 491));
        inputs.put("RefreshRefused 481", new CallInput.RefreshRefused(FAR, 481));
        inputs.put("DigitsRefused", new CallInput.DigitsRefused(FAR, "5"));
        inputs.put("PathRestored", new CallInput.PathRestored("192.0.2.99"));
        inputs.put("MediaLocated", new CallInput.MediaLocated("192.0.2.99", Optional.empty()));
        inputs.put(
                "MediaRemapped",
                new CallInput.MediaRemapped(new ReflexiveAddress("203.0.113.9", 61_000, "203.0.113.9", 61_001)));
        inputs.put("SilenceNoticed", new CallInput.SilenceNoticed());
        inputs.put("TransportFailed", new CallInput.TransportFailed(ErrorCode.CONNECTION_FAILED));
        inputs.put("MediaReserved", RESERVED);
        inputs.put("MediaUnavailable", new CallInput.MediaUnavailable(ErrorCode.MEDIA_PORTS_TAKEN));
        inputs.put("SecuringFailed", new CallInput.SecuringFailed(ErrorCode.SPEECH_NOT_SECURED));
        inputs.put("DigitReceived", new CallInput.DigitReceived('5', Duration.ofMillis(100)));
        for (CallTimer timer : CallTimer.values()) {
            inputs.put("TimerFired " + timer, new CallInput.TimerFired(timer));
        }
        return inputs;
    }

    /** An order as a reader wants to see it. */
    static String shown(CallEffect effect) {
        return switch (effect) {
            case CallEffect.SendReinvite order ->
                "SendReinvite "
                        + order.sdpOffer()
                                .lines()
                                .filter(line -> line.endsWith("sendonly")
                                        || line.endsWith("inactive")
                                        || line.endsWith("sendrecv"))
                                .findFirst()
                                .orElseThrow()
                                .substring(2);
            case CallEffect.Respond order ->
                "Respond " + order.status() + (order.sdp().isPresent() ? " with SDP" : "");
            case CallEffect.RespondToReinvite order ->
                "RespondToReinvite " + order.status() + (order.sdp().isPresent() ? " with SDP" : "");
            case CallEffect.SendBye order ->
                "SendBye" + (order.reason().isPresent() ? " with Reason" : "")
                        + (order.dialog().equals(OTHER) ? " (other)" : "");
            case CallEffect.SendAck order -> "SendAck" + (order.dialog().equals(OTHER) ? " (other)" : "");
            case CallEffect.ApplyMedia order ->
                "ApplyMedia "
                        + (order.plan().stream().isPresent() ? order.plan().direction() : "no stream")
                        + (order.plan().tone() == org.offhook.core.media.LocalTone.NONE
                                ? ""
                                : ", " + order.plan().tone())
                        + (order.plan().muted() ? ", muted" : "");
            case CallEffect.RespondToRefer order -> "RespondToRefer " + order.status();
            case CallEffect.StartTimer order -> "StartTimer " + order.timer();
            case CallEffect.StopTimer order -> "StopTimer " + order.timer();
            case CallEffect.Announce order ->
                switch (order.news()) {
                    case CallNews.Ended ended ->
                        "Ended " + ended.end().cause() + " by " + ended.end().side();
                    case CallNews.Held held -> held.held() ? "Held" : "Resumed";
                    case CallNews.HeldByFarEnd held -> held.held() ? "HeldByFarEnd" : "ResumedByFarEnd";
                    case CallNews.Refused refused -> "Refused " + refused.error();
                    case CallNews.Progressed progressed -> progressed.earlyMedia() ? "EarlyMedia" : "Rings";
                    case CallNews news -> news.getClass().getSimpleName();
                };
            case CallEffect.Refuse order -> "refused " + order.error();
            case CallEffect.Ignore order -> "ignored: " + order.reason();
            case CallEffect order -> order.getClass().getSimpleName();
        };
    }
}
