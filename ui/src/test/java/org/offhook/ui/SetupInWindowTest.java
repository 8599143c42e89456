package org.offhook.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.offhook.agent.AgentCommand;
import org.offhook.agent.AgentSnapshot.Setup;
import org.offhook.agent.TlsFinding;
import org.offhook.core.account.Secret;
import org.offhook.core.account.ServerAddress;
import org.offhook.core.account.Transport;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.phone.CommandOutcome;

/** First run and log-in: every control does what it says. */
class SetupInWindowTest extends WindowFixture {
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
}
