package org.offhook.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.offhook.agent.AgentCommand;
import org.offhook.agent.AgentSnapshot.Setup;
import org.offhook.agent.ManualDial;
import org.offhook.agent.PairingScope;
import org.offhook.agent.TlsFinding;
import org.offhook.core.account.Secret;
import org.offhook.core.account.ServerAddress;
import org.offhook.core.account.Transport;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.media.AudioChoice;
import org.offhook.core.phone.CommandOutcome;
import org.offhook.core.phone.PhoneCommand;
import org.offhook.ui.look.Theme;

/** First run, log-in, state menu, queue, log, pairing, settings: every control does what it says. */
class PagesInWindowTest extends WindowFixture {
    private static final ServerAddress PBX = ServerAddress.of("pbx.example");

    private void paste(String text) {
        robot.interact(() -> {
            var content = new ClipboardContent();
            content.putString(text);
            Clipboard.getSystemClipboard().setContent(content);
        });
        ctrl(KeyCode.V);
        pass(Duration.ZERO);
    }

    @Test
    void firstRunConnectsToTheOwnExchange() {
        open(Situation.firstRun());
        paste("2101@pbx.example");
        var fields = scene().getRoot().lookupAll(".oh-field").stream()
                .filter(WindowFixture::reallyVisible)
                .map(node -> ((TextField) node).getText())
                .toList();
        assertThat(fields).startsWith("pbx.example", "2101");
        click(".oh-secret .oh-field");
        type("secret");
        click(".oh-secret-eye");
        assertThat(shows(".oh-secret .password-field")).isFalse();
        click("#transport-tls");
        click(".oh-primary");
        assertThat(asked())
                .containsExactly(
                        new AgentCommand.FindTls(PBX),
                        new AgentCommand.ConfigureAccount(
                                PBX, "pbx.example", "2101", Secret.of("secret"), Transport.TLS));
    }

    private void tlsFound(TlsFinding finding) {
        desk.answer(command -> new CommandOutcome.Accepted("done", Map.of("tls", finding.name())));
    }

    @Test
    void tlsIsPresetWhenTheServerAnswersOnIt() {
        open(Situation.firstRun());
        tlsFound(TlsFinding.PROVED);
        type("pbx.example");
        press(KeyCode.TAB);
        assertThat(text(".oh-connection-hint")).isEqualTo("Encrypted: pbx.example offers TLS.");
        type("2101");
        click(".oh-primary");
        assertThat(lastAsked())
                .isEqualTo(new AgentCommand.ConfigureAccount(PBX, "pbx.example", "2101", Secret.of(""), Transport.TLS));
    }

    @Test
    void whatThePersonChoseStaysWhateverTheServerAnswers() {
        open(Situation.firstRun());
        tlsFound(TlsFinding.PUBLISHED);
        click("#transport-udp");
        click(".oh-field");
        type("pbx.example");
        press(KeyCode.TAB);
        assertThat(text(".oh-connection-hint")).isEqualTo("Not encrypted, though pbx.example offers TLS.");
        type("2101");
        click(".oh-primary");
        assertThat(lastAsked())
                .isEqualTo(new AgentCommand.ConfigureAccount(PBX, "pbx.example", "2101", Secret.of(""), Transport.UDP));
    }

    @Test
    void anAnswerAboutAServerThatIsNoLongerEnteredChangesNothing() {
        open(Situation.firstRun());
        var answer = desk.answerLater();
        type("old.example");
        press(KeyCode.TAB);
        click(".oh-field");
        ctrl(KeyCode.A);
        type("new.example");
        answer.complete(new CommandOutcome.Accepted("done", Map.of("tls", "PROVED")));
        pass(Duration.ZERO);
        assertThat(text(".oh-connection-hint")).startsWith("Not encrypted. Fine");
    }

    @Test
    void firstRunSaysAtTheFieldWhatIsMissing() {
        open(Situation.firstRun());
        press(KeyCode.ENTER);
        assertThat(text(".oh-field-error")).isEqualTo("Enter the server's name");
        assertThat(asked()).isEmpty();
    }

