package org.offhook.ui.admin;

import java.util.List;
import java.util.Optional;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextField;
import org.offhook.campaign.admin.AdminKind;
import org.offhook.campaign.admin.Administration;
import org.offhook.campaign.admin.ChangeRefused.Reason;
import org.offhook.campaign.admin.EntryFault;
import org.offhook.campaign.admin.EntryRules;
import org.offhook.campaign.list.CustomField;
import org.offhook.campaign.list.LeadList;
import org.offhook.ui.admin.Choices.Choice;
import org.offhook.ui.text.Words;

/** Lists of leads with their custom forms. */
record ListKind(Words words) implements EntryKind<LeadList> {
    @Override
    public AdminKind kind() {
        return AdminKind.LIST;
    }

    @Override
    public List<LeadList> read(Administration administration) {
        return administration.lists().all();
    }

    @Override
    public Row row(LeadList list) {
        return new Row(
                words.of("admin.two", list.id(), list.name()),
                words.of("admin.list.second", list.campaign(), list.form().size()),
                list.active() ? "" : words.of("admin.off"));
    }

    @Override
    public List<EntryFault> faults(LeadList list) {
        return EntryRules.of(list);
    }

    @Override
    public void save(Administration administration, Optional<LeadList> before, LeadList after) {
        before.ifPresentOrElse(
                old -> administration.lists().change(old, after),
                () -> administration.lists().add(after));
    }

    @Override
    public Optional<Ending<LeadList>> ending(LeadList list) {
        var switched = new LeadList(list.id(), list.name(), list.campaign(), !list.active(), list.form());
        return Optional.of(new Ending.Switch<>(switched, switched.active()));
    }

    @Override
    public String loss(LeadList before, LeadList after) {
        List<String> dropped = EntryRules.dropped(before, after);
        return dropped.isEmpty() ? "" : words.of("admin.list.loss", String.join(", ", dropped));
    }

    @Override
    public EntryForm<LeadList> form(Optional<LeadList> before, Choices choices, FormFields fields) {
        TextField id = fields.id("admin.list.id", before.map(list -> Long.toString(list.id())), EntryFault.LIST_ID);
        TextField name =
                fields.text("admin.list.name", before.map(LeadList::name).orElse(""), EntryFault.LIST_NAME);
        ComboBox<Choice> campaign = fields.choice(
                "admin.list.campaign",
                choices.ofCampaigns(words.of("admin.campaign.none")),
                before.map(LeadList::campaign).orElse(""),
                EntryFault.LIST_CAMPAIGN);
        fields.refusedAt(campaign, Reason.NO_SUCH_CAMPAIGN);
        var editor =
                new ListFormEditor(words, fields, before.map(LeadList::form).orElse(List.of()));
        return () -> {
            Optional<Long> number = fields.number(id, EntryFault.LIST_ID);
            Optional<List<CustomField>> form = editor.entered();
            return number.flatMap(listId -> form.map(custom -> new LeadList(
                    listId,
                    name.getText().strip(),
                    FormFields.value(campaign),
                    before.map(LeadList::active).orElse(true),
                    custom)));
        };
    }
}
