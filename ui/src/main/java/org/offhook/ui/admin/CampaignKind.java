package org.offhook.ui.admin;

import java.util.List;
import java.util.Optional;
import org.offhook.campaign.admin.AdminKind;
import org.offhook.campaign.admin.Administration;
import org.offhook.campaign.admin.EntryFault;
import org.offhook.campaign.admin.EntryRules;
import org.offhook.campaign.setup.Campaign;
import org.offhook.ui.text.Words;

/** Campaigns. */
record CampaignKind(Words words) implements EntryKind<Campaign> {
    @Override
    public AdminKind kind() {
        return AdminKind.CAMPAIGN;
    }

    @Override
    public List<Campaign> read(Administration administration) {
        return administration.campaigns();
    }

    @Override
    public Row row(Campaign campaign) {
        String second = campaign.country().isEmpty()
                ? campaign.name()
                : words.of("admin.two", campaign.name(), campaign.country());
        return new Row(campaign.id(), second, campaign.active() ? "" : words.of("admin.off"));
    }

    @Override
    public List<EntryFault> faults(Campaign campaign) {
        return EntryRules.of(campaign);
    }

    @Override
    public void save(Administration administration, Optional<Campaign> before, Campaign after) {
        before.ifPresentOrElse(
                old -> administration.setup().change(old, after),
                () -> administration.setup().add(after));
    }

    @Override
    public Optional<Ending<Campaign>> ending(Campaign campaign) {
        return Optional.of(new Ending.Switch<>(campaign.withActive(!campaign.active()), !campaign.active()));
    }

    @Override
    public EntryForm<Campaign> form(Optional<Campaign> before, Choices choices, FormFields fields) {
        return new CampaignForm(before, choices, fields, words);
    }
}
