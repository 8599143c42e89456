package org.offhook.core.thirdparty;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.offhook.core.call.BackOff;
import org.offhook.core.call.DialogId;
import org.offhook.core.thirdparty.LegEffect.RespondToReinvite;
import org.offhook.core.thirdparty.LegEffect.SendReinvite;
import org.offhook.core.thirdparty.LegEffect.StartTimer;
import org.offhook.core.thirdparty.LegEffect.StopTimer;
import org.offhook.core.thirdparty.LegEffect.TellJoin;
import org.offhook.core.thirdparty.LegEffect.Told;
import org.offhook.core.thirdparty.LegInput.LegTimer;

/**
 * A leg with the other party's media, which has to hear where we are after our address changed (RFC 3261 §12.2.1.2, §14.1). The re-INVITE says what
 * was said last; whatever else happens means what it means to a leg that is crossed.
 */
final class TellingSteps {
    private static final StopTimer NO_BACK_OFF = new StopTimer(LegTimer.GLARE);

    private TellingSteps() {}

    /** Its media goes to the other party, as before. */
    static LegStep tell(LegState.Crossed at) {
        return at.spoken().latest().isEmpty()
                ? LegStep.to(at)
                : LegStep.to(
                        new LegState.CrossedTelling(at.dialog(), at.spoken(), at.offered()),
                        new SendReinvite(at.dialog(), at.spoken().latest()));
    }

    static LegStep step(LegState.CrossedTelling at, LegInput input, Instant now) {
        LegState.Crossed crossed = new LegState.Crossed(at.dialog(), at.spoken(), at.offered());
        if (input instanceof LegInput.ReinviteAnswered(DialogId of, Optional<String> sdp) && of.equals(at.dialog())) {
            return LegStep.to(CrossedSteps.hearing(crossed, sdp), new TellJoin(new Told.ReinviteTaken(sdp)));
        }
        if (input instanceof LegInput.ReinviteRejected(DialogId of, int status) && of.equals(at.dialog())) {
            return refused(crossed, status, now);
        }
        if (input instanceof LegInput.ReinviteRequested) { // §14.1: one at a time; whose it is asks again by itself
            return LegStep.to(at, new TellJoin(new Told.ReinviteRefused(491)));
        }
        if (input instanceof LegInput.ReinviteReceived(DialogId of, Optional<String> _) && of.equals(at.dialog())) {
            return LegStep.to(at, new RespondToReinvite(of, 491, Optional.empty())); // §14.2
        }
        return staying(
                CrossedSteps.step(crossed, input),
                then -> new LegState.CrossedTelling(then.dialog(), then.spoken(), then.offered()));
    }

    /** Without a 2xx the session stays as it was, and the party's requests go where they went. */
    private static LegStep refused(LegState.Crossed crossed, int status, Instant now) {
        if (CrossedSteps.isDead(status)) {
            return CrossedSteps.lost(crossed, crossed.dialog());
        }
        TellJoin told = new TellJoin(new Told.ReinviteRefused(status));
        return status == 491
                ? LegStep.to(
                        new LegState.CrossedYielding(crossed.dialog(), crossed.spoken(), crossed.offered()),
                        new StartTimer(LegTimer.GLARE, BackOff.ofOwner(now)),
                        told)
                : LegStep.to(crossed, told);
    }

    static LegStep step(LegState.CrossedYielding at, LegInput input) {
        LegState.Crossed crossed = new LegState.Crossed(at.dialog(), at.spoken(), at.offered());
        if (input instanceof LegInput.TimerFired(LegTimer timer) && timer == LegTimer.GLARE) {
            return tell(crossed);
        }
        LegStep step = CrossedSteps.step(crossed, input);
        if (tells(step) || step.next() instanceof LegState.Over) {
            return step.after(NO_BACK_OFF);
        }
        return staying(step, then -> new LegState.CrossedYielding(then.dialog(), then.spoken(), then.offered()));
    }

    /** Requests and 2xx of ours that name our Contact (RFC 3261 §12.2): the party knows then. */
    private static boolean tells(LegStep step) {
        return step.effects().stream().anyMatch(effect -> switch (effect) {
            case SendReinvite _ -> true;
            case RespondToReinvite(DialogId _, int status, Optional<String> _) -> status < 300;
            case LegEffect.SendInvite _,
                    LegEffect.SendCancel _,
                    LegEffect.SendAck _,
                    LegEffect.SendBye _,
                    LegEffect.ForgetLeg _,
                    LegEffect.ReserveMedia _,
                    LegEffect.LocateMedia _,
                    LegEffect.ApplyMedia _,
                    LegEffect.ReleaseMedia _,
                    StartTimer _,
                    StopTimer _,
                    TellJoin _,
                    LegEffect.Report _,
                    LegEffect.Ignore _ -> false;
        });
    }

    private static LegStep staying(LegStep step, Function<LegState.Crossed, LegState> as) {
        return step.next() instanceof LegState.Crossed then ? new LegStep(as.apply(then), step.effects()) : step;
    }
}
