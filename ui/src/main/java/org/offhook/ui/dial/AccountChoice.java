package org.offhook.ui.dial;

import java.util.List;
import javafx.scene.control.ComboBox;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import org.offhook.agent.AgentSnapshot;
import org.offhook.core.account.AccountId;
import org.offhook.ui.fx.Parts;
import org.offhook.ui.fx.WindowContext;
import org.offhook.ui.model.AccountRow;
import org.offhook.ui.text.Words;

/** Over which account the number goes; not there while there is only one. What was chosen stays until something else is. */
final class AccountChoice extends HBox {
    private final Words words;
    private final ComboBox<AccountRow> box = new ComboBox<>();
    private List<AccountRow> shown = List.of();
    private AccountId chosen = AccountId.MAIN;
    /** The list changes by itself, and nobody chooses. */
    private boolean filling;

    /** @param changed after another account was chosen */
    AccountChoice(WindowContext context, Runnable changed) {
        this.words = context.words();
        getStyleClass().add("oh-account-choice");
        box.getStyleClass().add("oh-combo");
        box.setId("dial-account");
        box.setMaxWidth(Double.MAX_VALUE);
        box.setAccessibleText(words.of("account.choice"));
        box.setConverter(new RowText());
        box.setOnAction(event -> {
            AccountRow row = box.getValue();
            if (!filling && row != null && !row.account().equals(chosen)) {
                chosen = row.account();
                changed.run();
            }
        });
        HBox.setHgrow(box, Priority.ALWAYS);
        getChildren().add(box);
        Parts.present(this, false);
    }

    AccountId chosen() {
        return chosen;
    }

    void show(AgentSnapshot snapshot) {
        List<AccountRow> rows = snapshot.phone().accounts().isEmpty() ? List.of() : AccountRow.all(snapshot, words);
        if (rows.equals(shown)) {
            return;
        }
        shown = rows;
        Parts.present(this, !rows.isEmpty());
        AccountId wanted = chosen;
        if (rows.stream().noneMatch(row -> row.account().equals(wanted))) {
            chosen = AccountId.MAIN; // it was removed
        }
        AccountId kept = chosen;
        filling = true;
        box.getItems().setAll(rows);
        rows.stream().filter(row -> row.account().equals(kept)).findFirst().ifPresent(box::setValue);
        filling = false;
    }

    /** "Main · 2101", "branch · Not registered". */
    private final class RowText extends StringConverter<AccountRow> {
        @Override
        public String toString(@Nullable AccountRow row) {
            if (row == null) {
                return "";
            }
            return words.of("state.second.join", row.name(), row.good() ? row.address() : row.word());
        }

        @Override
        public AccountRow fromString(String text) {
            throw new UnsupportedOperationException("the list is not editable");
        }
    }
}
