package org.offhook.core.thirdparty;

import java.util.Optional;
import org.offhook.core.call.DialogId;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.thirdparty.LegEffect.ApplyMedia;
import org.offhook.core.thirdparty.LegEffect.LegNews;
import org.offhook.core.thirdparty.LegEffect.LocateMedia;
import org.offhook.core.thirdparty.LegEffect.ReleaseMedia;
import org.offhook.core.thirdparty.LegEffect.Report;
import org.offhook.core.thirdparty.LegEffect.RespondToReinvite;
import org.offhook.core.thirdparty.LegEffect.SendAck;
import org.offhook.core.thirdparty.LegEffect.SendBye;
import org.offhook.core.thirdparty.LegEffect.SendReinvite;
import org.offhook.core.thirdparty.LegEffect.TellJoin;
import org.offhook.core.thirdparty.LegEffect.Told;

/** A leg on its way to the other party's media, and there. What it says in SDP is the other's, in its own dialog's name. */
final class CrossedSteps {
    private CrossedSteps() {}

    static LegStep step(LegState.Moving at, LegInput input) {
        DialogId dialog = at.dialog();
        return switch (input) {
            case LegInput.AckRequested(Optional<String> sdp) -> moved(at, sdp);
            case LegInput.ReinviteRejected(DialogId of, int status) ->
                isDead(status) ? lost(at, of) : stays(at, status);
            // What is out was lost with the way it was on: once more, from here (RFC 3261 §12.2.1.2).
            case LegInput.PathRestored(String address) ->
                LegStep.to(
                        new LegState.Moving(
                                dialog, at.ours(), at.plan(), at.spoken(), at.offered(), Optional.of(address)),
                        new SendReinvite(dialog, at.spoken().latest()));
            case LegInput.DigitReceived(char digit) -> LegStep.to(at, new Report(new LegNews.KeyPressed(digit)));
            // RFC 3261 §14.2: our own INVITE is in progress.
            case LegInput.ReinviteReceived(DialogId of, Optional<String> _) ->
                LegStep.to(at, new RespondToReinvite(of, 491, Optional.empty()));
            case LegInput.ReinviteAnswered(DialogId _, Optional<String> sdp) ->
                LegStep.to(at, new TellJoin(new Told.ReinviteTaken(sdp)));
            case LegInput.ReinviteTimedOut(DialogId of) -> lost(at, of);
            case LegInput.EndRequested _,
                    LegInput.ByeReceived _,
                    LegInput.TransportFailed _,
                    LegInput.Answered _,
                    LegInput.AckTimedOut _ -> inDialog(at, dialog, input);
            case LegInput.AckReceived _, LegInput.InviteSent _, LegInput.Progressed _ -> LegStep.to(at);
            case LegInput.CallRequested _,
                    LegInput.ReinviteRequested _,
                    LegInput.MediaRequested _,
                    LegInput.RespondRequested _,
                    LegInput.MediaReserved _,
                    LegInput.MediaUnavailable _,
                    LegInput.Rejected _,
                    LegInput.TimedOut _,
                    LegInput.SecuringFailed _,
                    LegInput.MediaLocated _,
                    LegInput.MediaRemapped _,
                    LegInput.TimerFired _ -> LegStep.ignored(at, "its re-INVITE is out");
        };
    }

    /** The session stays as it was (RFC 3261 §14.1), and so does where the party takes us to be. */
    private static LegStep stays(LegState.Moving at, int status) {
        LegState.Talking talking = new LegState.Talking(at.dialog(), at.ours(), at.plan(), at.offered());
        LegStep step = at.movedTo()
                .map(address -> LegStep.to(talking, new LocateMedia(address)))
                .orElseGet(() -> LegStep.to(talking));
        return step.after(new ApplyMedia(at.plan()), new TellJoin(new Told.ReinviteRefused(status)));
    }

    private static LegStep moved(LegState.Moving at, Optional<String> sdp) {
        Optional<Spoken.Said> said = sdp.flatMap(at.spoken()::answer);
        return LegStep.to(
                new LegState.Crossed(at.dialog(), said.map(Spoken.Said::next).orElse(at.spoken()), at.offered()),
                new SendAck(at.dialog(), said.map(Spoken.Said::sdp)),
                new ReleaseMedia());
    }

