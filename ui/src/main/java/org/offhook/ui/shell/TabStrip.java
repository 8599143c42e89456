package org.offhook.ui.shell;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.offhook.ui.fx.Parts;
import org.offhook.ui.text.Words;

/** The tabs. Call goes away in the wide form, where it has a column of its own. */
final class TabStrip extends HBox {
    /** What the body can show. */
    enum Tab {
        CALL("tab.call"),
        QUEUE("tab.queue"),
        LOG("tab.log");

        private final String key;

        Tab(String key) {
            this.key = key;
        }
    }

    private final Words words;
    private final Map<Tab, ToggleButton> buttons = new EnumMap<>(Tab.class);
    private final Label count = Parts.label("", "oh-badge");

    TabStrip(Words words, Consumer<Tab> opened) {
        this.words = words;
        getStyleClass().add("oh-tabs");
        setAlignment(Pos.CENTER_LEFT);
        setAccessibleRole(AccessibleRole.TAB_PANE);
        for (Tab tab : Tab.values()) {
            ToggleButton button = new ToggleButton(words.of(tab.key)) {
                @Override
                public void fire() {
                    if (!isSelected()) { // pressing the open tab leaves it open
                        opened.accept(tab);
                    }
                }
            };
            button.getStyleClass().setAll("oh-tab");
            button.setAccessibleRole(AccessibleRole.TAB_ITEM);
            button.setAccessibleText(button.getText());
            button.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(button, Priority.ALWAYS);
            button.setPrefWidth(0);
            buttons.put(tab, button);
            getChildren().add(button);
        }
    }

    void show(Tab open, int waiting, boolean wide) {
        for (Map.Entry<Tab, ToggleButton> entry : buttons.entrySet()) {
            entry.getValue().setSelected(entry.getKey() == open);
        }
        Parts.present(button(Tab.CALL), !wide);
        ToggleButton queue = button(Tab.QUEUE);
        count.setText(Integer.toString(waiting));
        queue.setGraphic(waiting == 0 ? null : count);
        queue.setAccessibleText(waiting == 0 ? queue.getText() : words.of("tab.queue.count", waiting));
    }

    private ToggleButton button(Tab tab) {
        return java.util.Objects.requireNonNull(buttons.get(tab));
    }
}
