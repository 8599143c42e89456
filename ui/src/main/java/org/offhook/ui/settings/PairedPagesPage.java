package org.offhook.ui.settings;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.offhook.agent.AgentCommand;
import org.offhook.agent.AgentSnapshot;
import org.offhook.agent.PairedOrigin;
import org.offhook.ui.fx.Icon;
import org.offhook.ui.fx.Parts;
import org.offhook.ui.fx.WindowContext;
import org.offhook.ui.model.IconName;
import org.offhook.ui.text.TimeText;

/** Which pages may use the phone, and taking it back from them. */
public final class PairedPagesPage extends SettingsSubPage {
    private final VBox root = new VBox();
    private final VBox list = new VBox();
    private final Label empty;
    private List<PairedOrigin> shown = List.of();

    public PairedPagesPage(WindowContext context) {
        super(context, "settings.pages");
        empty = Parts.paragraph(context.words().of("settings.pages.empty"), "oh-empty");
        list.getStyleClass().addAll("oh-card", "oh-topic-list");
        root.getStyleClass().addAll("oh-page", "oh-form-page");
        root.getChildren().addAll(empty, list);
        Parts.present(list, false);
    }

    @Override
    public Region node() {
        return root;
    }

    @Override
    public void show(AgentSnapshot snapshot, Instant now) {
        List<PairedOrigin> origins = snapshot.pairedOrigins();
        if (origins.equals(shown)) {
            return;
        }
        shown = origins;
        LocalDate today = now.atZone(context.zone()).toLocalDate();
        list.getChildren().clear();
        for (PairedOrigin origin : origins) {
            list.getChildren().add(row(origin, today));
        }
        Parts.present(empty, origins.isEmpty());
        Parts.present(list, !origins.isEmpty());
    }

    private HBox row(PairedOrigin origin, LocalDate today) {
        String may = origin.scopes().stream()
                .sorted()
                .map(scope -> context.words().of("pairing.scope.", scope))
                .collect(Collectors.joining(" · "));
        String since = TimeText.day(origin.since().atZone(context.zone()).toLocalDate(), today, context.words());
        var lines = new VBox(
                Parts.leftToRight(Parts.paragraph(origin.origin(), "oh-strong")),
                Parts.paragraph(may, "oh-caption"),
                Parts.label(
                        origin.byAdministrator()
                                ? context.words().of("settings.pages.locked")
                                : context.words().of("settings.pages.since", since),
                        "oh-caption"));
        lines.setMinWidth(0);
        HBox.setHgrow(lines, Priority.ALWAYS);
        var row = new HBox(lines);
        row.getStyleClass().add("oh-origin-row");
        row.setAlignment(Pos.CENTER_LEFT);
        if (origin.byAdministrator()) {
            row.getChildren().add(new Icon(IconName.LOCK, "oh-topic-icon"));
        } else {
            Button revoke = Parts.button(context.words().of("settings.pages.revoke"), "oh-quiet");
            revoke.setAccessibleText(context.words().of("settings.pages.revoke.name", origin.origin()));
            revoke.setOnAction(event -> context.door().ask(new AgentCommand.RevokePairing(origin.origin())));
            row.getChildren().add(revoke);
        }
        return row;
    }
}
