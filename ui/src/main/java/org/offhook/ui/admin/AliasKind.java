package org.offhook.ui.admin;

import java.util.List;
import java.util.Optional;
import javafx.scene.control.TextField;
import org.offhook.campaign.admin.AdminKind;
import org.offhook.campaign.admin.Administration;
import org.offhook.campaign.admin.EntryFault;
import org.offhook.campaign.admin.EntryRules;
import org.offhook.campaign.setup.GroupAlias;
import org.offhook.ui.text.Words;

/** Group aliases: caller ids that requests name. */
record AliasKind(Words words) implements EntryKind<GroupAlias> {
    @Override
    public AdminKind kind() {
        return AdminKind.ALIAS;
    }

    @Override
    public List<GroupAlias> read(Administration administration) {
        return administration.setup().aliases();
    }

    @Override
    public Row row(GroupAlias alias) {
        return new Row(
                alias.id(),
                words.of("admin.two", alias.name(), alias.callerIdNumber()),
                alias.active() ? "" : words.of("admin.off"));
    }

    @Override
    public List<EntryFault> faults(GroupAlias alias) {
        return EntryRules.of(alias);
    }

    @Override
    public void save(Administration administration, Optional<GroupAlias> before, GroupAlias after) {
        before.ifPresentOrElse(
                old -> administration.setup().change(old, after),
                () -> administration.setup().add(after));
    }

    @Override
    public Optional<Ending<GroupAlias>> ending(GroupAlias alias) {
        var switched =
                new GroupAlias(alias.id(), alias.name(), alias.callerIdNumber(), alias.callerIdName(), !alias.active());
        return Optional.of(new Ending.Switch<>(switched, switched.active()));
    }

    @Override
    public EntryForm<GroupAlias> form(Optional<GroupAlias> before, Choices choices, FormFields fields) {
        GroupAlias old = before.orElseGet(() -> new GroupAlias("", "", "", "", true));
        TextField id = fields.id("admin.alias.id", before.map(GroupAlias::id), EntryFault.ALIAS_ID);
        TextField name = fields.text("admin.alias.name", old.name(), EntryFault.NAME);
        TextField number = fields.code("admin.alias.number", old.callerIdNumber(), EntryFault.ALIAS_NUMBER);
        TextField caller = fields.text("admin.alias.callerName", old.callerIdName(), EntryFault.CALLER_NAME);
        return () -> Optional.of(new GroupAlias(
                id.getText().strip(),
                name.getText().strip(),
                number.getText().strip(),
                caller.getText().strip(),
                old.active()));
    }
}
