package org.offhook.ui.admin;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.scene.control.CheckBox;
import javafx.scene.control.TextField;
import org.offhook.campaign.admin.AdminKind;
import org.offhook.campaign.admin.Administration;
import org.offhook.campaign.admin.EntryFault;
import org.offhook.campaign.admin.EntryRules;
import org.offhook.campaign.user.UserGroup;
import org.offhook.ui.admin.Choices.Choice;
import org.offhook.ui.text.Words;

/** User groups. */
record GroupKind(Words words) implements EntryKind<UserGroup> {
    @Override
    public AdminKind kind() {
        return AdminKind.GROUP;
    }

    @Override
    public List<UserGroup> read(Administration administration) {
        return administration.users().groups();
    }

    @Override
    public Row row(UserGroup group) {
        String campaigns = group.campaigns().isEmpty()
                ? words.of("admin.campaign.all")
                : String.join(", ", group.campaigns().stream().sorted().toList());
        return new Row(group.id(), words.of("admin.two", group.name(), campaigns), "");
    }

    @Override
    public List<EntryFault> faults(UserGroup group) {
        return EntryRules.of(group);
    }

    @Override
    public void save(Administration administration, Optional<UserGroup> before, UserGroup after) {
        before.ifPresentOrElse(
                old -> administration.users().changeGroup(old, after),
                () -> administration.users().addGroup(after));
    }

    @Override
    public EntryForm<UserGroup> form(Optional<UserGroup> before, Choices choices, FormFields fields) {
        TextField id = fields.id("admin.group.id", before.map(UserGroup::id), EntryFault.GROUP_ID);
        TextField name =
                fields.text("admin.group.name", before.map(UserGroup::name).orElse(""), EntryFault.NAME);
        List<Choice> all = choices.ofCampaigns("").stream()
                .filter(choice -> !choice.value().isEmpty())
                .toList();
        Map<String, CheckBox> campaigns = fields.checks(
                "admin.group.campaigns", all, before.map(UserGroup::campaigns).orElse(java.util.Set.of()));
        return () ->
                Optional.of(new UserGroup(id.getText().strip(), name.getText().strip(), FormFields.chosen(campaigns)));
    }
}
