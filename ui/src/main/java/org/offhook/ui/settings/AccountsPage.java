package org.offhook.ui.settings;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.offhook.agent.AgentSnapshot;
import org.offhook.core.account.AccountId;
import org.offhook.ui.fx.Icon;
import org.offhook.ui.fx.Page;
import org.offhook.ui.fx.Parts;
import org.offhook.ui.fx.WindowContext;
import org.offhook.ui.model.AccountRow;
import org.offhook.ui.model.IconName;

/** The phone's accounts, each with how it stands: the main one, those beside it, and a way to one more. */
public final class AccountsPage extends SettingsSubPage {
    private final VBox root = new VBox();
    private final VBox list = new VBox();
    private final Button add;
    private final Function<AgentSnapshot, Page> mainPage;
    private AgentSnapshot snapshot;
    private List<AccountRow> shown = List.of();

    /** @param mainPage of the main account */
    public AccountsPage(WindowContext context, AgentSnapshot first, Function<AgentSnapshot, Page> mainPage) {
        super(context, "settings.account");
        this.snapshot = first;
        this.mainPage = mainPage;
        list.getStyleClass().addAll("oh-card", "oh-topic-list");
        add = Parts.button(IconName.ADD_CALL, context.words().of("account.add"), "oh-quiet");
        add.setId("account-add");
        add.setMaxWidth(Double.MAX_VALUE);
        add.setOnAction(event -> context.navigator().open(ExtraAccountPage.adding(context, snapshot)));
        Label about = Parts.paragraph(context.words().of("account.about"), "oh-caption");
        root.getStyleClass().addAll("oh-page", "oh-form-page");
        root.getChildren().addAll(list, add, about);
        refill();
    }

    @Override
    public Region node() {
        return root;
    }

    @Override
    public void show(AgentSnapshot now, Instant at) {
        snapshot = now;
        refill();
    }

    private void refill() {
        List<AccountRow> rows = AccountRow.all(snapshot, context.words());
        if (!rows.equals(shown)) {
            shown = rows;
            list.getChildren().setAll(rows.stream().map(this::row).toList());
        }
    }

    private Button row(AccountRow account) {
        Icon mark = new Icon(account.mark(), "oh-account-mark");
        Label word = Parts.label(account.word(), "oh-account-word");
        Label problem = Parts.label(account.problem(), "oh-account-word");
        Parts.present(problem, !account.problem().isEmpty());
        for (Node part : new Node[] {mark, word, problem}) {
            Parts.pseudo(part, "good", account.good());
            Parts.pseudo(part, "trouble", account.trouble());
        }
        var lines = new VBox(Parts.label(account.name(), "oh-strong"), word, problem);
        if (!account.address().isEmpty()) {
            lines.getChildren().add(1, Parts.leftToRight(Parts.label(account.address(), "oh-caption")));
        }
        lines.setAlignment(Pos.CENTER_LEFT);
        lines.setMinWidth(0);
        HBox.setHgrow(lines, Priority.ALWAYS);
        var content = new HBox(mark, lines);
        content.getStyleClass().add("oh-topic-content");
        content.setAlignment(Pos.CENTER_LEFT);
        var row = new Button();
        row.getStyleClass().add("oh-topic");
        row.setGraphic(content);
        row.setMaxWidth(Double.MAX_VALUE);
        row.setAlignment(Pos.CENTER_LEFT);
        row.setId("account-" + account.account().name());
        row.setAccessibleText(context.words().of("row.two", account.name(), account.said(context.words())));
        row.setAccessibleHelp(context.words().of("account.change", account.name()));
        row.setOnAction(event -> open(account.account()));
        return row;
    }

    private void open(AccountId account) {
        if (account.isMain()) {
            context.navigator().open(mainPage.apply(snapshot));
        } else {
            snapshot.phone()
                    .account(account)
                    .ifPresent(view -> context.navigator().open(ExtraAccountPage.changing(context, snapshot, view)));
        }
    }

    @Override
    public Node firstFocus() {
        return list.getChildren().isEmpty() ? add : list.getChildren().getFirst();
    }
}
