package org.offhook.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.offhook.agent.AgentCommand;
import org.offhook.agent.ManualDial;
import org.offhook.campaign.log.CallRecord;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.phone.CommandOutcome;
import org.offhook.ui.model.LogRow;
import org.offhook.ui.port.KnownNumber;
import org.offhook.ui.port.LogSource;
import org.offhook.ui.port.NumberSource;
import org.offhook.ui.port.WindowSources;

/** What the window shows of the store: callbacks and their reminder, the whole log, who a number is, the locked queue. */
class StoreInWindowTest extends WindowFixture {
    private static Situation campaign() {
        return Situation.paused().queue().work(WorkSituation.campaign());
    }

    private static Situation callbacks() {
        return Situation.paused().work(WorkSituation.campaign().callbacks());
    }

    private void openCallbacks() {
        open(callbacks());
        ctrl(KeyCode.DIGIT3);
        click("#queue-callbacks");
        settle();
    }

    @Test
    void aDueCallbackRemindsAndIsCalled() {
        open(callbacks());
        assertThat(text(".oh-banner-title")).isEqualTo("Call back Eva L.");
        assertThat(text(".oh-banner-text")).startsWith("Promised for ").endsWith(" · wants the offer by mail");
        click(".oh-banner .oh-quiet");
        assertThat(lastAsked()).isEqualTo(new AgentCommand.CallBackNow(71));
    }

    @Test
    void aReminderThatIsPutAwayStaysAwayAndInTheList() {
        open(callbacks());
        click(".oh-banner-close");
        assertThat(shows(".oh-banner")).isFalse();
        step(callbacks());
        assertThat(shows(".oh-banner")).isFalse();
        ctrl(KeyCode.DIGIT3);
        click("#queue-callbacks");
        assertThat(((ListView<?>) find("#callback-list")).getItems()).hasSize(3);
    }

    @Test
    void nobodyIsRemindedDuringACall() {
        open(Situation.onCall().work(WorkSituation.campaign().callbacks()));
        assertThat(shows(".oh-banner")).isFalse();
    }

    @Test
    void theDockMakesTheFirstCallbackOrTheSelectedOne() {
        openCallbacks();
        assertThat(text(".oh-primary")).isEqualTo("Call Eva L.");
        click(".oh-primary");
        assertThat(lastAsked()).isEqualTo(new AgentCommand.CallBackNow(71));
        robot.clickOn("Noor A.");
        settle();
        robot.moveBy(0, 30);
        assertThat(text(".oh-primary")).isEqualTo("Call Noor A.");
        click(".oh-primary");
        assertThat(lastAsked()).isEqualTo(new AgentCommand.CallBackNow(72));
    }

    @Test
    void aCallbackIsPutOffFromNowWhenItsTimeIsOver() {
        openCallbacks();
        click(".oh-row-more");
        robot.clickOn("In 10 minutes");
        assertThat(lastAsked())
                .isEqualTo(new AgentCommand.MoveCallback(
                        71,
                        LocalDateTime.ofInstant(Situation.NOW, java.time.ZoneId.systemDefault())
                                .plusMinutes(10)));
    }

    @Test
    void aCallbackOfAnotherTimeZoneIsPutOffByTheInstantNotByTheDesksWallTime() {
        ZoneId apia = ZoneId.of("Pacific/Apia");
        open(Situation.paused().work(WorkSituation.campaign().callbackIn(apia)));
        ctrl(KeyCode.DIGIT3);
        click("#queue-callbacks");
        settle();
        click(".oh-row-more");
        robot.clickOn("In 10 minutes");
        assertThat(lastAsked())
                .isEqualTo(new AgentCommand.MoveCallback(
                        71, LocalDateTime.ofInstant(Situation.NOW.plusSeconds(600), apia)));
    }

