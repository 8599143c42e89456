package org.offhook.ui.admin;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.offhook.campaign.admin.Administration;
import org.offhook.ui.admin.EntryKind.Row;
import org.offhook.ui.model.DockView;

/** Everything of one kind; a press opens an entry, the dock makes a new one. */
final class EntryListPage<T> extends ListPage<T> {
    private final EntryKind<T> kind;
    private boolean opening;

    EntryListPage(AdminContext admin, EntryKind<T> kind) {
        super(admin, admin.words().of("admin.kind.", kind.kind()));
        this.kind = kind;
        begin();
    }

    @Override
    Function<Administration, List<T>> question() {
        return kind::read;
    }

    @Override
    Row row(T entry) {
        return kind.row(entry);
    }

    @Override
    String emptyText() {
        return words.of("admin.none.", kind.kind());
    }

    @Override
    DockView dock() {
        return opening ? busy(words.of("admin.reading")) : act(words.of("admin.new.", kind.kind()));
    }

    @Override
    void pressed() {
        openForm(Optional.empty());
    }

    @Override
    void opened(T entry) {
        openForm(Optional.of(entry));
    }

    /** With what can be chosen now. */
    private void openForm(Optional<T> entry) {
        if (opening) {
            return;
        }
        opening = true;
        showTrouble("");
        admin.window().navigator().refresh();
        admin.ask(
                Choices::read,
                choices -> {
                    opening = false;
                    open(new EntryPage<>(admin, kind, entry, choices, this::reload));
                },
                thrown -> {
                    opening = false;
                    showTrouble(Troubles.sentence(thrown, words));
                });
    }
}
