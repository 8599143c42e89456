package org.offhook.core.phone;

import java.util.Optional;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.port.SoundCheckPort;
import org.offhook.core.soundcheck.SoundCheckEffect;
import org.offhook.core.soundcheck.SoundCheckFacts;
import org.offhook.core.soundcheck.SoundCheckInput;
import org.offhook.core.soundcheck.SoundCheckKind;
import org.offhook.core.soundcheck.SoundCheckMachine;
import org.offhook.core.soundcheck.SoundCheckState;
import org.offhook.core.soundcheck.SoundCheckStep;
import org.offhook.core.soundcheck.SoundCheckView;

/** Runs the sound check's machine. Owned by the loop's thread. */
final class SoundCheckDesk {
    private static final String TIMER = "sound-check";

    private final LoopContext context;
    private SoundCheckState state = new SoundCheckState.Quiet(Optional.empty());
    private SoundCheckView view = SoundCheckView.NONE;

    SoundCheckDesk(LoopContext context) {
        this.context = context;
    }

    SoundCheckView view() {
        return view;
    }

    /** @param calls that are up */
    CommandOutcome check(SoundCheckKind kind, int calls) {
        if (calls > 0) {
            return CommandOutcome.Refused.of(ErrorCode.SOUND_CHECK_IN_CALL);
        }
        take(new SoundCheckInput.CheckRequested(kind));
        return CommandOutcome.Accepted.of("checking");
    }

    CommandOutcome end() {
        take(new SoundCheckInput.EndRequested());
        return CommandOutcome.Accepted.of("ended");
    }

    void opened(Optional<ErrorCode> problem) {
        take(new SoundCheckInput.DevicesOpened(problem, facts()));
    }

    /** After each step: a call that has begun goes before. */
    void follow(int calls) {
        if (calls > 0 && !(state instanceof SoundCheckState.Quiet)) {
            take(new SoundCheckInput.CallBegan());
        }
    }

    private void take(SoundCheckInput input) {
        SoundCheckStep step = SoundCheckMachine.step(state, input, context.now);
        state = step.next();
        view = SoundCheckView.of(state);
        step.effects().forEach(this::carryOut);
    }

    private void carryOut(SoundCheckEffect effect) {
        switch (effect) {
            case SoundCheckEffect.OpenDevices(SoundCheckKind kind) ->
                context.guarded("media.soundCheck.open", () -> port().open(kind));
            case SoundCheckEffect.PlayBack _ -> context.guarded("media.soundCheck.playBack", () -> port().playBack());
            case SoundCheckEffect.CloseDevices _ -> context.guarded("media.soundCheck.close", () -> port().close());
            case SoundCheckEffect.StartTimer(var at) ->
                context.timers.start(TIMER, at, () -> take(new SoundCheckInput.TimePassed(facts())));
            case SoundCheckEffect.StopTimer _ -> context.timers.stop(TIMER);
        }
    }

    private SoundCheckFacts facts() {
        SoundCheckFacts[] read = {SoundCheckFacts.NONE};
        context.guarded("media.soundCheck.facts", () -> read[0] = port().facts());
        return read[0];
    }

    private SoundCheckPort port() {
        return context.media.soundCheck();
    }
}
