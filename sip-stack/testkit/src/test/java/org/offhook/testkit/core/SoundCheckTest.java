package org.offhook.testkit.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.phone.CommandOutcome;
import org.offhook.core.phone.PhoneCommand;
import org.offhook.core.soundcheck.SoundCheckFacts;
import org.offhook.core.soundcheck.SoundCheckKind;
import org.offhook.core.soundcheck.SoundCheckVerdict;
import org.offhook.core.soundcheck.SoundCheckView;
import org.offhook.core.soundcheck.SoundCheckView.Phase;
import org.offhook.testkit.core.FakeSignalling.FarEnd;

/** Trying the devices out, from the command to the snapshot. */
class SoundCheckTest {
    private final VirtualPhone phone = VirtualPhone.registered();

    private SoundCheckView check() {
        return phone.loop.snapshot().soundCheck();
    }

    private void opened(Optional<ErrorCode> problem) {
        phone.media.inbox().soundCheckOpened(problem);
        phone.loop.pump();
    }

    @Test
    void fiveSecondsAreRecordedPlayedBackAndJudged() {
        phone.command(new PhoneCommand.CheckSound(SoundCheckKind.LOOP));
        assertThat(check().phase()).isEqualTo(Phase.OPENING);
        opened(Optional.empty());
        assertThat(check().phase()).isEqualTo(Phase.RECORDING);
        phone.media.soundCheckFacts(new SoundCheckFacts(5_000, 500, 0, 3_000, 2_000));
        phone.pass(Duration.ofSeconds(5));
        assertThat(check().phase()).isEqualTo(Phase.PLAYING_BACK);
        phone.pass(Duration.ofSeconds(5));
        assertThat(check().phase()).isEqualTo(Phase.QUIET);
        assertThat(check().last()).hasValueSatisfying(found -> {
            assertThat(found.verdict()).isEqualTo(SoundCheckVerdict.WELL);
            assertThat(found.error()).isEmpty();
        });
        assertThat(phone.media.checked()).containsExactly("LOOP", "play back", "close");
    }

    @Test
    void aDeadMicrophoneIsNamedByItsCode() {
        phone.command(new PhoneCommand.CheckSound(SoundCheckKind.LOOP));
        opened(Optional.empty());
        phone.media.soundCheckFacts(new SoundCheckFacts(5_000, 5_000, 0, 0, 0));
        phone.pass(Duration.ofSeconds(5));
        assertThat(check().last())
                .hasValueSatisfying(found -> assertThat(found.error()).contains(ErrorCode.MICROPHONE_SILENT));
    }

    @Test
    void nothingIsTriedOutDuringACall() {
        phone.signalling.farEnd(FarEnd.ANSWERS);
        phone.dial("100");
        assertThat(phone.command(new PhoneCommand.CheckSound(SoundCheckKind.LISTEN)))
                .isEqualTo(CommandOutcome.Refused.of(ErrorCode.SOUND_CHECK_IN_CALL));
        assertThat(phone.media.checked()).isEmpty();
    }

    @Test
    void aCallThatBeginsEndsTheCheck() {
        phone.command(new PhoneCommand.CheckSound(SoundCheckKind.LISTEN));
        opened(Optional.empty());
        assertThat(check().phase()).isEqualTo(Phase.LISTENING);
        phone.dial("100");
        assertThat(check().phase()).isEqualTo(Phase.QUIET);
        assertThat(phone.media.checked()).containsExactly("LISTEN", "close");
        opened(Optional.of(ErrorCode.NO_SPEAKER));
        assertThat(check().phase()).as("what comes late is nothing").isEqualTo(Phase.QUIET);
    }
}