    @Test
    void aCancelledCallbackIsGoneAtOnceAndCanBeBroughtBack() {
        openCallbacks();
        click(".oh-row-more");
        robot.clickOn("Cancel the callback");
        assertThat(((ListView<?>) find("#callback-list")).getItems()).hasSize(2);
        assertThat(asked()).isEmpty();
        click("#status-offer");
        assertThat(((ListView<?>) find("#callback-list")).getItems()).hasSize(3);
        click(".oh-row-more");
        robot.clickOn("Cancel the callback");
        pass(Duration.ofSeconds(5));
        assertThat(asked()).containsExactly(new AgentCommand.CancelCallback(71));
    }

    @Test
    void underAutocallTheSwitchIsOnAndLocked() {
        open(Situation.paused().queue().work(WorkSituation.campaign().autoDialLocked()));
        ctrl(KeyCode.DIGIT3);
        settle();
        assertThat(find("#auto-dial").getAccessibleHelp()).isEqualTo("Set by your campaign");
        click("#auto-dial");
        assertThat(asked()).isEmpty();
    }

    @Test
    void theDockDialsTheQueuedNumberThatIsSelected() {
        open(campaign());
        ctrl(KeyCode.DIGIT3);
        settle();
        robot.clickOn("Eva L.");
        settle();
        robot.moveBy(0, 30);
        assertThat(text(".oh-primary")).isEqualTo("Dial Eva L.");
        click(".oh-primary");
        assertThat(lastAsked()).isEqualTo(new AgentCommand.DialQueued("q2"));
    }

    private ListView<?> openLog(LogSource log) {
        sources = new WindowSources(log, NumberSource.NONE);
        open(Situation.paused().work(WorkSituation.campaign()));
        ctrl(KeyCode.DIGIT4);
        settle();
        return (ListView<?>) find(".oh-log");
    }

    @Test
    void theLogGoesBackAsFarAsTheStoreDoesWhileOneScrolls() {
        var questions = new ArrayList<LogSource.Question>();
        LogSource store = WorkPictures.store(1_000, WorkPictures.lena()).log();
        ListView<?> list = openLog(question -> {
            questions.add(question);
            return store.search(question);
        });
        assertThat(questions).hasSize(1);
        int first = list.getItems().size();
        assertThat(first).isLessThan(400);
        robot.interact(() -> list.scrollTo(list.getItems().size() - 1));
        pass(Duration.ZERO);
        pass(Duration.ZERO);
        assertThat(questions).hasSizeGreaterThan(1);
        assertThat(questions.get(1).beforeId()).hasValue(701);
        assertThat(list.getItems().size()).isGreaterThan(first);
    }

    @Test
    void theSearchAsksTheStoreOnceTheTypingPauses() {
        var questions = new ArrayList<LogSource.Question>();
        LogSource store = WorkPictures.store(1_000, WorkPictures.lena()).log();
        ListView<?> list = openLog(question -> {
            questions.add(question);
            return store.search(question);
        });
        ctrl(KeyCode.F);
        type("nora");
        assertThat(questions).hasSize(1);
        pass(Duration.ofMillis(200));
        pass(Duration.ZERO);
        assertThat(questions.getLast().text()).contains("nora");
        assertThat(list.getItems()).hasSizeGreaterThan(150);
    }

    @Test
    void aFilterThatLeavesLittleReadsOn() {
        ListView<?> list =
                openLog(WorkPictures.store(3_000, WorkPictures.lena()).log());
        @SuppressWarnings("unchecked")
        var filter = (ComboBox<LogRow.Filter>) find(".oh-search-row .oh-combo");
        robot.interact(() -> filter.setValue(LogRow.Filter.MISSED));
        pass(Duration.ZERO);
        pass(Duration.ZERO);
        assertThat(list.getItems())
                .as("one call of twelve: the first page has 25")
                .hasSizeGreaterThan(60);
    }

    @Test
    void aCallOfTheStoreIsCalledAgain() {
        openLog(WorkPictures.store(4, WorkPictures.lena()).log());
        robot.clickOn("Lena M.");
        click(".oh-primary");
        assertThat(lastAsked()).isEqualTo(new AgentCommand.ClickToCall(ManualDial.typed("+17275551000")));
    }

