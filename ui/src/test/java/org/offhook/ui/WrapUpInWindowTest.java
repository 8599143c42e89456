package org.offhook.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Optional;
import javafx.scene.control.ComboBox;
import javafx.scene.control.DatePicker;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.offhook.agent.AgentCommand;
import org.offhook.agent.AgentCommand.DraftWrapUp;
import org.offhook.agent.CallbackWish;
import org.offhook.agent.Draft;
import org.offhook.agent.WrapUpView.Saving;
import org.offhook.core.call.CallId;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.phone.CommandOutcome;

/** The result of a call: chosen by pointer and keys, kept at each change, saved once the store says so. */
class WrapUpInWindowTest extends WindowFixture {
    private static final CallId CALL = new CallId("c1");

    private static DraftWrapUp draft(String disposition) {
        return new DraftWrapUp(CALL, new Draft(Optional.of(disposition), "", Optional.empty()));
    }

    private boolean chosen(String code) {
        return ((ToggleButton) find("#result-" + code)).isSelected();
    }

    private Draft lastDraft() {
        return ((DraftWrapUp) lastAsked()).draft();
    }

    @Test
    void aResultIsChosenByPressAndChangedUntilSave() {
        open(Situation.wrapUp());
        assertThat(find(".oh-primary").isDisabled()).isTrue();
        assertThat(find(".oh-primary").getAccessibleHelp()).isEqualTo("Choose a result first");
        click("#result-SALE");
        click("#result-NI");
        assertThat(asked()).containsExactly(draft("SALE"), draft("NI"));
        assertThat(chosen("NI")).isTrue();
        assertThat(chosen("SALE")).isFalse();
        click(".oh-primary");
        assertThat(lastAsked()).isEqualTo(new AgentCommand.SaveWrapUp(CALL));
    }

    @Test
    void digitsChooseOutsideAFieldAndAltDigitsFromAnywhere() {
        open(Situation.wrapUp());
        type("3");
        assertThat(lastAsked()).isEqualTo(draft("NI"));
        click("#wrap-up-note");
        type("4");
        pass(Duration.ofSeconds(1));
        assertThat(lastDraft()).isEqualTo(new Draft(Optional.of("NI"), "4", Optional.empty()));
        press(KeyCode.ALT, KeyCode.DIGIT1);
        assertThat(lastDraft().disposition()).contains("SALE");
        ctrl(KeyCode.ENTER);
        assertThat(lastAsked()).isEqualTo(new AgentCommand.SaveWrapUp(CALL));
    }

    @Test
    void aDigitMeantForTheCallThatHasJustEndedChoosesNothing() {
        open(Situation.onCall());
        step(Situation.wrapUp());
        pass(Duration.ofMillis(300));
        type("1");
        assertThat(asked()).isEmpty();
        pass(Duration.ofMillis(300));
        type("1");
        assertThat(lastAsked()).isEqualTo(draft("SALE"));
    }

    @Test
    void theDockSaysThatTheCallIsOverBeforeItMeansSave() {
        open(Situation.onCall());
        robot.moveTo(find(".oh-primary"));
        var ended = Situation.wrapUp();
        ended.call(SampleCalls.ended(
                SampleCalls.outgoing(
                        "c1",
                        org.offhook.core.phone.CallView.Phase.CONNECTED,
                        Duration.ofSeconds(216),
                        Optional.of(Duration.ofSeconds(208)),
                        false),
                org.offhook.core.call.CallEnd.Cause.HUNG_UP,
                Optional.empty(),
                Duration.ofMillis(-1100))); // just now: so much has passed since the window opened
        step(ended);
        assertThat(shows("#result-SALE")).isTrue();
        assertThat(text(".oh-primary")).isEqualTo("Call ended");
        pass(Duration.ofMillis(850));
        assertThat(text(".oh-primary")).isEqualTo("Save");
    }

    @Test
    void aCallbackHasADayATimeAndAnOwner() {
        open(Situation.wrapUp());
        assertThat(shows("#callback-day")).isFalse();
        click("#result-CALLBK");
        assertThat(shows("#callback-day")).isTrue();
        assertThat(lastDraft().callback()).contains(new CallbackWish(LocalDateTime.of(2026, 11, 23, 14, 30), true));
        robot.interact(() -> ((DatePicker) find("#callback-day")).setValue(LocalDate.of(2026, 11, 24)));
        robot.interact(() -> ((TextField) find("#callback-time")).setText("1030"));
        robot.interact(() ->
                ((ComboBox<?>) find("#callback-whose")).getSelectionModel().selectLast());
        assertThat(lastDraft().callback()).contains(new CallbackWish(LocalDateTime.of(2026, 11, 24, 10, 30), false));
        assertThat(find(".oh-primary").isDisabled()).isFalse();
    }

    @Test
    void theKeysStepDayAndTime() {
        open(Situation.wrapUp());
        click("#result-CALLBK");
        robot.interact(() -> find("#callback-day").requestFocus());
        press(KeyCode.UP);
        robot.interact(() -> find("#callback-time").requestFocus());
        press(KeyCode.DOWN);
        assertThat(lastDraft().callback()).contains(new CallbackWish(LocalDateTime.of(2026, 11, 24, 14, 0), true));
    }