    @Test
    void firstRunIsBusyAfterAMomentAndShowsTheRefusalAtTheField() {
        open(Situation.firstRun());
        var answer = desk.answerLater();
        paste("2101@pbx.example");
        click("#transport-tcp");
        click(".oh-primary");
        assertThat(text(".oh-primary")).isEqualTo("Connect");
        pass(Duration.ofMillis(150));
        assertThat(text(".oh-primary")).isEqualTo("Connecting…");
        pass(Duration.ofMillis(850));
        assertThat(text(".oh-primary")).isEqualTo("Asking pbx.example…");
        answer.complete(CommandOutcome.Refused.of(ErrorCode.CREDENTIALS_REFUSED));
        pass(Duration.ZERO);
        assertThat(text(".oh-primary")).isEqualTo("Connect");
        assertThat(text(".oh-field-error")).isEqualTo("The server says the extension or password is wrong. (OH-202)");
    }

    @Test
    void thePracticeExchangeFoldsTheFieldsAway() {
        open(Situation.firstRun());
        click("#choice-practice");
        assertThat(shows(".oh-form")).isFalse();
        assertThat(shows("#practice-hint")).isTrue();
        settle();
        click(".oh-primary");
        assertThat(asked()).containsExactly(new AgentCommand.UsePracticeExchange());
        click("#choice-own");
        assertThat(shows(".oh-form")).isTrue();
    }

    @Test
    void anAgentLogsIn() {
        open(Situation.loggedOut());
        type("asha");
        press(KeyCode.TAB);
        type("pass");
        click(".oh-primary");
        assertThat(asked())
                .containsExactly(new AgentCommand.LogIn("asha", Secret.of("pass"), Optional.empty(), Optional.empty()));
    }

    @Test
    void aWrongPasswordIsSaidAtTheFieldAndTooManyCountDown() {
        open(Situation.loggedOut());
        desk.answer(command -> CommandOutcome.Refused.of(ErrorCode.LOGIN_REFUSED));
        type("asha");
        press(KeyCode.ENTER);
        pass(Duration.ZERO);
        assertThat(text(".oh-field-error")).isEqualTo("User name or password is wrong.");
        desk.answer(command -> new CommandOutcome.Refused(ErrorCode.LOGIN_SLOWED, "30"));
        press(KeyCode.ENTER);
        pass(Duration.ZERO);
        assertThat(text(".oh-field-error")).isEqualTo("Wrong too often. Try again in 30 s.");
        assertThat(text(".oh-primary")).isEqualTo("Try again in 30 s");
        assertThat(find(".oh-primary").isDisabled()).isTrue();
    }

    @Test
    void thePhoneCanBeChangedFromTheLogIn() {
        open(Situation.loggedOut());
        click("#change-phone");
        assertThat(text(".oh-page-title")).isEqualTo("Account");
        click(".oh-back");
        assertThat(shows("#change-phone")).isTrue();
    }

    @Test
    void onThePracticeExchangeOnePressLogsIn() {
        open(Situation.loggedOut().setup(Setup.PRACTICE_EXCHANGE));
        click(".oh-primary");
        assertThat(lastAsked()).isInstanceOf(AgentCommand.LogIn.class);
    }

    @Test
    void theStateButtonGoesReadyAndPauses() {
        open(Situation.paused());
        click(".oh-state-button");
        ctrlShift(KeyCode.G);
        assertThat(asked()).containsExactly(new AgentCommand.GoReady(), new AgentCommand.GoReady());
        step(Situation.ready());
        settle();
        robot.moveBy(0, 100); // the button has changed its meaning under the pointer
        click(".oh-state-button");
        robot.clickOn("Lunch");
        assertThat(lastAsked()).isEqualTo(new AgentCommand.Pause(Optional.of("LUNCH")));
        ctrlShift(KeyCode.P);
        robot.clickOn("Break");
        assertThat(lastAsked()).isEqualTo(new AgentCommand.Pause(Optional.of("BREAK")));
    }

    @Test
    void theStateMenuChangesTheReasonAndLogsOut() {
        open(Situation.paused());
        click(".oh-state-menu");
        robot.clickOn("Training");
        click(".oh-state-menu");
        robot.clickOn("Log out");
        assertThat(asked()).containsExactly(new AgentCommand.Pause(Optional.of("TRAINING")), new AgentCommand.LogOut());
    }

