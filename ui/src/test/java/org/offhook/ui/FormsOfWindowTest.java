package org.offhook.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.concurrent.TimeoutException;
import javafx.geometry.Bounds;
import javafx.geometry.NodeOrientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.text.Text;
import org.junit.jupiter.api.Test;

/** Narrow, smallest, wide, 200 %: the frame stays whole and nothing that must be read is cut. */
class FormsOfWindowTest extends WindowFixture {
    private void frameIsWhole() {
        for (String part : new String[] {".oh-state-bar", ".oh-dock", ".oh-status", ".oh-primary"}) {
            Node node = find(part);
            Bounds bounds = node.localToScene(node.getLayoutBounds());
            assertThat(bounds.getMinX()).as(part).isGreaterThanOrEqualTo(0);
            assertThat(bounds.getMaxX()).as(part).isLessThanOrEqualTo(scene().getWidth() + 0.5);
            assertThat(bounds.getMaxY()).as(part).isLessThanOrEqualTo(scene().getHeight() + 0.5);
        }
    }

    private void uncut(String selector) {
        for (Node node : scene().getRoot().lookupAll(selector)) {
            if (reallyVisible(node)
                    && node instanceof Labeled labeled
                    && !labeled.getText().isEmpty()) {
                assertThat(labeled.getChildrenUnmodifiable())
                        .as(selector)
                        .anyMatch(child ->
                                child instanceof Text text && text.getText().equals(labeled.getText()));
            }
        }
    }

    @Test
    void theNarrowWindowKeepsItsWords() {
        open(Situation.paused().queue(), 280, 600, 100);
        frameIsWhole();
        uncut(".oh-tab");
        uncut(".oh-primary");
        assertThat(text(".oh-state-button")).isEmpty();
        assertThat(find(".oh-state-button").getAccessibleText()).isEqualTo("Go ready");
    }

    @Test
    void theNarrowStatusLineLeavesTheAgentsNameOutRatherThanCutIt() throws TimeoutException {
        open(Situation.paused().lost(), 280, 600, 100);
        uncut(".oh-status-text");
        assertThat(text(".oh-status-text")).isEqualTo("Not registered · 2101");
        assertThat(find(".oh-status-text").getAccessibleText()).isEqualTo("Not registered · 2101 · Asha P.");
        robot.interact(() -> stage().setWidth(340));
        waitUntil(() -> text(".oh-status-text").endsWith("Asha P."));
        uncut(".oh-status-text");
        assertThat(text(".oh-status-text")).isEqualTo("Not registered · 2101 · Asha P.");
    }

    @Test
    void theNarrowWindowShowsAnIncomingCallWhole() {
        open(Situation.paused().call(SampleCalls.incoming("i1")), 280, 600, 100);
        frameIsWhole();
        uncut(".oh-answer");
        uncut(".oh-decline");
        Bounds card = find(".oh-incoming").localToScene(find(".oh-incoming").getLayoutBounds());
        assertThat(card.getMaxX()).isLessThanOrEqualTo(scene().getWidth());
    }

    @Test
    void theSmallestWindowFoldsThePadBehindAButton() {
        open(Situation.paused().queue(), 280, 420, 100);
        frameIsWhole();
        assertThat(shows(".oh-pad")).isFalse();
        click(".oh-pad-button");
        assertThat(shows(".oh-pad")).isTrue();
        click("#key-5");
        assertThat(text(".oh-number-field")).isEqualTo("5");
        frameIsWhole();
    }

    @Test
    void theSmallestFirstRunScrollsAndItsDockStays() {
        open(Situation.firstRun(), 280, 420, 100);
        frameIsWhole();
        assertThat(shows(".oh-scroll")).isTrue();
    }

    @Test
    void theWideWindowHasTheCallBesideTheTabs() {
        open(Situation.onCall().queue(), 800, 600, 100);
        assertThat(shows(".oh-call-card")).isTrue();
        assertThat(shows("#auto-dial")).isTrue();
        Bounds card = find(".oh-call-card").localToScene(find(".oh-call-card").getLayoutBounds());
        assertThat(card.getMaxX()).isLessThan(340);
    }

    @Test
    void wrapUpIsWholeInEveryForm() {
        for (double[] size : new double[][] {{280, 600}, {280, 420}, {340, 600}, {800, 600}}) {
            open(Situation.wrapUp().queue(), size[0], size[1], 100);
            frameIsWhole();
            uncut(".oh-state-word");
            uncut(".oh-result-name");
            closeWindow();
        }
    }

    @Test
    void longNamesOfALeadAreCutAndNothingElseMoves() {
        for (double width : new double[] {280, 340, 800}) {
            open(Situation.paused().work(WorkSituation.campaign().lead(WorkPictures.longLead())), width, 600, 100);
            ctrl(KeyCode.DIGIT2);
            frameIsWhole();
            Bounds page =
                    find(".oh-lead-page").localToScene(find(".oh-lead-page").getLayoutBounds());
            assertThat(page.getMaxX()).as("%s wide", width).isLessThanOrEqualTo(width + 0.5);
            Bounds choice = find("#lead-number-choice")
                    .localToScene(find("#lead-number-choice").getLayoutBounds());
            assertThat(choice.getMaxX()).isLessThanOrEqualTo(width);
            closeWindow();
        }
    }

    @Test
    void aLeadThatDoesNotFitScrollsAsSoonAsItIsSeen() {
        open(Situation.paused().work(WorkSituation.campaign().lead(WorkPictures.longLead())), 280, 420, 100);
        ctrl(KeyCode.DIGIT2);
        pass(java.time.Duration.ZERO);
        assertThat(shows(".oh-scroll")).isTrue();
    }

    @Test
    void halfAsLargeAgainIsTheSamePictureHalfAsLargeAgain() {
        open(Situation.paused().queue(), 340, 600, 100);
        double bar = find(".oh-state-bar").getLayoutBounds().getHeight();
        double key = find("#key-5").getLayoutBounds().getWidth();
        closeWindow();
        open(Situation.paused().queue(), 510, 900, 150); // the Headless screen is not high enough for 200 %
        frameIsWhole();
        uncut(".oh-tab");
        assertThat(find(".oh-state-bar").getLayoutBounds().getHeight()).isBetween(bar * 1.5 - 1, bar * 1.5 + 1);
        assertThat(find("#key-5").getLayoutBounds().getWidth()).isBetween(key * 1.5 - 3, key * 1.5 + 3);
    }

    @Test
    void rightToLeftMirrorsTheFrameAndPutsTheNumberAtTheRightEdge() {
        Locale.setDefault(Locale.of("he"));
        try {
            open(Situation.onCall());
        } finally {
            Locale.setDefault(Locale.ENGLISH);
        }
        frameIsWhole();
        double button = find(".oh-state-button").localToScene(0, 0).getX();
        assertThat(button)
                .isLessThan(find(".oh-state-bar .oh-glyph").localToScene(0, 0).getX());
        var number = (TextField) find(".oh-call-number");
        assertThat(number.getAlignment()).isEqualTo(Pos.CENTER_RIGHT);
        assertThat(number.getEffectiveNodeOrientation()).isEqualTo(NodeOrientation.LEFT_TO_RIGHT);
    }

    @Test
    void twiceTheSizeOnASmallScreenStillWorks() {
        open(Situation.paused().queue(), 683, 768, 200);
        frameIsWhole();
        assertThat(shows(".oh-number-field")).isTrue();
    }
}