    @Test
    void whileTheStoreIsReadThatIsSaidOnlyWhenItTakesAMoment() {
        var later = new CompletableFuture<List<CallRecord>>();
        sources = new WindowSources(question -> later, NumberSource.NONE);
        open(Situation.paused().work(WorkSituation.campaign()));
        ctrl(KeyCode.DIGIT4);
        pass(Duration.ofMillis(310));
        assertThat(text(".oh-empty")).isEqualTo("Reading the log…");
        later.complete(WorkPictures.log(3));
        pass(Duration.ZERO);
        assertThat(shows(".oh-empty")).isFalse();
    }

    @Test
    void aLogThatCannotBeReadSaysSoAndShowsWhatThePhoneRemembers() {
        sources = new WindowSources(
                question -> CompletableFuture.failedFuture(new IllegalStateException("gone")), NumberSource.NONE);
        open(Situation.paused().log().work(WorkSituation.campaign()));
        ctrl(KeyCode.DIGIT4);
        pass(Duration.ZERO);
        assertThat(text(".oh-list-page .oh-error-text"))
                .isEqualTo("The log cannot be read (OH-602). Calls still work.");
        assertThat(((ListView<?>) find(".oh-log")).getItems()).hasSize(8);
    }

    private void typeNumber(Optional<KnownNumber> known) {
        sources = new WindowSources(LogSource.NONE, (campaign, number) -> CompletableFuture.completedFuture(known));
        open(campaign());
        click(".oh-number-field");
        type("+17275550142");
        pass(Duration.ofMillis(250));
        pass(Duration.ZERO);
    }

    @Test
    void aTypedNumberSaysWhoItIsAndWhatTimeItIsThere() {
        typeNumber(Optional.of(WorkPictures.lena()));
        assertThat(text(".oh-about .oh-heading")).isEqualTo("Lena M.");
        assertThat(text(".oh-about .oh-caption")).startsWith("Spring list · No answer ");
        assertThat(text(".oh-about .oh-there")).isEqualTo("14:32 there, may be called");
        assertThat(find(".oh-primary").isDisabled()).isFalse();
    }

    @Test
    void aNumberOnTheDoNotCallListIsNotDialled() {
        typeNumber(Optional.of(WorkPictures.doNotCall()));
        assertThat(text(".oh-about .oh-error-text")).startsWith("On the do-not-call list.");
        assertThat(find(".oh-primary").isDisabled()).isTrue();
        press(KeyCode.ENTER);
        assertThat(asked()).isEmpty();
    }

    @Test
    void aNumberOutsideItsHoursSaysFromWhenItMayBeCalled() {
        typeNumber(Optional.of(WorkPictures.tooEarly()));
        assertThat(text(".oh-about .oh-there")).isEqualTo("It is 06:32 there. Calls are allowed from 09:00.");
        click("#about-action");
        assertThat(lastAsked())
                .isEqualTo(new AgentCommand.PromiseCallback(
                        "+17275550142", OptionalLong.empty(), LocalDateTime.of(2026, 11, 21, 9, 0)));
        assertThat(find(".oh-primary").isDisabled()).isTrue();
    }

    @Test
    void anAnswerAboutANumberThatIsGoneIsDropped() {
        var later = new CompletableFuture<Optional<KnownNumber>>();
        sources = new WindowSources(LogSource.NONE, (campaign, number) -> later);
        open(campaign());
        click(".oh-number-field");
        type("+17275550142");
        pass(Duration.ofMillis(250));
        type("9");
        later.complete(Optional.of(WorkPictures.doNotCall()));
        pass(Duration.ZERO);
        assertThat(find(".oh-primary").isDisabled()).isFalse();
    }

    @Test
    void aRefusedNumberSaysWhyInTheBanner() {
        open(campaign());
        desk.answer(command -> CommandOutcome.Refused.of(ErrorCode.NUMBER_DO_NOT_CALL));
        click(".oh-number-field");
        type("+17275550142");
        press(KeyCode.ENTER);
        assertThat(text(".oh-banner-title")).isEqualTo("On the do-not-call list");
    }
}