    @Test
    void tabsOpenByPointerAndKeys() {
        open(Situation.paused().queue().log());
        robot.clickOn("Log");
        assertThat(shows(".oh-log")).isTrue();
        ctrl(KeyCode.DIGIT2);
        assertThat(shows("#auto-dial")).isTrue();
        ctrl(KeyCode.DIGIT1);
        assertThat(shows(".oh-number-field")).isTrue();
        ctrl(KeyCode.D);
        assertThat(focused()).isEqualTo(find(".oh-number-field"));
        ctrl(KeyCode.F);
        assertThat(focused()).isEqualTo(find(".oh-search-row .oh-field"));
    }

    @Test
    void theQueueIsDialledEmptiedAndSwitched() {
        open(Situation.paused().queue());
        ctrl(KeyCode.DIGIT2);
        settle();
        click("#auto-dial");
        assertThat(lastAsked()).isEqualTo(new AgentCommand.SetAutoDial(true));
        click(".oh-row-remove");
        assertThat(lastAsked()).isEqualTo(new AgentCommand.RemoveQueued("q1"));
        assertThat(text(".oh-primary")).isEqualTo("Dial Tom B.");
        click(".oh-primary");
        assertThat(lastAsked()).isEqualTo(new AgentCommand.DialNext());
    }

    @Test
    void theLogFindsFiltersAndRedials() {
        open(Situation.paused().log());
        ctrl(KeyCode.DIGIT3);
        settle();
        @SuppressWarnings("unchecked")
        var list = (ListView<Object>) find(".oh-log");
        assertThat(list.getItems()).hasSize(8);
        robot.clickOn("Lena M.");
        assertThat(text(".oh-primary")).isEqualTo("Call Lena M.");
        click(".oh-primary");
        assertThat(lastAsked()).isEqualTo(new AgentCommand.ClickToCall(ManualDial.typed("+17275550142")));
        robot.interact(list::requestFocus);
        ctrl(KeyCode.C);
        robot.interact(
                () -> assertThat(Clipboard.getSystemClipboard().getString()).isEqualTo("+17275550142"));
        type("nora");
        assertThat(list.getItems()).hasSize(2);
        type("x");
        assertThat(text(".oh-empty")).isEqualTo("Nothing found for ‘norax’.");
        robot.clickOn("Clear");
        assertThat(list.getItems()).hasSize(8);
        robot.interact(() -> selectLast(find(".oh-search-row .oh-combo")));
        assertThat(list.getItems()).hasSize(2);
    }

    private static void selectLast(javafx.scene.Node node) {
        ((ComboBox<?>) node).getSelectionModel().selectLast();
    }

    @Test
    void aPairingRequestIsAllowedForWhatIsChecked() {
        open(Situation.paused().pairing());
        assertThat(text(".oh-page-title")).isEqualTo("Connection request");
        assertThat(text(".oh-pairing-code")).isEqualTo("47 29");
        click("#scope-state");
        click(".oh-primary");
        assertThat(asked())
                .containsExactly(new AgentCommand.AnswerPairing("p1", Set.of(PairingScope.READ, PairingScope.DIAL)));
    }

    @Test
    void aPairingRequestIsRefused() {
        open(Situation.paused().pairing());
        click(".oh-dock-second");
        assertThat(asked()).containsExactly(new AgentCommand.AnswerPairing("p1", Set.of()));
    }

    @Test
    void allowIsInertForItsFirstSecondAndAgainForTheNextRequest() {
        open(Situation.paused());
        robot.moveTo(find(".oh-tabs"));
        step(Situation.paused().pairing());
        pass(Duration.ofMillis(990));
        click(".oh-primary");
        assertThat(asked()).isEmpty();
        pass(Duration.ofMillis(20));
        robot.moveBy(9, 0);
        step(Situation.paused().pairing("p2", "https://other.example"));
        click(".oh-primary");
        assertThat(asked()).isEmpty();
    }

    @Test
    void aPairingRequestWaitsWhileSomebodyTypesOrTalks() {
        open(Situation.paused());
        click(".oh-number-field");
        type("727");
        step(Situation.paused().pairing());
        assertThat(focused()).isEqualTo(find(".oh-number-field"));
        assertThat(text(".oh-banner-title")).isEqualTo("A page wants to connect");
        step(Situation.onCall().pairing());
        assertThat(shows(".oh-call-card")).isTrue();
        click(".oh-banner-close");
        settle();
        click(".oh-banner .oh-quiet");
        assertThat(shows(".oh-call-card")).as("never over a call").isTrue();
        step(Situation.paused().pairing());
        assertThat(text(".oh-page-title")).isEqualTo("Connection request");
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