    @Test
    void aCallbackCannotBeInThePast() {
        open(Situation.wrapUp());
        click("#result-CALLBK");
        robot.interact(() -> ((DatePicker) find("#callback-day")).setValue(LocalDate.of(2026, 11, 21)));
        robot.interact(() -> ((TextField) find("#callback-time")).setText("9:00"));
        assertThat(text(".oh-callback-error")).isEqualTo("A callback cannot be in the past.");
        assertThat(find(".oh-primary").isDisabled()).isTrue();
        press(KeyCode.ALT, KeyCode.DIGIT1);
        assertThat(find(".oh-primary").isDisabled()).as("another result").isFalse();
    }

    @Test
    void moreThanNineResultsAreFoundBySearch() {
        open(Situation.wrapUp().work(WorkSituation.campaign().wrapUp().results(WorkSituation.results(24))));
        click("#result-more");
        assertThat(focused()).isEqualTo(find("#result-search"));
        type("result 12");
        assertThat(((ListView<?>) find(".oh-result-list")).getItems()).hasSize(1);
        press(KeyCode.ENTER);
        assertThat(lastDraft().disposition()).contains("X11");
        assertThat(((ToggleButton) find("#result-more")).isSelected()).isTrue();
        click("#result-more");
        press(KeyCode.ESCAPE);
        assertThat(shows("#result-SALE")).isTrue();
    }

    @Test
    void theNoteIsKeptWhenTheTypingPausesAndWhenTheFieldIsLeft() {
        open(Situation.wrapUp());
        click("#wrap-up-note");
        type("ask again");
        assertThat(asked()).isEmpty();
        pass(Duration.ofMillis(400));
        assertThat(lastDraft().note()).isEqualTo("ask again");
        type("!");
        press(KeyCode.TAB);
        assertThat(lastDraft().note()).isEqualTo("ask again!");
    }

    @Test
    void whatWasNotedBeforeComesBack() {
        open(Situation.wrapUp().work(WorkSituation.campaign().wrapUp(WorkSituation.callBack(), Saving.OPEN)));
        assertThat(chosen("CALLBK")).isTrue();
        assertThat(((TextField) find("#callback-time")).getText()).isEqualTo("10:30");
    }

    @Test
    void thirtySecondsMoreAreAskedForInTheBar() {
        open(Situation.wrapUp());
        assertThat(text(".oh-state-timer")).isEqualTo("00:23");
        click(".oh-state-button");
        assertThat(lastAsked()).isEqualTo(new AgentCommand.ExtendWrapUp(CALL));
        assertThat(shows(".oh-time-left")).isTrue();
    }

    @Test
    void whileTheStoreIsAskedNothingCanBeChanged() {
        open(Situation.wrapUp().work(WorkSituation.campaign().wrapUp(WorkSituation.callBack(), Saving.SAVING)));
        assertThat(text(".oh-primary")).isEqualTo("Saving…");
        type("1");
        assertThat(asked()).isEmpty();
        assertThat(find("#wrap-up-note").isDisabled()).isTrue();
        assertThat(shows(".oh-state-button")).isFalse();
    }

    @Test
    void whatTheStoreRefusesIsSaidAndKept() {
        open(Situation.wrapUp().work(WorkSituation.campaign().wrapUp(WorkSituation.callBack(), Saving.OPEN)));
        desk.answer(command -> CommandOutcome.Refused.of(ErrorCode.STORE_FULL));
        click(".oh-primary");
        assertThat(text("#wrap-up-trouble")).startsWith("Not saved.").endsWith("Your choice is kept here.");
        assertThat(text("#wrap-up-trouble")).contains("(" + ErrorCode.STORE_FULL.code() + ")");
        step(Situation.wrapUp().work(WorkSituation.campaign().wrapUp(WorkSituation.callBack(), Saving.FAILED)));
        assertThat(text(".oh-primary")).isEqualTo("Try again");
        assertThat(chosen("CALLBK")).isTrue();
        settle();
        robot.moveBy(0, -60);
        click(".oh-primary");
        assertThat(lastAsked()).isEqualTo(new AgentCommand.SaveWrapUp(CALL));
    }

    @Test
    void anIncomingCallLiesOverTheWrapUpAndTakesNothingFromIt() {
        open(Situation.wrapUp());
        click("#wrap-up-note");
        step(Situation.wrapUp().call(SampleCalls.incoming("i1")));
        assertThat(shows(".oh-incoming")).isTrue();
        assertThat(focused()).isEqualTo(find("#wrap-up-note"));
    }

    @Test
    void wrapUpWaitsBehindADotWhileSomebodyTypesElsewhere() {
        open(Situation.onCall().work(WorkSituation.campaign().lead(org.offhook.agent.LeadOnScreen.Showing.CALL)));
        ctrl(KeyCode.DIGIT2);
        click("#lead-city");
        type("x");
        step(Situation.wrapUp());
        assertThat(shows("#lead-city")).isTrue();
        assertThat(shows(".oh-tab-dot")).isTrue();
        ctrl(KeyCode.DIGIT1);
        assertThat(shows("#result-SALE")).isTrue();
        assertThat(shows(".oh-tab-dot")).isFalse();
    }
}
