package org.offhook.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import javafx.css.PseudoClass;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.ListCell;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands in the body has room there, in the sizes that people give the window. */
class RoomInWindowTest extends WindowFixture {
    private Bounds place(String selector) {
        Node node = find(selector);
        return node.localToScene(node.getLayoutBounds());
    }

    private List<Bounds> keys() {
        return List.of("1", "2", "3", "4", "5", "6", "7", "8", "9", "star", "0", "hash").stream()
                .map(key -> place("#key-" + key))
                .toList();
    }

    @ParameterizedTest(name = "{0} x {1}")
    @CsvSource({
        "340, 600",
        "340, 596",
        "340, 595",
        "340, 560",
        "340, 559",
        "340, 480",
        "340, 479",
        "280, 600",
        "280, 520",
        "280, 420"
    })
    void theKeypadOfACallIsThereWhole(double width, double height) {
        open(Situation.onCall().queue(), width, height, 100);
        click("#tile-keypad");
        assertThat(shows(".oh-scroll")).isFalse();
        assertThat(keys()).allSatisfy(key -> {
            assertThat(key.getMinY()).isGreaterThanOrEqualTo(100);
            assertThat(key.getHeight()).isGreaterThanOrEqualTo(36);
            assertThat(key.getMaxY()).isLessThan(place("#tile-mute").getMinY());
        });
        assertThat(shows(".oh-keys-sent")).isTrue();
        assertThat(place("#tile-mute").getMaxY())
                .isLessThanOrEqualTo(place(".oh-dock").getMinY());
        for (String tile : new String[] {"#tile-mute", "#tile-keypad"}) {
            assertThat(place(tile).getWidth()).isGreaterThanOrEqualTo(32);
            assertThat(place(tile).getHeight()).isGreaterThanOrEqualTo(32);
        }
    }

