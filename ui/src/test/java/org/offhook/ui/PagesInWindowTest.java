package org.offhook.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ListView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.offhook.agent.AgentCommand;
import org.offhook.agent.AgentEvent;
import org.offhook.agent.ManualDial;
import org.offhook.agent.PairingRequest;
import org.offhook.agent.PairingScope;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.phone.CommandOutcome;

/** State menu, tabs, queue, log, pairing: every control does what it says. */
class PagesInWindowTest extends WindowFixture {
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
        ctrl(KeyCode.DIGIT3);
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
        ctrl(KeyCode.DIGIT3);
        settle();
        click("#auto-dial");
        assertThat(lastAsked()).isEqualTo(new AgentCommand.SetAutoDial(true));
        assertThat(text(".oh-primary")).isEqualTo("Dial Tom B.");
        click(".oh-primary");
        assertThat(lastAsked()).isEqualTo(new AgentCommand.DialNext());
    }

    private void openQueue() {
        open(Situation.paused().queue());
        ctrl(KeyCode.DIGIT3);
        settle();
    }

    @Test
    void aRemovedNumberIsGoneAtOnceAndTheDeskIsAskedAfterFiveSeconds() {
        openQueue();
        click(".oh-row-remove");
        assertThat(text(".oh-status-text")).isEqualTo("Tom B. is out of the queue");
        assertThat(text(".oh-primary")).isNotEqualTo("Dial Tom B.");
        pass(Duration.ofMillis(4990));
        assertThat(asked()).isEmpty();
        pass(Duration.ofMillis(20));
        assertThat(asked()).containsExactly(new AgentCommand.RemoveQueued("q1"));
        assertThat(shows("#status-offer")).isFalse();
        assertThat(text(".oh-primary")).as("until the desk has taken it out").isNotEqualTo("Dial Tom B.");
    }

    @Test
    void aRemovalIsUndone() {
        openQueue();
        click(".oh-row-remove");
        click("#status-offer");
        assertThat(text(".oh-primary")).isEqualTo("Dial Tom B.");
        assertThat(shows("#status-offer")).isFalse();
        pass(Duration.ofSeconds(20));
        assertThat(asked()).isEmpty();
    }

    @Test
    void aRemovedNumberIsNeverDialled() {
        openQueue();
        click(".oh-row-remove");
        settle();
        robot.moveBy(0, 40); // the dock names another number now
        click(".oh-primary");
        assertThat(asked()).containsExactly(new AgentCommand.RemoveQueued("q1"), new AgentCommand.DialNext());
    }

    @Test
    void aRemovalThatIsRefusedBringsTheNumberBackAndSaysWhy() {
        openQueue();
        click(".oh-row-remove");
        desk.answer(command -> CommandOutcome.Refused.of(ErrorCode.CALL_STATE_WRONG));
        pass(Duration.ofSeconds(5));
        assertThat(text(".oh-primary")).isEqualTo("Dial Tom B.");
        assertThat(text(".oh-banner-title")).isEqualTo("Not possible now");
    }

    @Test
    void closingTheWindowDoesWhatWasPutOff() {
        openQueue();
        click(".oh-row-remove");
        robot.interact(() -> window().close());
        assertThat(asked()).containsExactly(new AgentCommand.RemoveQueued("q1"));
    }

    @Test
    void theLogFindsFiltersAndRedials() {
        open(Situation.paused().log());
        ctrl(KeyCode.DIGIT4);
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

    @Test
    void theLogOpenedByTheKeyboardHasItsNewestCallChosen() {
        open(Situation.paused().log());
        ctrl(KeyCode.DIGIT4);
        settle();
        var list = (ListView<?>) find(".oh-log");
        assertThat(focused()).isEqualTo(list);
        assertThat(text(".oh-dock .oh-primary")).isEqualTo("Call Lena M.");
        press(KeyCode.DOWN);
        assertThat(text(".oh-dock .oh-primary")).isEqualTo("Call Mark T.");
        ctrl(KeyCode.DIGIT1);
        ctrl(KeyCode.DIGIT4);
        assertThat(text(".oh-dock .oh-primary")).as("what was chosen stays").isEqualTo("Call Mark T.");
    }

    @Test
    void theFilterIsAsWideAsItsWordAndTheSearchHasTheRest() {
        open(Situation.paused().log());
        ctrl(KeyCode.DIGIT4);
        settle();
        var filter = (ComboBox<?>) find(".oh-search-row .oh-combo");
        double all = filter.getWidth();
        assertThat(all).isBetween(44.0, 80.0);
        assertThat(shows(".oh-search .oh-search-icon")).isTrue();
        robot.interact(() -> selectLast(filter));
        settle();
        assertThat(filter.getWidth()).isGreaterThan(all);
        assertThat(filter.getBoundsInParent().getMaxX())
                .as("nothing is cut")
                .isLessThanOrEqualTo(((javafx.scene.layout.Region) filter.getParent()).getWidth());
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
    void aPageThatNobodyAnsweredIsToldUntilItIsPutAwayOrAsksAnew() {
        open(Situation.paused().pairing());
        Situation unanswered = Situation.paused().unanswered("https://crm.example");
        step(unanswered, unanswered.events());
        assertThat(text(".oh-banner-title")).isEqualTo("crm.example is not connected");
        assertThat(text(".oh-banner-text"))
                .startsWith("Nobody answered in time.")
                .contains("it asks again after");
        PairingRequest again = SamplePairing.request("p2", "https://crm.example");
        step(Situation.paused().pairing("p2", "https://crm.example"), new AgentEvent.PairingAsked(again));
        step(Situation.paused());
        assertThat(shows(".oh-banner")).as("it was asked anew").isFalse();
        step(unanswered, unanswered.events());
        step(Situation.onCall());
        step(Situation.paused());
        assertThat(shows(".oh-banner")).as("it stays until it is seen").isTrue();
        click(".oh-banner-close");
        assertThat(shows(".oh-banner")).isFalse();
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
}
