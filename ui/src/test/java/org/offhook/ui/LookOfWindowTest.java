package org.offhook.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import javafx.geometry.NodeOrientation;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.DatePicker;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.paint.Paint;
import javafx.scene.text.Text;
import javafx.stage.PopupWindow;
import javafx.stage.Window;
import org.junit.jupiter.api.Test;
import org.offhook.agent.WrapUpView.Saving;

/** Where things stand and how what is off looks. */
class LookOfWindowTest extends WindowFixture {
    private static double opacity(Node node) {
        double product = 1;
        for (Node at = node; at != null; at = at.getParent()) {
            product *= at.getOpacity();
        }
        return product;
    }

    private double end(String selector) {
        Node node = find(selector);
        return node.localToScene(node.getLayoutBounds()).getMaxX();
    }

    @Test
    void theKeypadOfACallFitsIntoTheUsualWindow() {
        open(Situation.onCall());
        ctrl(KeyCode.K);
        settle();
        assertThat(shows(".oh-call-keys")).isTrue();
        assertThat(shows(".oh-scroll")).as("it scrolls").isFalse();
        Node last = find("#key-hash");
        Node tiles = find(".oh-tiles");
        assertThat(last.localToScene(last.getLayoutBounds()).getMaxY())
                .as("the keys end above the tiles")
                .isLessThan(tiles.localToScene(tiles.getLayoutBounds()).getMinY());
    }

    /** A menu inherits from what opened it, here white on blue. */
    @Test
    void theCheckInAMenuCanBeSeenWhateverOpenedIt() {
        open(Situation.onCall());
        click(".oh-state-button");
        Scene menu = Window.getWindows().stream()
                .filter(window -> window instanceof PopupWindow && window.isShowing())
                .findFirst()
                .orElseThrow()
                .getScene();
        var check = (Text) menu.getRoot().lookup(".menu-item .oh-icon");
        assertThat(check.getFill()).isEqualTo(((Label) menu.getRoot().lookup(".menu-item .label")).getTextFill());
        press(KeyCode.ESCAPE);
    }

    @Test
    void whatStandsOnAPageThatScrollsEndsWhereTheDocksButtonEnds() {
        for (int width : new int[] {340, 280}) {
            open(Situation.paused(), width, 600, 100);
            ctrl(KeyCode.COMMA);
            click("#topic-audio");
            settle();
            assertThat(shows(".oh-scroll")).isTrue();
            assertThat(end("#microphone")).isCloseTo(end(".oh-dock .oh-primary"), within(2.5));
            closeWindow();
        }
    }

    @Test
    void whatIsOffHasTheColourForThatAndNoTransparency() {
        administration = new FakeAdministration();
        open(Situation.paused());
        ctrl(KeyCode.COMMA);
        robot.interact(() -> ((Button) find("#topic-administration")).fire());
        settle();
        robot.interact(() -> ((Button) find("#admin-pause_code")).fire());
        settle();
        click(".oh-primary");
        settle();
        var text = (Label) find(".oh-switch .oh-switch-text");
        Color on = (Color) text.getTextFill();
        robot.interact(() -> find(".oh-switch").setDisable(true));
        settle();
        assertThat(opacity(text)).isEqualTo(1);
        assertThat(text.getTextFill()).isNotEqualTo(on);
    }

    @Test
    void headingsAmongTheColleaguesLookLikeHeadingsWhereverTheyAre() {
        open(Situation.onCall().log().watch(LinePictures.watch()));
        ctrl(KeyCode.T);
        settle();
        var heading = (Label) find(".oh-targets .oh-section");
        assertThat(opacity(heading)).isEqualTo(1);
        type("Ines");
        settle();
        scene().getRoot().lookupAll(".oh-targets .oh-row-name").stream()
                .filter(WindowFixture::reallyVisible)
                .forEach(name ->
                        assertThat(name.isDisabled()).as(name.toString()).isFalse());
    }

    @Test
    void theNumberOfAPromisedCallIsWholeAndReadsLeftToRight() {
        open(Situation.paused().work(WorkSituation.campaign().callbacks()));
        ctrl(KeyCode.DIGIT3);
        click("#queue-callbacks");
        settle();
        var numbers = scene().getRoot().lookupAll("#callback-list .label").stream()
                .map(Label.class::cast)
                .filter(label -> reallyVisible(label) && label.getText().startsWith("+"))
                .toList();
        assertThat(numbers).hasSize(3);
        for (Label number : numbers) {
            assertThat(number.getNodeOrientation()).as(number.getText()).isEqualTo(NodeOrientation.LEFT_TO_RIGHT);
            assertThat(((Text) number.lookup(".text")).getText()).contains("555 01");
        }
    }

    @Test
    void theChosenDayOfACallbackIsMarkedInTheCalendar() {
        open(Situation.wrapUp().work(WorkSituation.campaign().wrapUp(WorkSituation.callBack(), Saving.OPEN)));
        var date = (DatePicker) find(".oh-date");
        robot.interact(date::show);
        settle();
        Region day = Window.getWindows().stream()
                .filter(PopupWindow.class::isInstance)
                .flatMap(popup -> popup.getScene().getRoot().lookupAll(".day-cell.selected").stream())
                .map(Region.class::cast)
                .findFirst()
                .orElseThrow();
        assertThat(((Labeled) day).getText())
                .isEqualTo(Integer.toString(date.getValue().getDayOfMonth()));
        assertThat(ground(day)).isEqualTo(ground((Region) find(".oh-dock .oh-primary")));
        robot.interact(date::hide);
    }

    private static Paint ground(Region region) {
        return region.getBackground().getFills().getFirst().getFill();
    }
}
