package org.offhook.ui.admin;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextField;
import org.offhook.campaign.admin.AdminKind;
import org.offhook.campaign.admin.Administration;
import org.offhook.campaign.admin.ChangeRefused.Reason;
import org.offhook.campaign.admin.EntryFault;
import org.offhook.campaign.admin.EntryRules;
import org.offhook.campaign.setup.PauseCode;
import org.offhook.ui.admin.Choices.Choice;
import org.offhook.ui.fx.Switch;
import org.offhook.ui.text.Words;

/** Pause codes, of a campaign or of all. */
record PauseCodeKind(Words words) implements EntryKind<PauseCode> {
    @Override
    public AdminKind kind() {
        return AdminKind.PAUSE_CODE;
    }

    @Override
    public List<PauseCode> read(Administration administration) {
        return administration.setup().pauseCodes();
    }

    @Override
    public Row row(PauseCode code) {
        String campaign = code.campaign().isEmpty() ? words.of("admin.campaign.all") : code.campaign();
        long limit = code.limit().toMinutes();
        return new Row(
                code.code(),
                words.of("admin.two", code.name(), campaign),
                limit == 0 ? "" : words.of("admin.pauseCode.minutes", limit));
    }

    @Override
    public List<EntryFault> faults(PauseCode code) {
        return EntryRules.of(code);
    }

    @Override
    public void save(Administration administration, Optional<PauseCode> before, PauseCode after) {
        before.ifPresentOrElse(
                old -> administration.setup().change(old, after),
                () -> administration.setup().add(after));
    }

    @Override
    public Optional<Ending<PauseCode>> ending(PauseCode code) {
        return Optional.of(new Ending.Loss<>(
                words.of("admin.remove"),
                words.of("admin.pauseCode.remove", code.code()),
                (administration, gone) -> administration.setup().remove(gone)));
    }

    @Override
    public EntryForm<PauseCode> form(Optional<PauseCode> before, Choices choices, FormFields fields) {
        PauseCode old = before.orElseGet(() -> new PauseCode("", "", "", false, Duration.ZERO));
        TextField code = fields.id("admin.pauseCode.code", before.map(PauseCode::code), EntryFault.PAUSE_CODE);
        ComboBox<Choice> campaign = fields.choice(
                "admin.pauseCode.campaign", choices.ofCampaigns(words.of("admin.campaign.all")), old.campaign());
        campaign.setDisable(before.isPresent());
        fields.refusedAt(campaign, Reason.NO_SUCH_CAMPAIGN);
        TextField name = fields.text("admin.pauseCode.name", old.name(), EntryFault.NAME);
        TextField limit =
                fields.code("admin.pauseCode.limit", Long.toString(old.limit().toMinutes()), EntryFault.PAUSE_LIMIT);
        Switch onBreak = fields.toggle("admin.pauseCode.break", old.onBreak());
        return () -> fields.number(limit, EntryFault.PAUSE_LIMIT)
                .map(minutes -> new PauseCode(
                        FormFields.value(campaign),
                        code.getText().strip(),
                        name.getText().strip(),
                        onBreak.isSelected(),
                        Duration.ofMinutes(Math.min(minutes, 100_000))));
    }
}
