package org.offhook.ui.settings;

import java.time.Instant;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.offhook.agent.AgentSnapshot;
import org.offhook.ui.fx.Icon;
import org.offhook.ui.fx.Parts;
import org.offhook.ui.fx.WindowContext;
import org.offhook.ui.model.IconName;

/** The list of the settings' pages. */
public final class SettingsPage extends SettingsSubPage {
    /** What can be set. */
    public enum Topic {
        ACCOUNT("settings.account", "settings.account.second", IconName.CALL),
        AUDIO("settings.audio", "settings.audio.second", IconName.HEADSET),
        PAGES("settings.pages", "settings.pages.second", IconName.LINK),
        LOOK("settings.look", "settings.look.second", IconName.SHOW),
        HELP("help.title", "help.second", IconName.HELP);

        private final String key;
        private final String secondKey;
        private final IconName icon;

        Topic(String key, String secondKey, IconName icon) {
            this.key = key;
            this.secondKey = secondKey;
            this.icon = icon;
        }

        public String key() {
            return key;
        }
    }

    private final VBox root = new VBox();

    public SettingsPage(WindowContext context, Consumer<Topic> open) {
        super(context, "settings.title");
        root.getStyleClass().addAll("oh-page", "oh-form-page");
        var list = new VBox();
        list.getStyleClass().addAll("oh-card", "oh-topic-list");
        for (Topic topic : Topic.values()) {
            list.getChildren().add(row(context, topic, open));
        }
        root.getChildren().add(list);
    }

    private static Button row(WindowContext context, Topic topic, Consumer<Topic> open) {
        var lines = new VBox(
                Parts.label(context.words().of(topic.key), "oh-strong"),
                Parts.label(context.words().of(topic.secondKey), "oh-caption"));
        lines.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(lines, Priority.ALWAYS);
        var content = new HBox(new Icon(topic.icon, "oh-topic-icon"), lines);
        content.getStyleClass().add("oh-topic-content");
        content.setAlignment(Pos.CENTER_LEFT);
        var row = new Button();
        row.getStyleClass().add("oh-topic");
        row.setId("topic-" + topic.name().toLowerCase(java.util.Locale.ROOT));
        row.setGraphic(content);
        row.setMaxWidth(Double.MAX_VALUE);
        row.setAlignment(Pos.CENTER_LEFT);
        row.setAccessibleText(context.words().of(topic.key));
        row.setAccessibleHelp(context.words().of(topic.secondKey));
        row.setOnAction(event -> open.accept(topic));
        return row;
    }

    @Override
    public Region node() {
        return root;
    }

    @Override
    public void show(AgentSnapshot snapshot, Instant now) {}

    @Override
    public Node firstFocus() {
        return ((VBox) root.getChildren().getFirst()).getChildren().getFirst();
    }
}
