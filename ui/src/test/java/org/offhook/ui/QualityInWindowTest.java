package org.offhook.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.shape.Path;
import org.junit.jupiter.api.Test;
import org.offhook.core.media.SpeechSecurity;

/** How a call sounds and how it is encrypted, on its card. */
class QualityInWindowTest extends WindowFixture {

    private void sounds(double opinion, double lossPercent) {
        pass(Duration.ofSeconds(5));
        step(SoundingCall.of(opinion, lossPercent, SpeechSecurity.DTLS));
    }

    @Test
    void theCardSaysHowSpeechIsEncrypted() {
        open(SoundingCall.of(4.3, 0, SpeechSecurity.DTLS));
        assertThat(text(".oh-call-secured .label")).isEqualTo("Encrypted, DTLS");
        step(SoundingCall.of(4.3, 0, SpeechSecurity.SDES));
        assertThat(text(".oh-call-secured .label")).isEqualTo("Encrypted, SDES");
        step(SoundingCall.of(4.3, 0, SpeechSecurity.NONE));
        assertThat(shows(".oh-call-secured")).isFalse();
    }

    @Test
    void theChartOpensByKeyboardSaysInWordsWhatItShowsAndClosesAgain() {
        open(SoundingCall.of(4.4, 0, SpeechSecurity.DTLS));
        assertThat(text(".oh-quality-open")).isEqualTo("Good line");
        assertThat(shows(".oh-quality")).isFalse();
        sounds(3.1, 4);
        sounds(4.2, 0.5);
        Node open = find(".oh-quality-open");
        robot.interact(open::requestFocus);
        press(KeyCode.SPACE);
        assertThat(shows(".oh-quality")).isTrue();
        assertThat(find(".oh-quality").getAccessibleText())
                .isEqualTo("Last 5 minutes: now 4.2 of 4.5, lowest 3.1. Lost now 0.5 %, most 4.0 %.");
        assertThat(find(".oh-quality").isFocusTraversable()).isTrue();
        assertThat(((Path) find(".oh-quality-score")).getElements()).hasSize(4);
        assertThat(((Path) find(".oh-quality-loss")).getElements())
                .as("two of three")
                .hasSize(4);
        robot.interact(open::requestFocus);
        press(KeyCode.SPACE);
        assertThat(shows(".oh-quality")).isFalse();
    }

    @Test
    void theCardSaysInAWordHowTheLineIs() {
        open(SoundingCall.of(4.0, 0, SpeechSecurity.NONE));
        assertThat(text(".oh-quality-open")).isEqualTo("Good line");
        assertThat(fullBars()).isEqualTo(3);
        sounds(3.9, 1);
        assertThat(text(".oh-quality-open")).isEqualTo("Fair line");
        assertThat(fullBars()).isEqualTo(2);
        sounds(3.0, 9);
        assertThat(text(".oh-quality-open")).isEqualTo("Poor line");
        assertThat(fullBars()).isEqualTo(1);
        assertThat(find(".oh-quality-open").getAccessibleHelp()).isEqualTo("Poor line");
    }

    private long fullBars() {
        return scene().getRoot().lookupAll(".oh-quality-bar").stream()
                .filter(bar -> bar.getPseudoClassStates().contains(PseudoClass.getPseudoClass("full")))
                .count();
    }

    @Test
    void aCallOfWhichNothingIsKnownHasNoChart() {
        open(Situation.onCall());
        assertThat(shows(".oh-quality-open")).isFalse();
    }
}
