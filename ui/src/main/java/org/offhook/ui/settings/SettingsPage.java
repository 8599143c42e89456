package org.offhook.ui.settings;

import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.application.Platform;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.offhook.agent.AgentSnapshot;
import org.offhook.campaign.user.User;
import org.offhook.ui.fx.Icon;
import org.offhook.ui.fx.Page;
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

    private static final String ADMINISTRATION = "topic-administration";

    private final VBox root = new VBox();
    private final VBox list = new VBox();
    private final Function<User, Page> administration;
    private String lookedUp = "";

    /** @param administration its page for an administrator */
    public SettingsPage(WindowContext context, Consumer<Topic> open, Function<User, Page> administration) {
        super(context, "settings.title");
        this.administration = administration;
        root.getStyleClass().addAll("oh-page", "oh-form-page");
        list.getStyleClass().addAll("oh-card", "oh-topic-list");
        for (Topic topic : Topic.values()) {
            Button row = row(topic.key, topic.secondKey, topic.icon);
            row.setId("topic-" + topic.name().toLowerCase(java.util.Locale.ROOT));
            row.setOnAction(event -> open.accept(topic));
            list.getChildren().add(row);
        }
        root.getChildren().add(list);
    }

    private Button row(String key, String secondKey, IconName icon) {
        var lines = new VBox(
                Parts.label(context.words().of(key), "oh-strong"),
                Parts.label(context.words().of(secondKey), "oh-caption"));
        lines.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(lines, Priority.ALWAYS);
        var content = new HBox(new Icon(icon, "oh-topic-icon"), lines);
        content.getStyleClass().add("oh-topic-content");
        content.setAlignment(Pos.CENTER_LEFT);
        var row = new Button();
        row.getStyleClass().add("oh-topic");
        row.setGraphic(content);
        row.setMaxWidth(Double.MAX_VALUE);
        row.setAlignment(Pos.CENTER_LEFT);
        row.setAccessibleText(context.words().of(key));
        row.setAccessibleHelp(context.words().of(secondKey));
        return row;
    }

    @Override
    public Region node() {
        return root;
    }

    @Override
    public void show(AgentSnapshot snapshot, Instant now) {
        String user = snapshot.agent().userName();
        if (!user.equals(lookedUp)) {
            lookedUp = user;
            list.getChildren().removeIf(row -> ADMINISTRATION.equals(row.getId()));
            context.administration().administrator(user).whenComplete((found, thrown) -> {
                if (thrown == null && found.isPresent()) {
                    Platform.runLater(() -> offer(user, found.get()));
                } // a store that does not answer is told by the banner; there is nothing to administer meanwhile
            });
        }
    }

    /** Before the help, which stays last. */
    private void offer(String user, User administrator) {
        if (user.equals(lookedUp)) {
            Button row = row("admin.title", "admin.second", IconName.SHIELD);
            row.setId(ADMINISTRATION);
            row.setOnAction(event -> context.navigator().open(administration.apply(administrator)));
            list.getChildren().add(list.getChildren().size() - 1, row);
        }
    }

    @Override
    public Node firstFocus() {
        return ((VBox) root.getChildren().getFirst()).getChildren().getFirst();
    }
}
