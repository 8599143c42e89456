package org.offhook.ui.admin;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.offhook.campaign.admin.AdminKind;
import org.offhook.campaign.admin.AdminRights;
import org.offhook.campaign.admin.AdministrationPort;
import org.offhook.campaign.user.User;
import org.offhook.ui.fx.Icon;
import org.offhook.ui.fx.Page;
import org.offhook.ui.fx.Parts;
import org.offhook.ui.fx.WindowContext;
import org.offhook.ui.model.IconName;

/** What an administrator can set up: a row for each kind they have the right for. */
public final class AdministrationPage extends AdminSubPage {
    private final List<Button> rows = new ArrayList<>();
    private @Nullable ImportPage importing;

    /** @param administrator as the store knows them now */
    public AdministrationPage(WindowContext context, AdministrationPort port, User administrator) {
        super(new AdminContext(context, port, administrator), context.words().of("admin.title"));
        root.getStyleClass().add("oh-form-page");
        var list = new VBox();
        list.getStyleClass().addAll("oh-card", "oh-topic-list");
        for (AdminKind kind : AdminKind.values()) {
            if (may(kind)) {
                Button row = row(kind);
                rows.add(row);
                list.getChildren().add(row);
            }
        }
        if (!rows.isEmpty()) {
            add(list);
        }
        String without = Arrays.stream(AdminKind.values())
                .filter(kind -> !may(kind))
                .map(kind -> words.of("admin.kind.", kind))
                .collect(Collectors.joining(", "));
        if (!without.isEmpty()) {
            add(Parts.paragraph(words.of("admin.without", without), "oh-caption"));
        }
    }

    private boolean may(AdminKind kind) {
        return AdminRights.mayModify(admin.administrator(), kind.right());
    }

    private Button row(AdminKind kind) {
        String name = words.of("admin.kind.", kind);
        String more = words.of("admin.about.", kind);
        var second = Parts.label(more, "oh-caption");
        var lines = new VBox(Parts.label(name, "oh-strong"), second);
        lines.setAlignment(Pos.CENTER_LEFT);
        lines.setMinWidth(0);
        HBox.setHgrow(lines, Priority.ALWAYS);
        var content = new HBox(new Icon(icon(kind), "oh-topic-icon"), lines);
        content.getStyleClass().add("oh-topic-content");
        content.setAlignment(Pos.CENTER_LEFT);
        var row = new Button();
        row.getStyleClass().add("oh-topic");
        row.setId("admin-" + kind.name().toLowerCase(Locale.ROOT));
        row.setGraphic(content);
        row.setMaxWidth(Double.MAX_VALUE);
        row.setAlignment(Pos.CENTER_LEFT);
        row.setAccessibleText(name);
        row.setAccessibleHelp(more);
        row.setOnAction(event -> open(page(kind)));
        return row;
    }

    private static IconName icon(AdminKind kind) {
        return switch (kind) {
            case USER -> IconName.HEADSET;
            case GROUP -> IconName.SHIELD;
            case CAMPAIGN -> IconName.RINGING;
            case LIST -> IconName.CALL_MADE;
            case PAUSE_CODE -> IconName.PAUSE;
            case DISPOSITION -> IconName.CHECK_CIRCLE;
            case DNC -> IconName.CALL_END;
            case ALIAS -> IconName.CALL;
            case TOKEN -> IconName.LOCK;
            case FUTURE_CALL -> IconName.CLOCK;
            case IMPORT -> IconName.CALL_RECEIVED;
            case EXPORT -> IconName.PASTE;
        };
    }

    private Page page(AdminKind kind) {
        return switch (kind) {
            case USER -> new EntryListPage<>(admin, new UserKind(admin));
            case GROUP -> new EntryListPage<>(admin, new GroupKind(words));
            case CAMPAIGN -> new EntryListPage<>(admin, new CampaignKind(words));
            case LIST -> new EntryListPage<>(admin, new ListKind(words));
            case PAUSE_CODE -> new EntryListPage<>(admin, new PauseCodeKind(words));
            case DISPOSITION -> new EntryListPage<>(admin, new DispositionKind(words));
            case DNC -> new DncPage(admin);
            case ALIAS -> new EntryListPage<>(admin, new AliasKind(words));
            case TOKEN -> new EntryListPage<>(admin, new TokenKind(admin));
            case FUTURE_CALL -> new SchedulePage(admin);
            case IMPORT -> {
                ImportPage kept = importing;
                ImportPage page = kept != null && kept.running() ? kept : new ImportPage(admin);
                importing = page;
                yield page;
            }
            case EXPORT -> new ExportPage(admin);
        };
    }

    /** Whether leads are being imported for this user, so that these pages are to be kept. */
    public boolean worksFor(User user) {
        ImportPage page = importing;
        return page != null && page.running() && admin.administrator().equals(user);
    }

    @Override
    public @Nullable Node firstFocus() {
        return rows.isEmpty() ? null : rows.getFirst();
    }
}
