package org.offhook.testkit.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.offhook.core.call.CallId;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.media.MicrophoneFacts;
import org.offhook.core.phone.PhoneCommand;
import org.offhook.core.phone.PhoneEvent;
import org.offhook.testkit.core.FakeSignalling.FarEnd;

/** What an agent is told of the microphone while a call is up. */
class MicrophoneWatchTest {
    private final VirtualPhone phone = VirtualPhone.registered();
    private MicrophoneFacts facts = MicrophoneFacts.NONE;

    private CallId talk() {
        phone.signalling.farEnd(FarEnd.ANSWERS);
        return phone.dial("100");
    }

    /** So many seconds, in each of which the microphone gives so much. */
    private void seconds(int count, int silent, int clipped, int spoken) {
        for (int i = 0; i < count; i++) {
            facts = new MicrophoneFacts(
                    facts.millis() + 1_000,
                    facts.silentMillis() + silent,
                    facts.clippedMillis() + clipped,
                    facts.spokenMillis() + spoken);
            phone.media.microphone(facts);
            phone.pass(Duration.ofSeconds(1));
        }
    }

    private List<ErrorCode> told() {
        return phone.events(PhoneEvent.FaultRaised.class).stream()
                .map(PhoneEvent.FaultRaised::error)
                .filter(error -> error != ErrorCode.NOTHING_HEARD) // nobody speaks at the other end of this test
                .toList();
    }

    @Test
    void whoSpeaksWhileMutedIsToldOnceInTenSeconds() {
        CallId call = talk();
        seconds(3, 0, 0, 900);
        assertThat(told()).as("not muted").isEmpty();
        phone.command(new PhoneCommand.MuteCall(call, true));
        seconds(1, 0, 0, 200);
        assertThat(told()).as("a cough").isEmpty();
        seconds(9, 0, 0, 700);
        assertThat(told()).containsExactly(ErrorCode.SPOKEN_WHILE_MUTED);
        seconds(3, 0, 0, 700);
        assertThat(told()).containsExactly(ErrorCode.SPOKEN_WHILE_MUTED, ErrorCode.SPOKEN_WHILE_MUTED);
        phone.command(new PhoneCommand.MuteCall(call, false));
        seconds(20, 0, 0, 700);
        assertThat(told()).hasSize(2);
    }

    @Test
    void aDeadMicrophoneIsToldAfterFiveSecondsAndAQuietRoomIsNot() {
        talk();
        seconds(4, 1_000, 0, 0);
        assertThat(told()).isEmpty();
        seconds(1, 1_000, 0, 0);
        assertThat(told()).containsExactly(ErrorCode.MICROPHONE_SILENT);
        seconds(30, 1_000, 0, 0);
        assertThat(told()).as("not again within a minute").hasSize(1);
        seconds(60, 900, 0, 0);
        assertThat(told()).as("a tenth is something").hasSize(1);
    }

    @Test
    void distortionAgainAndAgainIsTold() {
        talk();
        seconds(5, 0, 20, 800);
        assertThat(told()).as("a clap").isEmpty();
        seconds(5, 0, 60, 800);
        assertThat(told()).containsExactly(ErrorCode.MICROPHONE_TOO_LOUD);
    }

    @Test
    void onHoldAndWithoutAMicrophoneNothingIsTold() {
        CallId call = talk();
        phone.pass(Duration.ofSeconds(30)); // files and silent devices are not counted
        assertThat(told()).doesNotContain(ErrorCode.MICROPHONE_SILENT);
        phone.command(new PhoneCommand.HoldCall(call, true));
        seconds(20, 1_000, 0, 0);
        assertThat(told()).doesNotContain(ErrorCode.MICROPHONE_SILENT);
        phone.command(new PhoneCommand.HoldCall(call, false));
        seconds(7, 1_000, 0, 0);
        assertThat(told()).as("taken back, it is looked at again").contains(ErrorCode.MICROPHONE_SILENT);
    }
}
