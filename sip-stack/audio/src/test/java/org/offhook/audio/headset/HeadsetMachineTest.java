package org.offhook.audio.headset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.offhook.audio.headset.PhoneSituation.NO_CALL;
import static org.offhook.audio.headset.PhoneSituation.RINGS;
import static org.offhook.audio.headset.PhoneSituation.UP;
import static org.offhook.audio.headset.PhoneSituation.UP_MUTED;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.offhook.audio.headset.HeadsetMachine.Effect;
import org.offhook.audio.headset.HeadsetMachine.Input;
import org.offhook.audio.headset.HeadsetMachine.State;
import org.offhook.audio.headset.HeadsetMachine.Step;

/** What presses mean and lamps show, in a time of its own. */
class HeadsetMachineTest {
    private State state = State.BEGIN;
    private Instant now = Instant.EPOCH;
    private final List<Effect> effects = new ArrayList<>();

    private HeadsetMachineTest after(Duration time) {
        now = now.plus(time);
        return this;
    }

    private HeadsetMachineTest phone(PhoneSituation phone) {
        return step(new Input.PhoneChanged(phone));
    }

    private HeadsetMachineTest buttons(boolean offHook, boolean muteDown) {
        return step(new Input.ButtonsRead(new HeadsetButtons(offHook, muteDown)));
    }

    private HeadsetMachineTest step(Input input) {
        Step step = HeadsetMachine.step(state, input, now);
        state = step.next();
        effects.addAll(step.effects());
        return this;
    }

    private List<Effect> presses() {
        List<Effect> found =
                effects.stream().filter(effect -> effect != Effect.SHOW_LAMPS).toList();
        effects.clear();
        return found;
    }

    @Test
    void theHookAnswersAndHangsUp() {
        phone(RINGS);
        assertThat(HeadsetMachine.lamps(state)).isEqualTo(new HeadsetLamps(true, false, false));
        buttons(true, false);
        assertThat(presses()).containsExactly(Effect.ANSWER);
        phone(UP);
        assertThat(HeadsetMachine.lamps(state)).isEqualTo(new HeadsetLamps(false, true, false));
        after(Duration.ofMinutes(1)).buttons(false, false);
        assertThat(presses()).containsExactly(Effect.HANG_UP);
        phone(NO_CALL);
        assertThat(HeadsetMachine.lamps(state)).isEqualTo(HeadsetLamps.DARK);
    }

    @Test
    void theMuteButtonTogglesOnceAPressAndItsLampFollows() {
        phone(UP).buttons(true, false);
        buttons(true, true).buttons(true, true).buttons(true, false);
        assertThat(presses()).containsExactly(Effect.TOGGLE_MUTE);
        phone(UP_MUTED);
        assertThat(HeadsetMachine.lamps(state)).isEqualTo(new HeadsetLamps(false, true, true));
        phone(NO_CALL).buttons(false, true);
        assertThat(presses()).as("without a call there is nothing to mute").isEmpty();
    }

    @Test
    void aHookThatFollowsItsLampIsNoPress() {
        phone(RINGS).phone(UP); // answered on the screen
        after(Duration.ofMillis(80)).buttons(true, false);
        assertThat(presses()).isEmpty();
        after(Duration.ofMinutes(1)).phone(NO_CALL); // the far end hung up
        after(Duration.ofMillis(30)).phone(RINGS).phone(UP); // and the next call is answered on the screen at once
        after(Duration.ofMillis(30)).buttons(true, false);
        assertThat(presses()).isEmpty();
    }

    @Test
    void theEchoOfTheLastCallDoesNotHangUpTheNext() {
        phone(UP).buttons(true, false);
        after(Duration.ofMinutes(1)).phone(NO_CALL);
        after(Duration.ofMillis(100)).buttons(false, false);
        phone(RINGS).buttons(true, false).phone(UP);
        assertThat(presses()).containsExactly(Effect.ANSWER);
    }

    @Test
    void aHeadsetThatIsPutOnWithoutACallDialsNobody() {
        buttons(true, false).buttons(false, false);
        assertThat(presses()).isEmpty();
    }
}
