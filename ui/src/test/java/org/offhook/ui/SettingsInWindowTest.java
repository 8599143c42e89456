package org.offhook.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.offhook.agent.AgentCommand;
import org.offhook.core.account.Secret;
import org.offhook.core.account.ServerAddress;
import org.offhook.core.account.Transport;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.media.AudioChoice;
import org.offhook.core.phone.PhoneCommand;
import org.offhook.ui.help.HelpRow;
import org.offhook.ui.look.Theme;
import org.offhook.ui.model.StateMark;

/** Settings and banners: every control does what it says, and counts at once. */
class SettingsInWindowTest extends WindowFixture {
    private static final ServerAddress PBX = ServerAddress.of("pbx.example");

    private static void selectLast(javafx.scene.Node node) {
        ((ComboBox<?>) node).getSelectionModel().selectLast();
    }

    @Test
    void f1OpensTheHelpOfTheScreenAndClosesItAgain() {
        open(Situation.paused());
        press(KeyCode.F1);
        assertThat(text(".oh-page-title")).isEqualTo("Help");
        assertThat(focused()).isEqualTo(find(".oh-help"));
        List<Object> rows = List.copyOf(((ListView<?>) find(".oh-help")).getItems());
        assertThat(rows.getFirst()).asString().contains("Type or paste a number");
        assertThat(rows)
                .contains(
                        new HelpRow.Key("Answer", "Ctrl+Shift+A", "Answer, Ctrl+Shift+A"),
                        new HelpRow.State(
                                StateMark.ON_CALL,
                                "On call",
                                "Somebody can hear you.",
                                "On call, Somebody can hear you."));
        press(KeyCode.DOWN, KeyCode.F1);
        assertThat(shows(".oh-number-field")).isTrue();
        press(KeyCode.F1);
        press(KeyCode.ESCAPE);
        assertThat(shows(".oh-help")).isFalse();
        ctrl(KeyCode.COMMA);
        click("#topic-help");
        assertThat(shows(".oh-help")).isTrue();
    }

    @Test
    void theHelpNeverCoversTheEndOfACall() {
        open(Situation.onCall());
        press(KeyCode.F1);
        assertThat(((ListView<?>) find(".oh-help")).getItems().getFirst())
                .asString()
                .contains("ends the call");
        assertThat(text(".oh-primary")).isEqualTo("Hang up Lena M.");
        step(Situation.paused());
        assertThat(text(".oh-page-title")).isEqualTo("Help");
    }

    @Test
    void settingsOpenByKeyAndCloseByEsc() {
        open(Situation.paused());
        ctrl(KeyCode.COMMA);
        assertThat(text(".oh-page-title")).isEqualTo("Settings");
        click("#topic-audio");
        assertThat(text(".oh-page-title")).isEqualTo("Audio");
        press(KeyCode.ESCAPE);
        assertThat(text(".oh-page-title")).isEqualTo("Settings");
        settle();
        click(".oh-primary");
        assertThat(shows(".oh-number-field")).isTrue();
        click("#open-settings");
        assertThat(text(".oh-page-title")).isEqualTo("Settings");
    }

    @Test
    void audioChoicesCountAtOnce() {
        open(Situation.paused());
        ctrl(KeyCode.COMMA);
        click("#topic-audio");
        click("#remove-echo");
        click("#remove-noise");
        click("#even-volume");
        robot.interact(() -> selectLast(find("#ringer")));
        pass(Duration.ZERO);
        var none = Optional.<String>empty();
        assertThat(asked())
                .isEqualTo(List.of(
                        audio(new AudioChoice(none, none, none, false, true, false)),
                        audio(new AudioChoice(none, none, none, true, false, false)),
                        audio(new AudioChoice(none, none, none, true, true, true)),
                        audio(new AudioChoice(none, none, Optional.of("desk"), true, true, false))));
        robot.interact(() -> selectLast(find("#microphone")));
        robot.interact(() -> selectLast(find("#speaker")));
        assertThat(asked()).hasSize(6);
    }

