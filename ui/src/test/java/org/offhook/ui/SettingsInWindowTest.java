package org.offhook.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ListView;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.offhook.agent.AgentCommand;
import org.offhook.core.account.Secret;
import org.offhook.core.account.ServerAddress;
import org.offhook.core.account.Transport;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.media.AudioChoice;
import org.offhook.core.phone.PhoneCommand;
import org.offhook.core.soundcheck.SoundCheckKind;
import org.offhook.core.soundcheck.SoundCheckResult;
import org.offhook.core.soundcheck.SoundCheckVerdict;
import org.offhook.core.soundcheck.SoundCheckView;
import org.offhook.core.soundcheck.SoundCheckView.Phase;
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
        robot.interact(() -> ((ToggleButton) find("#remove-echo")).fire()); // below the fold
        robot.interact(() -> ((ToggleButton) find("#remove-noise")).fire()); // below the fold
        robot.interact(() -> ((ToggleButton) find("#even-volume")).fire()); // below the fold
        robot.interact(() -> selectLast(find("#ringer")));
        pass(Duration.ZERO);
        var none = Optional.<String>empty();
        assertThat(asked())
                .isEqualTo(List.of(
                        checking(SoundCheckKind.LISTEN),
                        audio(new AudioChoice(none, none, none, false, true, false)),
                        audio(new AudioChoice(none, none, none, true, false, false)),
                        audio(new AudioChoice(none, none, none, true, true, true)),
                        audio(new AudioChoice(none, none, Optional.of("desk"), true, true, false))));
        robot.interact(() -> selectLast(find("#microphone")));
        robot.interact(() -> selectLast(find("#speaker")));
        assertThat(asked()).hasSize(7);
    }

    private static AgentCommand checking(SoundCheckKind kind) {
        return new AgentCommand.Phone(new PhoneCommand.CheckSound(kind));
    }

    private static final AgentCommand END_CHECK = new AgentCommand.Phone(new PhoneCommand.EndSoundCheck());

    private void openAudio(Situation situation) {
        open(situation);
        ctrl(KeyCode.COMMA);
        click("#topic-audio");
        settle();
    }

    private static Situation checked(Phase phase, SoundCheckVerdict heard, Optional<SoundCheckResult> last) {
        return Situation.paused().soundCheck(SoundPictures.check(phase, Duration.ofSeconds(5), heard, last));
    }

    @Test
    void theMicrophoneIsListenedToWhileThePageIsOpenAndNoLonger() {
        openAudio(Situation.paused());
        assertThat(asked()).isEqualTo(List.of(checking(SoundCheckKind.LISTEN)));
        step(checked(Phase.LISTENING, SoundCheckVerdict.NOTHING, Optional.empty()));
        assertThat(text("#heard")).isEqualTo("Hears nothing. Is it muted?");
        step(checked(Phase.LISTENING, SoundCheckVerdict.WELL, Optional.empty()));
        assertThat(text("#heard")).isEqualTo("Hears you well");
        press(KeyCode.ESCAPE);
        settle();
        assertThat(asked()).isEqualTo(List.of(checking(SoundCheckKind.LISTEN), END_CHECK));
    }

    @Test
    void theVoiceIsTestedByTheDockWhichCountsDownAndSaysWhatWasHeard() {
        openAudio(Situation.paused());
        step(checked(Phase.LISTENING, SoundCheckVerdict.WAITING, Optional.empty()));
        assertThat(text(".oh-primary")).isEqualTo("Test my voice");
        click(".oh-primary");
        assertThat(asked()).last().isEqualTo(checking(SoundCheckKind.LOOP));
        step(Situation.paused()
                .soundCheck(new SoundCheckView(
                        Phase.RECORDING,
                        Optional.of(time.instant().plusSeconds(5)),
                        SoundCheckVerdict.WAITING,
                        Optional.empty())));
        assertThat(text(".oh-primary")).isEqualTo("Speak now… 5");
        pass(Duration.ofSeconds(2));
        assertThat(text(".oh-primary")).isEqualTo("Speak now… 3");
        step(checked(
                Phase.QUIET,
                SoundCheckVerdict.WAITING,
                Optional.of(new SoundCheckResult(SoundCheckVerdict.WELL, Optional.empty()))));
        assertThat(text("#sound-check-found")).isEqualTo("Heard you: good");
        assertThat(asked()).as("the meter goes on").last().isEqualTo(checking(SoundCheckKind.LISTEN));
        step(checked(
                Phase.LISTENING,
                SoundCheckVerdict.NOTHING,
                Optional.of(
                        new SoundCheckResult(SoundCheckVerdict.NOTHING, Optional.of(ErrorCode.MICROPHONE_SILENT)))));
        assertThat(text("#sound-check-found")).contains("Your microphone hears nothing", "OH-325");
    }

    @Test
    void speakerAndRingerHaveATestOfTheirOwnThatASecondPressEnds() {
        openAudio(Situation.paused());
        click("#test-speaker");
        assertThat(asked()).last().isEqualTo(checking(SoundCheckKind.SPEAKER));
        step(checked(Phase.SPEAKER, SoundCheckVerdict.WAITING, Optional.empty()));
        assertThat(text("#test-speaker")).isEqualTo("Stop");
        click("#test-speaker");
        assertThat(asked()).last().isEqualTo(END_CHECK);
        click("#test-ringer");
        assertThat(asked()).last().isEqualTo(checking(SoundCheckKind.RINGER));
    }

    @Test
    void duringACallNothingIsTriedOutAndThePageSaysWhy() {
        openAudio(Situation.onCall());
        assertThat(asked()).isEmpty();
        assertThat(find("#test-speaker").isDisabled()).isTrue();
        assertThat(find("#test-ringer").isDisabled()).isTrue();
        assertThat(text(".oh-sound-check .oh-caption")).startsWith("Not during a call");
        robot.interact(() -> ((Slider) find("#microphone-level")).setValue(6));
        assertThat(asked()).isEqualTo(List.of(audio(AudioChoice.SYSTEM.at(6, 0))));
    }

    @Test
    void levelsCountInWholeDecibels() {
        openAudio(Situation.paused().audio(AudioChoice.SYSTEM.at(0, -3)));
        assertThat(((Slider) find("#speaker-level")).getValue()).isEqualTo(-3);
        robot.interact(() -> ((Slider) find("#speaker-level")).increment());
        assertThat(asked()).last().isEqualTo(audio(AudioChoice.SYSTEM.at(0, -2)));
        robot.interact(() -> ((Slider) find("#microphone-level")).setValue(12));
        assertThat(asked()).last().isEqualTo(audio(AudioChoice.SYSTEM.at(12, -3)));
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
    void numbersAreWrittenAsTheChosenCountryWritesThem() {
        open(Situation.paused().log().country("IN"));
        ctrl(KeyCode.COMMA);
        click("#topic-look");
        ComboBox<?> country = (ComboBox<?>) find("#country");
        assertThat(country.getValue().toString()).isEqualTo("As the phone is set up");

        robot.interact(() -> country.getSelectionModel().select(1));

        assertThat(preferences.current().country()).isEqualTo("ZZ");
        assertThat(preferences.current().countryOr("IN")).as("none at all").isEmpty();
        robot.interact(() -> country.getSelectionModel().selectFirst());
        assertThat(preferences.current().countryOr("IN")).isEqualTo("IN");
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
        click("#account-main");
        settle();
        click(".oh-primary");
        assertThat(asked())
                .containsExactly(
                        new AgentCommand.ConfigureAccount(PBX, "pbx.example", "2101", Secret.of(""), Transport.TLS));
        pass(Duration.ZERO);
        assertThat(text(".oh-page-title")).isEqualTo("Account");
        assertThat(shows("#account-main")).isTrue();
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
