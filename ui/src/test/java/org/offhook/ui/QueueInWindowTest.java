package org.offhook.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.OptionalLong;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.offhook.agent.AgentCommand;
import org.offhook.agent.DoubtView;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.phone.CommandOutcome;
import org.offhook.ui.model.QueueRow;
import org.offhook.ui.port.LogSource;
import org.offhook.ui.port.NumberSource;
import org.offhook.ui.port.WindowSources;

/** What waits in the queue: counted down, passed over, and what nobody knows the outcome of. */
class QueueInWindowTest extends WindowFixture {
    // ---- count-down

    @Test
    void theDockCountsDownToWhatTheQueueDialsAndKeepsItFromThat() {
        open(Situation.paused().queueCountingDown());
        assertThat(text(".oh-primary")).isEqualTo("Wait · dialling in 3");
        pass(Duration.ofSeconds(1));
        assertThat(text(".oh-primary")).startsWith("Wait · dialling in ");
        click(".oh-primary");
        assertThat(lastAsked()).isEqualTo(new AgentCommand.WaitWithQueue());
    }

    // ---- numbers that are passed over

    private void selectQueued(String who) {
        open(Situation.paused().queueWithBarred().work(WorkSituation.campaign()));
        ctrl(KeyCode.DIGIT3);
        settle();
        robot.interact(() -> {
            ListView<?> list = (ListView<?>) find(".oh-queue-list");
            for (int i = 0; i < list.getItems().size(); i++) {
                if (((QueueRow) list.getItems().get(i)).who().equals(who)) {
                    list.getSelectionModel().select(i);
                }
            }
        });
        settle();
        robot.moveTo(find(".oh-state-bar"));
    }

    @Test
    void aNumberThatIsPassedOverSaysWhyAndIsNotWhatTheDockDialsNext() {
        open(Situation.paused().queueWithBarred().work(WorkSituation.campaign()));
        ctrl(KeyCode.DIGIT3);
        settle();
        assertThat(((ListView<?>) find(".oh-queue-list")).getItems())
                .extracting(row -> ((QueueRow) row).bar())
                .containsExactly("", "", "", "from 09:00", "Do-not-call");
        assertThat(text(".oh-primary")).isEqualTo("Dial Tom B.");
        robot.moveTo(find(".oh-state-bar"));
        click(".oh-primary");
        assertThat(lastAsked()).isEqualTo(new AgentCommand.DialNext());
    }

    @Test
    void aNumberOutsideItsHoursIsPromisedForTheHourThatItMayBeCalled() {
        selectQueued("Mina D.");
        assertThat(text(".oh-primary")).isEqualTo("Call back at 09:00 there");
        click(".oh-primary");
        assertThat(asked())
                .containsExactly(
                        new AgentCommand.PromiseCallback(
                                "+13105550144", OptionalLong.of(10_370), LocalDateTime.of(2026, 11, 21, 9, 0)),
                        new AgentCommand.RemoveQueued("q4"));
    }

    @Test
    void aNumberOnTheDoNotCallListIsNotDialledFromTheQueueEither() {
        selectQueued("+1 727 555 0122");
        assertThat(find(".oh-primary").isDisabled()).isTrue();
    }

    @Test
    void threeRowsOfTheQueueAreSeenBesideAReminder() {
        open(Situation.paused().queue().work(WorkSituation.campaign().callbacks()));
        ctrl(KeyCode.DIGIT3);
        settle();
        assertThat(shows(".oh-banner")).isTrue();
        ListView<?> list = (ListView<?>) find(".oh-queue-list");
        assertThat(list.getHeight()).isGreaterThanOrEqualTo(3 * list.getFixedCellSize());
    }

    @Test
    void aTypedNumberThatWaitsInTheQueueIsShownThere() {
        sources = new WindowSources(LogSource.NONE, NumberSource.NONE);
        open(Situation.paused().queue().work(WorkSituation.campaign()));
        click(".oh-number-field");
        type("+17275550155");
        pass(Duration.ofMillis(250));
        click("#about-action");
        settle();
        assertThat(text(".oh-primary")).isEqualTo("Dial Eva L.");
    }

    // ---- calls in doubt

    private static Situation doubts() {
        return Situation.paused()
                .fault(ErrorCode.CALL_IN_DOUBT)
                .work(WorkSituation.campaign().doubts());
    }

    private void openDoubts() {
        open(doubts());
        assertThat(text(".oh-banner-title")).isEqualTo("Calls in doubt");
        click(".oh-banner .oh-quiet");
        settle();
        assertThat(((ListView<?>) find("#doubt-list")).getItems()).hasSize(3);
    }

    @Test
    void aCallInDoubtIsDoneWithByOnePress() {
        openDoubts();
        assertThat(text(".oh-primary")).isEqualTo("Do not dial");
        click(".oh-primary");
        assertThat(lastAsked()).isEqualTo(new AgentCommand.DecideDoubt(DoubtView.Kind.QUEUE, 31, false));
    }

    @Test
    void aCallInDoubtIsDialledAgainAfterAQuestionOnly() {
        openDoubts();
        click(".oh-dock-second");
        assertThat(asked()).isEmpty();
        assertThat(text(".oh-admin-question")).startsWith("Dial Tom B. again?");
        click(".oh-dock-second");
        assertThat(shows(".oh-admin-question")).isFalse();
        click(".oh-dock-second");
        settle();
        robot.moveBy(0, -8);
        click(".oh-primary");
        assertThat(lastAsked()).isEqualTo(new AgentCommand.DecideDoubt(DoubtView.Kind.QUEUE, 31, true));
    }

    @Test
    void theSelectedCallInDoubtIsDecidedAndARefusalIsSaid() {
        openDoubts();
        robot.clickOn("2101");
        settle();
        robot.moveBy(0, 30);
        desk.answer(command -> CommandOutcome.Refused.of(ErrorCode.NOT_IN_DOUBT));
        click(".oh-primary");
        assertThat(lastAsked()).isEqualTo(new AgentCommand.DecideDoubt(DoubtView.Kind.SCHEDULE, 8, false));
    }

    @Test
    void anAdministratorWithoutACampaignDecidesToo() {
        open(Situation.paused()
                .fault(ErrorCode.CALL_IN_DOUBT)
                .work(WorkSituation.withoutCampaign().doubts()));
        click(".oh-banner .oh-quiet");
        settle();
        assertThat(((ListView<?>) find("#doubt-list")).getItems()).hasSize(3);
        click(".oh-primary");
        assertThat(lastAsked()).isEqualTo(new AgentCommand.DecideDoubt(DoubtView.Kind.QUEUE, 31, false));
    }

    @Test
    void whoHasNothingToDecideIsOnlyToldOfCallsInDoubt() {
        open(Situation.paused().fault(ErrorCode.CALL_IN_DOUBT).work(WorkSituation.campaign()));
        assertThat(text(".oh-banner-title")).isEqualTo("Calls in doubt");
        assertThat(shows(".oh-banner .oh-quiet")).isFalse();
    }
}
