package org.offhook.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.offhook.agent.AgentCommand;
import org.offhook.agent.LeadNumber;
import org.offhook.agent.LeadOnScreen.Showing;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.phone.CommandOutcome;

/** The lead: looked at and dialled or skipped; its fields changed where they stand. */
class LeadInWindowTest extends WindowFixture {
    private static Situation preview() {
        return Situation.paused().work(WorkSituation.campaign().lead(Showing.PREVIEW));
    }

    private static Situation inCall() {
        return Situation.onCall().work(WorkSituation.campaign().lead(Showing.CALL));
    }

    private void openLead(Situation situation) {
        open(situation);
        ctrl(KeyCode.DIGIT2);
        settle();
    }

    private String field(String name) {
        return ((TextInputControl) find("#lead-" + name)).getText();
    }

    private void retype(String name, String text) {
        robot.interact(() -> {
            var field = (TextInputControl) find("#lead-" + name);
            field.requestFocus();
            field.selectAll();
        });
        type(text);
    }

    private static AgentCommand edit(String field, String text) {
        return new AgentCommand.EditLead(WorkSituation.LENA, Map.of(field, text));
    }

    @Test
    void aLeadThatComesToBeLookedAtIsSeen() {
        open(Situation.paused().work(WorkSituation.campaign()));
        step(preview());
        assertThat(text(".oh-title")).isEqualTo("Lena M.");
        assertThat(text(".oh-state-second")).isEqualTo("Look, then dial or skip");
        assertThat(field("Company")).isEqualTo("Northwind Sample");
        assertThat(shows("#lead-email")).as("nothing is known").isFalse();
    }

    @Test
    void aLeadDoesNotTakeTheBodyFromSomebodyWhoTypes() {
        open(Situation.paused().work(WorkSituation.campaign()));
        click(".oh-number-field");
        type("727");
        step(preview());
        assertThat(shows(".oh-number-field")).isTrue();
        assertThat(shows(".oh-tab-dot")).isTrue();
        ctrl(KeyCode.DIGIT2);
        assertThat(text(".oh-title")).isEqualTo("Lena M.");
        assertThat(shows(".oh-tab-dot")).isFalse();
    }

    @Test
    void theLeadOfAnIncomingCallWaitsBehindADot() {
        open(Situation.paused().work(WorkSituation.campaign()));
        step(Situation.paused()
                .work(WorkSituation.campaign().lead(Showing.CALL))
                .call(SampleCalls.incoming("i1")));
        assertThat(shows(".oh-number-field")).isTrue();
        assertThat(shows(".oh-tab-dot")).isTrue();
    }

    @Test
    void theDockDialsAndItsSecondSkips() {
        openLead(preview());
        click(".oh-primary");
        assertThat(lastAsked()).isEqualTo(new AgentCommand.DialLead(WorkSituation.LENA, LeadNumber.MAIN));
        click(".oh-dock-second");
        assertThat(lastAsked()).isEqualTo(new AgentCommand.SkipLead(WorkSituation.LENA));
        assertThat(text(".oh-status-text")).isEqualTo("Skipped Lena M.");
        click("#status-offer");
        assertThat(lastAsked()).isEqualTo(new AgentCommand.UnskipLead(WorkSituation.LENA));
        assertThat(shows("#status-offer")).isFalse();
    }

    @Test
    void theKeysDialAndSkip() {
        openLead(preview());
        ctrlShift(KeyCode.D);
        assertThat(lastAsked()).isEqualTo(new AgentCommand.DialLead(WorkSituation.LENA, LeadNumber.MAIN));
        ctrl(KeyCode.DIGIT4);
        ctrlShift(KeyCode.K);
        assertThat(lastAsked()).isEqualTo(new AgentCommand.SkipLead(WorkSituation.LENA));
    }

    @Test
    void anotherNumberIsChosenAndTheDockSaysSo() {
        openLead(preview());
        click("#lead-number-choice");
        robot.clickOn("Other number: +1 727 555 0143");
        assertThat(text(".oh-lead-number-row .oh-copyable")).isEqualTo("+1 727 555 0143");
        assertThat(text(".oh-primary")).isEqualTo("Dial other number");
        click(".oh-primary");
        assertThat(lastAsked()).isEqualTo(new AgentCommand.DialLead(WorkSituation.LENA, LeadNumber.ALT));
    }

    @Test
    void outsideTheCallingHoursTheLeadCanOnlyBeSkipped() {
        openLead(Situation.paused().work(WorkSituation.campaign().leadTooEarly()));
        assertThat(text(".oh-there")).isEqualTo("It is 06:32 there. Calls are allowed from 09:00.");
        assertThat(find(".oh-primary").isDisabled()).isTrue();
        assertThat(find(".oh-dock-second").isDisabled()).isFalse();
    }

    @Test
    void theNextLeadIsTakenAndItsOutlineComesOnlyWhenThatTakesAMoment() {
        openLead(Situation.paused().work(WorkSituation.campaign()));
        assertThat(text(".oh-empty")).startsWith("No lead on screen.");
        CompletableFuture<CommandOutcome> later = desk.answerLater();
        click(".oh-primary");
        assertThat(lastAsked()).isEqualTo(new AgentCommand.NextLead());
        assertThat(shows(".oh-looking")).isFalse();
        pass(Duration.ofMillis(300));
        assertThat(shows(".oh-looking")).isTrue();
        later.complete(CommandOutcome.Refused.of(ErrorCode.NO_LEAD_LEFT));
        pass(Duration.ZERO);
        assertThat(shows(".oh-looking")).isFalse();
        assertThat(text(".oh-banner-title")).isEqualTo("No leads left");
    }