    private static AgentCommand audio(AudioChoice choice) {
        return new AgentCommand.Phone(new PhoneCommand.ChooseAudio(choice));
    }

    @Test
    void aChosenDeviceThatIsGoneIsKeptAndSaid() {
        open(Situation.paused()
                .audio(new AudioChoice(Optional.of("usb"), Optional.empty(), Optional.empty(), true, true, false)));
        ctrl(KeyCode.COMMA);
        click("#topic-audio");
        assertThat(((ComboBox<?>) find("#microphone")).getValue().toString()).contains("usb (not plugged in)");
    }

    @Test
    void themeSizeAndAlwaysOnTopCountAtOnce() {
        open(Situation.paused());
        ctrl(KeyCode.COMMA);
        click("#topic-look");
        click("#theme-dark");
        assertThat(preferences.current().theme()).isEqualTo(Theme.DARK);
        assertThat(scene().getStylesheets().getFirst()).contains("theme-dark");
        click("#always-on-top");
        assertThat(stage().isAlwaysOnTop()).isTrue();
        click("#scale-larger");
        assertThat(preferences.current().scalePercent()).isEqualTo(125);
        assertThat(scene().getRoot().getStyle()).contains("16.25px");
        click("#scale-smaller");
        assertThat(preferences.current().scalePercent()).isEqualTo(100);
        click("#theme-light");
        click("#theme-high_contrast");
        click("#theme-system");
        assertThat(preferences.current().theme()).isEqualTo(Theme.SYSTEM);
    }

    @Test
    void aPagesPermissionIsTakenBackButNotTheAdministrators() {
        open(Situation.paused().paired());
        ctrl(KeyCode.COMMA);
        click("#topic-pages");
        assertThat(scene().getRoot().lookupAll(".oh-origin-row")).hasSize(2);
        robot.clickOn("Take back");
        assertThat(asked()).containsExactly(new AgentCommand.RevokePairing("https://crm.example"));
    }

    @Test
    void theAccountIsChangedInTheSettings() {
        open(Situation.paused());
        ctrl(KeyCode.COMMA);
        click("#topic-account");
        settle();
        click(".oh-primary");
        assertThat(asked())
                .containsExactly(
                        new AgentCommand.ConfigureAccount(PBX, "pbx.example", "2101", Secret.of(""), Transport.TLS));
        pass(Duration.ZERO);
        assertThat(text(".oh-page-title")).isEqualTo("Settings");
    }

    @Test
    void theBannersButtonDoesWhatItSays() {
        open(Situation.paused().lost());
        click(".oh-banner .oh-quiet");
        assertThat(lastAsked()).isEqualTo(new AgentCommand.Phone(new PhoneCommand.RetryRegistration()));
        step(Situation.paused().audioProblem(ErrorCode.NO_MICROPHONE));
        settle();
        robot.moveBy(0, 100); // the button has changed its meaning under the pointer
        click(".oh-banner .oh-quiet");
        assertThat(text(".oh-page-title")).isEqualTo("Audio");
        ctrl(KeyCode.DIGIT1);
        step(Situation.paused().audioProblem(ErrorCode.SOUND_SYSTEM_SILENT));
        settle();
        click(".oh-banner .oh-quiet");
        assertThat(lastAsked()).isEqualTo(audio(AudioChoice.SYSTEM));
        step(Situation.paused().fault(ErrorCode.CREDENTIALS_REFUSED));
        settle();
        click(".oh-banner .oh-quiet");
        assertThat(text(".oh-page-title")).isEqualTo("Account");
    }

    @Test
    void aBannerInACallUnfolds() {
        open(Situation.onCall().lostRegistration());
        assertThat(shows(".oh-banner-text")).isFalse();
        click(".oh-banner-close");
        assertThat(text(".oh-banner-text")).startsWith("This call goes on.");
    }
}
