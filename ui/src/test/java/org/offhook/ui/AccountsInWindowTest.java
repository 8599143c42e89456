package org.offhook.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.offhook.agent.AgentCommand;
import org.offhook.agent.ManualDial;
import org.offhook.core.account.AccountId;
import org.offhook.core.account.Secret;
import org.offhook.core.account.ServerAddress;
import org.offhook.core.account.Transport;
import org.offhook.core.media.Codec;
import org.offhook.core.media.Encryption;
import org.offhook.core.media.MediaTerms;
import org.offhook.core.media.OpusBand;

/** Accounts beside the main one: how they stand, how they are added, changed and removed, and the choice beside the number. */
class AccountsInWindowTest extends WindowFixture {
    private static final AccountId BRANCH = new AccountId("branch");

    private static Situation registered() {
        return Situation.paused().beside(FurtherAccount.on("branch"));
    }

    private static Situation refused() {
        return Situation.paused().beside(FurtherAccount.off("branch"));
    }

    private void openPage() {
        ctrl(KeyCode.COMMA);
        click("#topic-account");
        settle();
    }

    private void choose(Node box, int index) {
        robot.interact(() -> ((ComboBox<?>) box).getSelectionModel().select(index));
        pass(Duration.ZERO);
    }

    @Test
    void withOneAccountThereIsNothingMoreToSee() {
        open(Situation.paused());
        assertThat(shows("#status-further")).isFalse();
        assertThat(shows("#dial-account")).isFalse();
    }

    @Test
    void theStatusLineSaysHowTheOthersStand() {
        open(registered());
        assertThat(((Labeled) find("#status-further")).getText()).isEqualTo("branch on");
        step(refused());
        assertThat(((Labeled) find("#status-further")).getText()).isEqualTo("branch off");
        assertThat(find("#status-further").getAccessibleText()).contains("branch", "Not registered");
        step(Situation.paused().beside(FurtherAccount.off("branch"), FurtherAccount.on("shop")));
        assertThat(((Labeled) find("#status-further")).getText()).isEqualTo("1 of 2 on");
        click("#status-further");
        settle();
        assertThat(text(".oh-page-title")).isEqualTo("Account");
        assertThat(shows("#account-shop")).isTrue();
    }

    @Test
    void aNumberGoesOverTheAccountThatIsChosenBesideIt() {
        open(registered());
        click(".oh-number-field");
        type("7275550142");
        choose(find("#dial-account"), 1);
        click(".oh-primary");
        assertThat(asked())
                .containsExactly(new AgentCommand.ClickToCall(
                        ManualDial.typed("7275550142").over(BRANCH)));
    }

    @Test
    void anAccountThatIsNotConnectedCannotBeCalledOver() {
        open(refused());
        click(".oh-number-field");
        type("7275550142");
        assertThat(find(".oh-primary").isDisabled()).isFalse();
        choose(find("#dial-account"), 1);
        assertThat(find(".oh-primary").isDisabled()).isTrue();
        step(Situation.paused());
        assertThat(shows("#dial-account")).isFalse();
        assertThat(find(".oh-primary").isDisabled()).isFalse(); // a removed one gives way to the main one
    }

    @Test
    void aCallOverAnotherAccountIsPossibleWhileTheMainOneIsLost() {
        open(registered().lost());
        assertThat(text(".oh-banner-text"))
                .endsWith("Calls over your other account go on: choose it beside the number.");
        click(".oh-number-field");
        type("7275550142");
        assertThat(find(DOCK).isDisabled()).isTrue();
        choose(find("#dial-account"), 1);
        click(DOCK);
        assertThat(lastAsked())
                .isEqualTo(new AgentCommand.ClickToCall(
                        ManualDial.typed("7275550142").over(BRANCH)));
    }