    static LegStep step(LegState.Crossed at, LegInput input) {
        DialogId dialog = at.dialog();
        return switch (input) {
            case LegInput.ReinviteRequested(Optional<String> sdp) -> {
                Optional<Spoken.Said> said = sdp.flatMap(at.spoken()::offer);
                yield sdp.isPresent() && said.isEmpty()
                        ? LegStep.to(at, new TellJoin(new Told.ReinviteRefused(488)))
                        : LegStep.to(saying(at, said), new SendReinvite(dialog, said.map(Spoken.Said::sdp)));
            }
            case LegInput.AckRequested(Optional<String> sdp) -> {
                Optional<Spoken.Said> said = sdp.flatMap(at.spoken()::answer);
                yield LegStep.to(saying(at, said), new SendAck(dialog, said.map(Spoken.Said::sdp)));
            }
            case LegInput.RespondRequested(LegInput.Reply reply) -> respond(at, reply);
            case LegInput.PathRestored _ -> TellingSteps.tell(at);
            case LegInput.ReinviteReceived(DialogId of, Optional<String> sdp) ->
                of.equals(dialog)
                        ? LegStep.to(hearing(at, sdp), new TellJoin(new Told.Asked(sdp)))
                        : LegStep.to(at, new RespondToReinvite(of, 481, Optional.empty()));
            case LegInput.AckReceived(DialogId of, Optional<String> sdp) ->
                of.equals(dialog)
                        ? LegStep.to(at, new TellJoin(new Told.Acknowledged(sdp)))
                        : LegStep.ignored(at, "ACK of another dialog");
            case LegInput.ReinviteAnswered(DialogId _, Optional<String> sdp) ->
                LegStep.to(hearing(at, sdp), new TellJoin(new Told.ReinviteTaken(sdp)));
            case LegInput.ReinviteRejected(DialogId of, int status) ->
                isDead(status) ? lost(at, of) : LegStep.to(at, new TellJoin(new Told.ReinviteRefused(status)));
            case LegInput.ReinviteTimedOut(DialogId of) -> lost(at, of);
            case LegInput.EndRequested _,
                    LegInput.ByeReceived _,
                    LegInput.TransportFailed _,
                    LegInput.Answered _,
                    LegInput.AckTimedOut _ -> inDialog(at, dialog, input);
            case LegInput.InviteSent _, LegInput.Progressed _ -> LegStep.to(at);
            // A straggler of our own sockets, which it no longer hears.
            case LegInput.DigitReceived _, LegInput.MediaLocated _, LegInput.MediaRemapped _ -> LegStep.to(at);
            case LegInput.CallRequested _,
                    LegInput.MediaRequested _,
                    LegInput.MediaReserved _,
                    LegInput.MediaUnavailable _,
                    LegInput.Rejected _,
                    LegInput.TimedOut _,
                    LegInput.SecuringFailed _,
                    LegInput.TimerFired _ -> LegStep.ignored(at, "it talks to the other party");
        };
    }

    /** A description that cannot be passed on is refused: the session stays as it is (RFC 3261 §14.1). */
    private static LegStep respond(LegState.Crossed at, LegInput.Reply reply) {
        Optional<Spoken.Said> said = switch (reply) {
            case LegInput.Reply.WithAnswer(String sdp) -> at.spoken().answer(sdp);
            case LegInput.Reply.WithOffer(String sdp) -> at.spoken().offer(sdp);
            case LegInput.Reply.Refusing _ -> Optional.empty();
        };
        int refusal = reply instanceof LegInput.Reply.Refusing(int status) ? status : 488;
        return said.map(one ->
                        LegStep.to(saying(at, said), new RespondToReinvite(at.dialog(), 200, Optional.of(one.sdp()))))
                .orElseGet(() -> LegStep.to(at, new RespondToReinvite(at.dialog(), refusal, Optional.empty())));
    }

    private static LegState.Crossed saying(LegState.Crossed at, Optional<Spoken.Said> said) {
        return said.map(one -> new LegState.Crossed(at.dialog(), one.next(), at.offered()))
                .orElse(at);
    }

    static LegState.Crossed hearing(LegState.Crossed at, Optional<String> sdp) {
        return sdp.map(text -> new LegState.Crossed(at.dialog(), at.spoken().heard(text), at.offered()))
                .orElse(at);
    }

    /** What means the same in every dialog that is up. */
    static LegStep inDialog(LegState at, DialogId dialog, LegInput input) {
        SendBye bye = new SendBye(dialog, Optional.empty());
        return switch (input) {
            case LegInput.EndRequested _ -> Ended.step(at, Ended.HUNG_UP_HERE, bye);
            case LegInput.ByeReceived(DialogId of) ->
                of.equals(dialog) ? Ended.step(at, Ended.HUNG_UP_THERE) : LegStep.ignored(at, "BYE of another dialog");
            case LegInput.TransportFailed(ErrorCode error) -> Ended.step(at, Ended.connectionLost(error), bye);
            case LegInput.AckTimedOut(DialogId of) ->
                of.equals(dialog)
                        ? Ended.step(at, Ended.connectionLost(ErrorCode.CONNECTION_LOST), bye)
                        : LegStep.ignored(at, "ACK of another dialog");
            case LegInput.Answered(DialogId of, Optional<String> sdp) ->
                of.equals(dialog)
                        ? LegStep.ignored(at, "the same 2xx again")
                        : LegStep.to(at, LegMachine.refused(at, of, sdp)); // another fork
            case LegInput.CallRequested _,
                    LegInput.ReinviteRequested _,
                    LegInput.AckRequested _,
                    LegInput.MediaRequested _,
                    LegInput.RespondRequested _,
                    LegInput.MediaReserved _,
                    LegInput.MediaUnavailable _,
                    LegInput.DigitReceived _,
                    LegInput.InviteSent _,
                    LegInput.Progressed _,
                    LegInput.Rejected _,
                    LegInput.TimedOut _,
                    LegInput.ReinviteReceived _,
                    LegInput.AckReceived _,
                    LegInput.ReinviteAnswered _,
                    LegInput.ReinviteRejected _,
                    LegInput.ReinviteTimedOut _,
                    LegInput.SecuringFailed _,
                    LegInput.PathRestored _,
                    LegInput.MediaLocated _,
                    LegInput.MediaRemapped _,
                    LegInput.TimerFired _ -> LegStep.ignored(at, "means nothing in a dialog that is up");
        };
    }

    /** RFC 3261 §12.2.1.2: these mean that the dialog is gone. */
    static boolean isDead(int status) {
        return status == 408 || status == 481;
    }

    static LegStep lost(LegState at, DialogId dialog) {
        return Ended.step(at, Ended.connectionLost(ErrorCode.CONNECTION_LOST), new SendBye(dialog, Optional.empty()));
    }
}