    @Test
    void anEditIsSavedWhenTheFieldIsLeft() {
        openLead(inCall());
        CompletableFuture<CommandOutcome> later = desk.answerLater();
        retype("city", "Miami");
        press(KeyCode.TAB);
        assertThat(lastAsked()).isEqualTo(edit("city", "Miami"));
        assertThat(text(".oh-saved")).isEqualTo("Saving…");
        later.complete(CommandOutcome.Accepted.of("done"));
        pass(Duration.ZERO);
        assertThat(text(".oh-saved")).isEqualTo("Saved");
        step(inCall());
        assertThat(field("city")).as("the snapshot is older than the edit").isEqualTo("Miami");
    }

    @Test
    void anEditIsSavedByEnterAndWhenTheTypingPauses() {
        openLead(inCall());
        retype("city", "Miami");
        press(KeyCode.ENTER);
        assertThat(lastAsked()).isEqualTo(edit("city", "Miami"));
        desk.forgetCommands();
        retype("Account", "A-1");
        assertThat(asked()).isEmpty();
        pass(Duration.ofMillis(1200));
        assertThat(lastAsked()).isEqualTo(edit("Account", "A-1"));
    }

    @Test
    void whatIsNotSavedStaysAndIsTriedAgain() {
        openLead(inCall());
        desk.answer(command -> CommandOutcome.Refused.of(ErrorCode.STORE_UNREACHABLE));
        retype("city", "Miami");
        press(KeyCode.TAB);
        assertThat(text("#lead-save-again")).isEqualTo("Not saved. Try again");
        step(inCall());
        assertThat(field("city")).isEqualTo("Miami");
        desk.answer(command -> CommandOutcome.Accepted.of("done"));
        desk.forgetCommands();
        click("#lead-save-again");
        assertThat(asked()).containsExactly(edit("city", "Miami"));
        assertThat(text(".oh-saved")).isEqualTo("Saved");
    }

    @Test
    void escapeInAFieldBringsBackWhatTheStoreHas() {
        openLead(inCall());
        retype("city", "Miami");
        press(KeyCode.ESCAPE);
        assertThat(field("city")).isEqualTo("Tampa");
        press(KeyCode.TAB);
        assertThat(asked()).isEmpty();
    }

    @Test
    void whatIsTypedIsSavedToItsOwnLeadWhenAnotherComes() {
        openLead(inCall());
        retype("city", "Miami");
        step(Situation.paused().work(WorkSituation.campaign().lead(other())));
        assertThat(asked()).contains(edit("city", "Miami"));
        assertThat(field("city")).isEqualTo("Tampa");
    }

    private static org.offhook.agent.LeadOnScreen other() {
        var lena = WorkSituation.lena(Showing.PREVIEW);
        return new org.offhook.agent.LeadOnScreen(
                77,
                lena.listName(),
                "Tom B.",
                "+17275550117",
                "",
                "",
                lena.zone(),
                true,
                lena.callableFrom(),
                lena.values(),
                java.util.List.of(),
                Showing.PREVIEW,
                java.util.Optional.empty(),
                java.util.Optional.empty());
    }

    @Test
    void aChangeFromElsewhereIsShownUnlessItIsBeingTypedOver() {
        openLead(inCall());
        var changed = WorkSituation.with(WorkSituation.lena(Showing.CALL), "city", "Orlando");
        retype("Account", "A-9");
        step(Situation.onCall().work(WorkSituation.campaign().lead(changed)));
        assertThat(field("city")).isEqualTo("Orlando");
        assertThat(field("Account")).isEqualTo("A-9");
    }

    @Test
    void emptyFieldsAreShownWhenAskedFor() {
        openLead(preview());
        click("#lead-all-fields");
        assertThat(shows("#lead-email")).isTrue();
        retype("email", "lena@example.test");
        press(KeyCode.ENTER);
        assertThat(lastAsked()).isEqualTo(edit("email", "lena@example.test"));
    }

    @Test
    void aTextIsNoLongerThanTheStoreTakes() {
        openLead(inCall());
        robot.interact(() -> ((TextInputControl) find("#lead-city")).setText("x".repeat(51)));
        assertThat(field("city")).isEqualTo("Tampa");
    }

    @Test
    void inTheWideWindowTheCallsDockDialsTheLeadUnlessANumberIsTyped() {
        open(preview(), 800, 600, 100);
        settle();
        assertThat(text(".oh-column .oh-primary")).isEqualTo("Dial");
        assertThat(scene().getRoot().lookupAll(".oh-dock").stream().filter(WindowFixture::reallyVisible))
                .hasSize(1);
        click(".oh-primary");
        assertThat(lastAsked()).isEqualTo(new AgentCommand.DialLead(WorkSituation.LENA, LeadNumber.MAIN));
        click("#key-7");
        click("#key-2");
        assertThat(text(".oh-column .oh-primary")).isEqualTo("Call");
    }
}
