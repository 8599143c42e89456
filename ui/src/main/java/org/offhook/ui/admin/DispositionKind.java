package org.offhook.ui.admin;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextField;
import org.offhook.campaign.admin.AdminKind;
import org.offhook.campaign.admin.Administration;
import org.offhook.campaign.admin.ChangeRefused.Reason;
import org.offhook.campaign.admin.EntryFault;
import org.offhook.campaign.admin.EntryRules;
import org.offhook.campaign.setup.Disposition;
import org.offhook.campaign.setup.Disposition.Meaning;
import org.offhook.ui.admin.Choices.Choice;
import org.offhook.ui.text.Words;

/** Dispositions, of a campaign or of all. */
record DispositionKind(Words words) implements EntryKind<Disposition> {
    @Override
    public AdminKind kind() {
        return AdminKind.DISPOSITION;
    }

    @Override
    public List<Disposition> read(Administration administration) {
        return administration.setup().dispositions();
    }

    @Override
    public Row row(Disposition one) {
        String campaign = one.campaign().isEmpty() ? words.of("admin.campaign.all") : one.campaign();
        return new Row(one.code(), words.of("admin.two", one.name(), campaign), one.hotkey());
    }

    @Override
    public List<EntryFault> faults(Disposition one) {
        return EntryRules.of(one);
    }

    @Override
    public void save(Administration administration, Optional<Disposition> before, Disposition after) {
        before.ifPresentOrElse(
                old -> administration.setup().change(old, after),
                () -> administration.setup().add(after));
    }

    @Override
    public Optional<Ending<Disposition>> ending(Disposition one) {
        return Optional.of(new Ending.Loss<>(
                words.of("admin.remove"),
                words.of("admin.disposition.remove", one.code()),
                (administration, gone) -> administration.setup().remove(gone)));
    }

    @Override
    public EntryForm<Disposition> form(Optional<Disposition> before, Choices choices, FormFields fields) {
        Disposition old = before.orElseGet(() -> new Disposition("", "", "", "", Set.of()));
        TextField code =
                fields.id("admin.disposition.code", before.map(Disposition::code), EntryFault.DISPOSITION_CODE);
        ComboBox<Choice> campaign = fields.choice(
                "admin.disposition.campaign", choices.ofCampaigns(words.of("admin.campaign.all")), old.campaign());
        campaign.setDisable(before.isPresent());
        fields.refusedAt(campaign, Reason.NO_SUCH_CAMPAIGN);
        TextField name = fields.text("admin.disposition.name", old.name(), EntryFault.NAME);
        TextField hotkey = fields.code("admin.disposition.hotkey", old.hotkey(), EntryFault.HOTKEY);
        Map<String, CheckBox> meanings = fields.checks(
                "admin.disposition.meanings",
                Choices.of(Meaning.class, "admin.meaning.", words),
                old.meanings().stream().map(Meaning::name).collect(Collectors.toSet()));
        return () -> Optional.of(new Disposition(
                FormFields.value(campaign),
                code.getText().strip(),
                name.getText().strip(),
                hotkey.getText().strip(),
                FormFields.chosen(meanings).stream().map(Meaning::valueOf).collect(Collectors.toSet())));
    }
}
