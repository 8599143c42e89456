package org.offhook.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.offhook.agent.AgentCommand;
import org.offhook.agent.LeadOnScreen.Showing;
import org.offhook.agent.ManualDial;
import org.offhook.ui.model.LogRow;

/** The log in the wide window: columns that sort, what can be done with a call, the lead beside it. */
class LogInWindowTest extends WindowFixture {
    private ListView<?> list() {
        return (ListView<?>) find(".oh-log");
    }

    private List<LogRow.Call> calls() {
        return list().getItems().stream()
                .filter(LogRow.Call.class::isInstance)
                .map(LogRow.Call.class::cast)
                .toList();
    }

    private void openLog(double width) {
        sources = WorkPictures.store(40, WorkPictures.lena());
        open(Situation.paused().work(WorkSituation.campaign()), width, 600, 100);
        ctrl(KeyCode.DIGIT4);
        settle();
    }

    @Test
    void theLogOfTheWideWindowSortsByAColumnAndBack() {
        openLog(940);
        List<LogRow.Call> newest = calls();
        click("#log-column-who");
        assertThat(calls()).extracting(LogRow.Call::name).isSorted();
        assertThat(list().getItems())
                .as("no day stands over what is not sorted by time")
                .hasSameSizeAs(calls());
        click("#log-column-who");
        assertThat(calls().getFirst().name()).isEqualTo("Tom B.");
        click("#log-column-length");
        assertThat(calls().getFirst().line().talked())
                .isEqualTo(newest.stream()
                        .map(call -> call.line().talked())
                        .max(java.time.Duration::compareTo)
                        .orElseThrow());
        assertThat(find("#log-column-length").getAccessibleText()).isEqualTo("Length, sorted downwards");
        click("#log-column-time");
        assertThat(calls()).isEqualTo(newest);
    }

    @Test
    void aNarrowerWindowHasNoColumnsAndIsSortedByTime() {
        openLog(940);
        click("#log-column-agent");
        robot.interact(() -> {
            stage().setWidth(400);
            stage().setHeight(600);
        });
        settle();
        assertThat(shows("#log-column-time")).isFalse();
        assertThat(calls())
                .extracting(call -> call.line().at())
                .isSortedAccordingTo(java.util.Comparator.reverseOrder());
    }

    private MenuItem action(String text) {
        return list().getContextMenu().getItems().stream()
                .filter(item -> item.getText().equals(text))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aCallOfTheLogIsCalledAgainLookedAtAndItsLeadShown() {
        openLog(940);
        LogRow.Call first = calls().getFirst();
        robot.interact(() -> list().getSelectionModel().select(1));
        robot.interact(() -> action("Call again").fire());
        assertThat(lastAsked()).isEqualTo(new AgentCommand.ClickToCall(ManualDial.typed(first.dialled())));
        robot.interact(() -> action("Show lead").fire());
        assertThat(lastAsked()).isEqualTo(new AgentCommand.ShowLead(9_000));
        ctrl(KeyCode.DIGIT4);
        robot.interact(() -> action("Details").fire());
        settle();
        assertThat(text(".oh-page-title")).isEqualTo(first.name());
        assertThat(shows(".oh-admin-card")).isTrue();
        assertThat(details()).contains("Call ended", "You");
        click(".oh-back");
        settle();
        assertThat(shows(".oh-log")).isTrue();
        robot.interact(() -> list().getSelectionModel().select(2));
        robot.interact(() -> action("Details").fire());
        assertThat(details()).contains("The other side · 486 · OH-503");
    }

    private List<String> details() {
        return scene().getRoot().lookupAll(".oh-admin-card .oh-copyable").stream()
                .map(field -> ((TextField) field).getText())
                .toList();
    }

    @Test
    void leadAndLogStandSideBySideInTheWidestWindow() {
        sources = WorkPictures.store(40, WorkPictures.lena());
        open(Situation.paused().work(WorkSituation.campaign().lead(Showing.KEPT)), 1000, 600, 100);
        assertThat(shows(".oh-lead-page")).isTrue();
        assertThat(shows(".oh-log")).isTrue();
        double lead = find(".oh-lead-page").localToScene(0, 0).getX();
        double log = find(".oh-log").localToScene(0, 0).getX();
        assertThat(lead).isGreaterThanOrEqualTo(340);
        assertThat(log).isGreaterThan(lead + 300);
        ctrl(KeyCode.DIGIT3);
        settle();
        assertThat(shows("#auto-dial")).isTrue();
        assertThat(shows(".oh-log")).isTrue();
    }

    @Test
    void theNoteStandsWithTheLeadInAWideWrapUp() {
        open(Situation.wrapUp().queue(), 800, 600, 100);
        assertThat(find("#wrap-up-note").localToScene(0, 0).getX()).isGreaterThan(340);
        click("#wrap-up-note");
        type("two boxes");
        pass(java.time.Duration.ofMillis(500));
        assertThat(asked())
                .filteredOn(AgentCommand.DraftWrapUp.class::isInstance)
                .last()
                .satisfies(command -> assertThat(
                                ((AgentCommand.DraftWrapUp) command).draft().note())
                        .isEqualTo("two boxes"));
        ctrl(KeyCode.DIGIT3);
        settle();
        assertThat(find("#wrap-up-note").localToScene(0, 0).getX()).isLessThan(340);
        assertThat(text("#wrap-up-note")).isEqualTo("two boxes");
    }
}
