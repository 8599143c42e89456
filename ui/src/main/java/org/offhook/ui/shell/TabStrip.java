package org.offhook.ui.shell;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.offhook.ui.fx.Parts;
import org.offhook.ui.text.Words;

/** The tabs. Call goes away in the wide form, and the log in the widest, where they have columns of their own. */
final class TabStrip extends HBox {
    /** What the body can show. */
    enum Tab {
        CALL("tab.call"),
        LEAD("tab.lead"),
        QUEUE("tab.queue"),
        LOG("tab.log");

        private final String key;

        Tab(String key) {
            this.key = key;
        }
    }

    private final Words words;
    private final Map<Tab, ToggleButton> buttons = new EnumMap<>(Tab.class);
    private final Map<Tab, Region> dots = new EnumMap<>(Tab.class);
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
            button.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(button, Priority.ALWAYS);
            button.setPrefWidth(0);
            buttons.put(tab, button);
            var dot = new Region();
            dot.getStyleClass().add("oh-tab-dot");
            dots.put(tab, dot);
            getChildren().add(button);
        }
    }

    /**
     * @param waiting numbers in the queue
     * @param news tabs on which something came that nobody has seen
     */
    void show(Tab open, int waiting, Set<Tab> news, boolean wide, boolean widest) {
        for (Map.Entry<Tab, ToggleButton> entry : buttons.entrySet()) {
            Tab tab = entry.getKey();
            ToggleButton button = entry.getValue();
            boolean fresh = news.contains(tab) && tab != open;
            boolean counted = tab == Tab.QUEUE && waiting > 0;
            button.setSelected(tab == open);
            String name = counted ? words.of("tab.queue.count", waiting) : button.getText();
            button.setAccessibleText(fresh ? words.of("tab.news", name) : name);
            if (counted) {
                count.setText(Integer.toString(waiting));
                Parts.pseudo(count, "fresh", fresh);
                button.setGraphic(count);
            } else {
                button.setGraphic(fresh ? Objects.requireNonNull(dots.get(tab)) : null);
            }
        }
        Parts.present(Objects.requireNonNull(buttons.get(Tab.CALL)), !wide);
        Parts.present(Objects.requireNonNull(buttons.get(Tab.LOG)), !widest);
    }
}
