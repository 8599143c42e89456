package org.offhook.ui;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;

/** A window whose logged-in user "asha" administers a store in memory. */
abstract class AdminFixture extends WindowFixture {
    FakeAdministration admin = new FakeAdministration();

    /** The page of a kind, opened through the settings. */
    void openKind(String kind) {
        admin = new FakeAdministration();
        openAdministration();
        fire("#admin-" + kind);
    }

    void openAdministration() {
        administration = admin;
        open(Situation.paused());
        ctrl(KeyCode.COMMA);
        fire("#topic-administration");
    }

    /** Presses a button that may be out of the visible part of a long form. */
    void fire(String selector) {
        robot.interact(() -> ((ButtonBase) find(selector)).fire());
        QuickRobot.settle();
    }

    void enter(String selector, String text) {
        Node node = find(selector);
        robot.interact(() -> {
            if (node instanceof TextInputControl field) {
                field.setText(text);
            } else {
                ((TextInputControl) Objects.requireNonNull(node.lookup(".password-field"))).setText(text);
            }
        });
    }

    void check(String selector) {
        robot.interact(() -> ((CheckBox) find(selector)).fire());
    }

    /** Chooses what begins with {@code text}. */
    void choose(String selector, String text) {
        robot.interact(() -> choose((ComboBox<?>) find(selector), text));
        QuickRobot.settle();
    }

    private static <T> void choose(ComboBox<T> combo, String text) {
        combo.setValue(combo.getItems().stream()
                .filter(one -> one.toString().startsWith(text))
                .findFirst()
                .orElseThrow(() -> new AssertionError(text + " is not among " + combo.getItems())));
    }

    /** Opens the row that shows {@code text}. */
    void openRow(String text) {
        robot.interact(() -> select((ListView<?>) find(".oh-list"), text));
        press(KeyCode.ENTER);
    }

    private static <T> void select(ListView<T> list, String text) {
        T entry = list.getItems().stream()
                .filter(one -> one.toString().contains(text))
                .findFirst()
                .orElseThrow(() -> new AssertionError(text + " is not among " + list.getItems()));
        list.getSelectionModel().select(entry);
        list.requestFocus();
    }

    static <K, V> V stored(Map<K, V> table, K key) {
        return Objects.requireNonNull(table.get(key), () -> key + " is not stored");
    }

    int rows() {
        return shows(".oh-list") ? ((ListView<?>) find(".oh-list")).getItems().size() : 0;
    }

    /** Presses the dock once it takes presses. */
    void dock() {
        settle();
        robot.moveTo(find(".oh-state-bar")); // a button that means something else waits for the pointer to move
        click(".oh-primary");
    }

    void second() {
        settle();
        click(".oh-dock-second");
    }

    String title() {
        return text(".oh-page-title");
    }

    /** The visible texts of labels that {@code selector} finds. */
    List<String> texts(String selector) {
        return scene().getRoot().lookupAll(selector).stream()
                .filter(WindowFixture::reallyVisible)
                .map(node -> ((Labeled) node).getText())
                .toList();
    }

    /** What is said at a field. */
    String errorAt(String selector) {
        Node field = Objects.requireNonNull(find(selector).getParent());
        return field.lookupAll(".oh-field-error").stream()
                .filter(WindowFixture::reallyVisible)
                .map(node -> ((Labeled) node).getText())
                .findFirst()
                .orElse("");
    }
}