    /** Half of a screen of 1366 x 768; the smallest window at 100 % is higher. */
    @Test
    void atTwiceTheSizeTheKeypadHasTheTilesBesideIt() {
        open(Situation.onCall().queue(), 683, 768, 200);
        click("#tile-keypad");
        assertThat(shows(".oh-scroll")).isFalse();
        assertThat(keys()).allSatisfy(key -> {
            assertThat(key.getMaxY()).isLessThanOrEqualTo(place(".oh-dock").getMinY());
            assertThat(key.getHeight()).isGreaterThanOrEqualTo(72);
            assertThat(key.getWidth()).isGreaterThanOrEqualTo(120);
            assertThat(key.getMaxX()).isLessThan(place("#tile-mute").getMinX());
        });
        click("#key-5");
        assertThat(lastAsked().toString()).contains("SendDigits");
        robot.interact(() -> find("#tile-keypad").requestFocus());
        press(KeyCode.SPACE);
        assertThat(shows(".oh-pad")).isFalse();
        assertThat(focused()).as("the tiles are back below the card").isEqualTo(find("#tile-keypad"));
        assertThat(shows(".oh-call-card")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(doubles = {600, 570, 480})
    void anErrorOverTheKeypadMovesNoKey(double height) {
        open(Situation.onCall().queue(), 340, height, 100);
        click("#tile-keypad");
        List<Bounds> before = keys();
        step(Situation.onCall().queue().lostRegistration());
        assertThat(shows(".oh-banner")).isTrue();
        assertThat(shows(".oh-scroll")).isFalse();
        assertThat(keys()).isEqualTo(before);
        assertThat(place(".oh-banner").getMaxY())
                .isLessThanOrEqualTo(before.getFirst().getMinY());
    }

    @Test
    void aCallThatComesInOverTheKeypadTakesTheErrorsPlaceAndMovesNoKey() {
        open(Situation.onCall().queue().lostRegistration());
        click("#tile-keypad");
        List<Bounds> before = keys();
        step(Situation.onCall().queue().lostRegistration().call(SampleCalls.incoming("i1")));
        assertThat(shows(".oh-incoming")).isTrue();
        assertThat(shows(".oh-banner")).isFalse();
        assertThat(keys()).isEqualTo(before);
        step(Situation.onCall().queue().lostRegistration());
        assertThat(shows(".oh-banner")).isTrue();
        assertThat(keys()).isEqualTo(before);
    }

    @Test
    void twoLinesHaveRoomInTheSmallestWindow() {
        open(Situation.twoLines(), 280, 420, 100);
        assertThat(shows(".oh-scroll")).isFalse();
        assertThat(place("#tile-mute").getMaxY())
                .isLessThanOrEqualTo(place(".oh-dock").getMinY());
    }

    @Test
    void anErrorAmongTheKeysOfTheLowestWindowScrolls() {
        open(Situation.onCall().lostRegistration(), 280, 420, 100);
        click("#tile-keypad");
        assertThat(shows(".oh-banner")).isTrue();
        assertThat(shows(".oh-scroll")).isTrue();
    }

    @Test
    void theTileThatOpenedTheKeypadKeepsTheFocusWhenTheTilesMove() {
        open(Situation.onCall(), 340, 520, 100);
        robot.interact(() -> find("#tile-keypad").requestFocus());
        press(KeyCode.SPACE);
        settle();
        assertThat(shows(".oh-pad")).isTrue();
        assertThat(focused()).isEqualTo(find("#tile-keypad"));
        press(KeyCode.SPACE);
        settle();
        assertThat(shows(".oh-pad")).isFalse();
        assertThat(focused()).isEqualTo(find("#tile-keypad"));
    }

    @Test
    void aPageThatBeginsToScrollKeepsTheFocus() throws TimeoutException {
        open(Situation.wrapUp());
        robot.interact(() -> find("#wrap-up-note").requestFocus());
        assertThat(shows(".oh-scroll")).isFalse();
        robot.interact(() -> stage().setHeight(430));
        waitUntil(() -> shows(".oh-scroll"));
        settle();
        assertThat(focused()).isEqualTo(find("#wrap-up-note"));
        robot.interact(() -> stage().setHeight(600));
        waitUntil(() -> !shows(".oh-scroll"));
        settle();
        assertThat(focused()).isEqualTo(find("#wrap-up-note"));
    }

    @Test
    void nineResultsHaveTheRoomOfEight() {
        open(
                Situation.wrapUp().work(WorkSituation.campaign().wrapUp().results(WorkSituation.results(9))),
                340,
                600,
                100);
        assertThat(shows(".oh-scroll")).isFalse();
        scene().getRoot().lookupAll(".oh-result").stream()
                .filter(WindowFixture::reallyVisible)
                .forEach(result ->
                        assertThat(result.getLayoutBounds().getHeight()).isBetween(32.0, 40.0));
        assertThat(place("#wrap-up-note").getMaxY())
                .isLessThanOrEqualTo(place(".oh-dock").getMinY());
    }

    @Test
    void aTestStandsBelowItsListInANarrowWindow() {
        open(Situation.paused(), 300, 600, 100);
        openAudio();
        assertThat(place("#test-speaker").getMinY())
                .isGreaterThan(place("#speaker").getMaxY());
        assertThat(place("#speaker").getWidth()).isGreaterThan(260);
        closeWindow();
        open(Situation.paused());
        openAudio();
        assertThat(place("#test-speaker").getMinY()).isEqualTo(place("#speaker").getMinY());
        assertThat(place("#test-speaker").getMinX())
                .isGreaterThan(place("#speaker").getMaxX());
    }

    private void openAudio() {
        ctrl(KeyCode.COMMA);
        click("#topic-audio");
    }

    @Test
    void theRowsBelowAHeadingAreACard() {
        open(Situation.paused().log());
        ctrl(KeyCode.DIGIT4);
        List<Set<String>> corners = scene().getRoot().lookupAll(".oh-log .oh-row").stream()
                .map(node -> (ListCell<?>) node)
                .filter(cell -> !cell.isEmpty())
                .sorted(java.util.Comparator.comparingInt(ListCell::getIndex))
                .map(RoomInWindowTest::corners)
                .toList();
        assertThat(corners).startsWith(Set.of("heading"), Set.of("first"));
        assertThat(corners.getLast()).contains("last");
        for (int i = 1; i < corners.size(); i++) {
            boolean afterHeading = corners.get(i - 1).contains("heading");
            boolean beforeHeading =
                    i == corners.size() - 1 || corners.get(i + 1).contains("heading");
            boolean row = !corners.get(i).contains("heading");
            assertThat(corners.get(i).contains("first")).as("row %s", i).isEqualTo(row && afterHeading);
            assertThat(corners.get(i).contains("last")).as("row %s", i).isEqualTo(row && beforeHeading);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {600, 420})
    void rowsEndWhereTheSearchEndsWhetherTheyScrollOrNot(double height) {
        open(Situation.onCall().log(), 340, height, 100);
        ctrl(KeyCode.DIGIT4);
        boolean scrolls =
                scene().getRoot().lookupAll(".oh-log .scroll-bar").stream().anyMatch(WindowFixture::reallyVisible);
        assertThat(place(".oh-log .oh-row").getMaxX())
                .as("scrolls: %s", scrolls)
                .isCloseTo(place(".oh-search-row").getMaxX(), within(1.0));
    }

    private static Set<String> corners(Node row) {
        return row.getPseudoClassStates().stream()
                .map(PseudoClass::getPseudoClassName)
                .filter(Set.of("first", "last", "heading")::contains)
                .collect(Collectors.toSet());
    }
}