    @Test
    void anAccountIsAdded() {
        open(Situation.paused());
        openPage();
        click("#account-add");
        settle();
        enter(0, "branch");
        click(".oh-primary");
        assertThat(asked()).isEmpty(); // no server yet
        enter(1, "branch.example");
        enter(2, "2201");
        enter(3, "geheim");
        robot.interact(() -> {
            ((CheckBox) find("#codec-g722")).setSelected(false);
            ((CheckBox) find("#codec-pcmu")).setSelected(false);
        });
        choose(find("#account-encryption"), List.of(Encryption.values()).indexOf(Encryption.MANDATORY));
        choose(find("#account-opus"), List.of(OpusBand.values()).indexOf(OpusBand.FULL));
        click("#transport-tcp");
        click(".oh-primary");
        assertThat(lastAsked())
                .isEqualTo(new AgentCommand.SaveAccount(
                        BRANCH,
                        ServerAddress.of("branch.example"),
                        "branch.example",
                        "2201",
                        Optional.of(Secret.of("geheim")),
                        Transport.TCP,
                        MediaTerms.WIDE
                                .withCodecs(Codec.OPUS, Codec.PCMA)
                                .withEncryption(Encryption.MANDATORY)
                                .withOpus(OpusBand.FULL)));
        pass(Duration.ZERO);
        assertThat(shows("#account-add")).isTrue();
    }

    @Test
    void aNameThatIsTakenOrNoneIsSaidAtItsField() {
        open(registered());
        openPage();
        click("#account-add");
        settle();
        for (String wrong : List.of("main", "branch", "two words")) {
            robot.interact(() -> ((TextField) find("#account-name")).setText(wrong));
            click(".oh-primary");
            assertThat(shows(".oh-field-error")).isTrue();
        }
        assertThat(asked()).isEmpty();
    }

    @Test
    void anAccountIsChangedAndKeepsItsPassword() {
        open(registered());
        openPage();
        click("#account-branch");
        settle();
        click("#transport-tls");
        click(".oh-primary");
        assertThat(lastAsked())
                .isEqualTo(new AgentCommand.SaveAccount(
                        BRANCH,
                        ServerAddress.of("branch.example"),
                        "branch.example",
                        "2201",
                        Optional.empty(),
                        Transport.TLS,
                        MediaTerms.WIDE));
    }

    @Test
    void anAccountIsRemovedOnlyAfterOneMoreQuestion() {
        open(registered());
        openPage();
        click("#account-branch");
        settle();
        press("#account-remove");
        assertThat(asked()).isEmpty();
        press("#account-remove-no");
        assertThat(shows("#account-remove-yes")).isFalse();
        press("#account-remove");
        press("#account-remove-yes");
        assertThat(lastAsked()).isEqualTo(new AgentCommand.RemoveAccount(BRANCH));
    }

    /** Name, server, extension and password, in this order. */
    private void enter(int field, String text) {
        robot.interact(() -> List.copyOf(scene().getRoot().lookupAll(".oh-field")).stream()
                .map(TextField.class::cast)
                .skip(field)
                .findFirst()
                .orElseThrow()
                .setText(text));
        pass(Duration.ZERO);
    }

    private void press(String selector) {
        robot.interact(() -> ((ButtonBase) find(selector)).fire());
        pass(Duration.ZERO);
    }

    private static final String DOCK = ".oh-dock .oh-primary";

    private void selectNewestOfLog() {
        ctrl(KeyCode.DIGIT4);
        settle();
        robot.interact(() -> ((javafx.scene.control.ListView<?>) find(".oh-log"))
                .getSelectionModel()
                .select(1));
        settle();
    }

    @Test
    void theLogCallsAgainOverTheAccountOfTheCall() {
        AccountId branch = new AccountId("branch");
        open(Situation.paused().beside(FurtherAccount.on("branch")).lastOver(branch));
        selectNewestOfLog();
        assertThat(text(DOCK)).isEqualTo("Call Ida N.");
        assertThat(find(DOCK).getAccessibleHelp()).isEqualTo("Over branch");
        click(DOCK);
        assertThat(lastAsked())
                .isEqualTo(new AgentCommand.ClickToCall(
                        ManualDial.typed("+17275550133").over(branch)));
    }

    @Test
    void theLogSaysThatItCallsOverTheMainAccountWhereTheOtherIsGone() {
        open(Situation.paused().lastOver(new AccountId("branch")));
        selectNewestOfLog();
        assertThat(text(DOCK)).isEqualTo("Call Ida N. over main");
        assertThat(find(DOCK).getAccessibleHelp())
                .isEqualTo("Over the main account: there is none called branch any more");
        click(DOCK);
        assertThat(lastAsked()).isEqualTo(new AgentCommand.ClickToCall(ManualDial.typed("+17275550133")));
    }
}
