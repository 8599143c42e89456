package org.offhook.core.soundcheck;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.soundcheck.SoundCheckEffect.CloseDevices;
import org.offhook.core.soundcheck.SoundCheckEffect.OpenDevices;
import org.offhook.core.soundcheck.SoundCheckEffect.PlayBack;
import org.offhook.core.soundcheck.SoundCheckEffect.StartTimer;
import org.offhook.core.soundcheck.SoundCheckEffect.StopTimer;
import org.offhook.core.soundcheck.SoundCheckInput.CallBegan;
import org.offhook.core.soundcheck.SoundCheckInput.CheckRequested;
import org.offhook.core.soundcheck.SoundCheckInput.DevicesOpened;
import org.offhook.core.soundcheck.SoundCheckInput.EndRequested;
import org.offhook.core.soundcheck.SoundCheckInput.TimePassed;
import org.offhook.core.soundcheck.SoundCheckState.Listening;
import org.offhook.core.soundcheck.SoundCheckState.Opening;
import org.offhook.core.soundcheck.SoundCheckState.PlayingBack;
import org.offhook.core.soundcheck.SoundCheckState.Quiet;
import org.offhook.core.soundcheck.SoundCheckState.Recording;
import org.offhook.core.soundcheck.SoundCheckState.Sounding;

/** Tries the agent's devices out. A call goes before it: whatever is open is given up, and what was found stays to be read. */
public final class SoundCheckMachine {
    /** How long the agent speaks, and hears it again. */
    public static final Duration RECORDED = Duration.ofSeconds(5);

    private static final Duration TONE = Duration.ofSeconds(2);
    /** The ring's cadence once. */
    private static final Duration RING = Duration.ofSeconds(3);
    /** The level is judged anew so often. */
    private static final Duration LOOK = Duration.ofSeconds(1);
    /** A page that was left open does not keep the microphone open for ever. */
    private static final Duration LISTENED_ENOUGH = Duration.ofMinutes(5);

    private SoundCheckMachine() {}

    /** Pure: the same arguments give the same step. */
    public static SoundCheckStep step(SoundCheckState state, SoundCheckInput input, Instant now) {
        return switch (input) {
            case CheckRequested(SoundCheckKind kind) ->
                SoundCheckStep.to(
                        new Opening(kind, kind == SoundCheckKind.LOOP ? Optional.empty() : state.last()),
                        new StopTimer(),
                        new OpenDevices(kind));
            case EndRequested _, CallBegan _ -> end(state);
            case DevicesOpened(Optional<ErrorCode> problem, SoundCheckFacts facts) ->
                opened(state, problem, facts, now);
            case TimePassed(SoundCheckFacts facts) -> passed(state, facts, now);
        };
    }

    private static SoundCheckStep end(SoundCheckState state) {
        return switch (state) {
            case Quiet _ -> SoundCheckStep.to(state);
            case Opening _, Listening _, Recording _, PlayingBack _, Sounding _ ->
                SoundCheckStep.to(new Quiet(state.last()), new StopTimer(), new CloseDevices());
        };
    }

    private static SoundCheckStep opened(
            SoundCheckState state, Optional<ErrorCode> problem, SoundCheckFacts facts, Instant now) {
        return switch (state) {
            case Opening(SoundCheckKind kind, Optional<SoundCheckResult> last) ->
                problem.isPresent() && needs(kind, problem.get())
                        ? SoundCheckStep.to(
                                new Quiet(Optional.of(SoundCheckResult.without(problem.get()))), new CloseDevices())
                        : begin(kind, last, facts, now);
            // Of devices that were given up meanwhile, or opened anew because one was unplugged.
            case Quiet _, Listening _, Recording _, PlayingBack _, Sounding _ -> SoundCheckStep.to(state);
        };
    }

    /** A missing speaker does not keep the microphone from being heard, nor the other way. */
    private static boolean needs(SoundCheckKind kind, ErrorCode missing) {
        return switch (kind) {
            case LISTEN -> missing != ErrorCode.NO_SPEAKER;
            case LOOP -> true;
            case SPEAKER, RINGER -> missing != ErrorCode.NO_MICROPHONE;
        };
    }

    private static SoundCheckStep begin(
            SoundCheckKind kind, Optional<SoundCheckResult> last, SoundCheckFacts facts, Instant now) {
        return switch (kind) {
            case LISTEN ->
                SoundCheckStep.to(
                        new Listening(facts, SoundCheckVerdict.WAITING, now.plus(LISTENED_ENOUGH), last),
                        new StartTimer(now.plus(LOOK)));
            case LOOP ->
                SoundCheckStep.to(new Recording(facts, now.plus(RECORDED)), new StartTimer(now.plus(RECORDED)));
            case SPEAKER -> SoundCheckStep.to(new Sounding(kind, now.plus(TONE), last), new StartTimer(now.plus(TONE)));
            case RINGER -> SoundCheckStep.to(new Sounding(kind, now.plus(RING), last), new StartTimer(now.plus(RING)));
        };
    }

    private static SoundCheckStep passed(SoundCheckState state, SoundCheckFacts facts, Instant now) {
        return switch (state) {
            case Listening listening ->
                now.isBefore(listening.ends())
                        ? SoundCheckStep.to(look(listening, facts), new StartTimer(now.plus(LOOK)))
                        : SoundCheckStep.to(new Quiet(listening.last()), new CloseDevices());
            case Recording(SoundCheckFacts from, Instant _) ->
                SoundCheckStep.to(
                        new PlayingBack(
                                SoundCheckResult.of(SoundCheckVerdict.of(facts.since(from))), now.plus(RECORDED)),
                        new PlayBack(),
                        new StartTimer(now.plus(RECORDED)));
            case PlayingBack(SoundCheckResult found, Instant _) ->
                SoundCheckStep.to(new Quiet(Optional.of(found)), new CloseDevices());
            case Sounding sounding -> SoundCheckStep.to(new Quiet(sounding.last()), new CloseDevices());
            case Quiet _, Opening _ -> SoundCheckStep.to(state);
        };
    }

    private static Listening look(Listening before, SoundCheckFacts facts) {
        SoundCheckFacts lately = facts.since(before.from());
        return new Listening(
                lately.silent() && lately.millis() > 0 ? before.from() : facts,
                SoundCheckVerdict.soFar(lately, before.heard()),
                before.ends(),
                before.last());
    }
}
