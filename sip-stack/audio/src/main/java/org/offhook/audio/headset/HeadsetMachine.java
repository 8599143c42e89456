package org.offhook.audio.headset;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What presses mean, and what lamps show. A headset answers a lamp that is set with a report of its own hook, which is no press: for two
 * seconds after the lamp changed a hook that follows it is taken for that. Without this a call that was answered on the screen would be
 * hung up by the echo of the one before.
 */
public final class HeadsetMachine {
    private static final Duration ECHO = Duration.ofSeconds(2);

    private HeadsetMachine() {}

    /**
     * How things stand.
     *
     * @param echo what the hook will say by itself, and until when
     */
    public record State(PhoneSituation phone, HeadsetButtons buttons, Optional<Echo> echo) {
        /** No call, nothing pressed. */
        public static final State BEGIN = new State(PhoneSituation.NO_CALL, HeadsetButtons.AT_REST, Optional.empty());
    }

    /** A hook that will follow a lamp. */
    public record Echo(boolean offHook, Instant until) {}

    /** What happens. */
    public sealed interface Input {
        record PhoneChanged(PhoneSituation phone) implements Input {}

        record ButtonsRead(HeadsetButtons buttons) implements Input {}
    }

    /** What is to be done. */
    public enum Effect {
        ANSWER,
        HANG_UP,
        TOGGLE_MUTE,
        /** As {@link #lamps} says. */
        SHOW_LAMPS
    }

    /** The next state, and what is to be done. */
    public record Step(State next, List<Effect> effects) {
        public Step {
            effects = List.copyOf(effects);
        }
    }

    /** What the lamps show in a state. */
    public static HeadsetLamps lamps(State state) {
        return state.phone().lamps();
    }

    /** Pure. */
    public static Step step(State state, Input input, Instant now) {
        return switch (input) {
            case Input.PhoneChanged(PhoneSituation phone) -> phoneChanged(state, phone, now);
            case Input.ButtonsRead(HeadsetButtons buttons) -> buttonsRead(state, buttons, now);
        };
    }

    private static Step phoneChanged(State state, PhoneSituation phone, Instant now) {
        HeadsetLamps before = lamps(state);
        HeadsetLamps after = phone.lamps();
        if (before.equals(after)) {
            return new Step(new State(phone, state.buttons(), state.echo()), List.of());
        }
        boolean follows = after.offHook() != before.offHook()
                && after.offHook() != state.buttons().offHook();
        Optional<Echo> echo = follows ? Optional.of(new Echo(after.offHook(), now.plus(ECHO))) : state.echo();
        return new Step(new State(phone, state.buttons(), echo), List.of(Effect.SHOW_LAMPS));
    }

    private static Step buttonsRead(State state, HeadsetButtons now, Instant at) {
        List<Effect> effects = new ArrayList<>();
        Optional<Echo> echo = state.echo().filter(expected -> expected.until().isAfter(at));
        if (now.offHook() != state.buttons().offHook()) {
            boolean echoed =
                    echo.filter(expected -> expected.offHook() == now.offHook()).isPresent();
            if (echoed) {
                echo = Optional.empty();
            } else {
                hook(state.phone(), now.offHook()).ifPresent(effects::add);
            }
        }
        if (now.muteDown() && !state.buttons().muteDown() && isUp(state.phone())) {
            effects.add(Effect.TOGGLE_MUTE);
        }
        return new Step(new State(state.phone(), now, echo), effects);
    }

    private static Optional<Effect> hook(PhoneSituation phone, boolean offHook) {
        return switch (phone) {
            case RINGS -> offHook ? Optional.of(Effect.ANSWER) : Optional.empty();
            case UP, UP_MUTED -> offHook ? Optional.empty() : Optional.of(Effect.HANG_UP);
            case NO_CALL -> Optional.empty(); // a headset that is put on dials nobody
        };
    }

    private static boolean isUp(PhoneSituation phone) {
        return phone == PhoneSituation.UP || phone == PhoneSituation.UP_MUTED;
    }
}
