package org.offhook.ui;

import java.util.List;
import java.util.Optional;
import org.offhook.campaign.setup.Campaign;
import org.offhook.campaign.setup.Disposition;
import org.offhook.campaign.setup.GroupAlias;
import org.offhook.campaign.setup.PauseCode;

/** What is set up for campaigns, in a {@link FakeStore}. */
record FakeSetup(FakeStore store) {
    public Optional<Campaign> campaign(String id) {
        return Optional.ofNullable(store.campaigns.get(id));
    }

    public List<Campaign> campaigns() {
        return List.copyOf(store.campaigns.values());
    }

    public void putCampaign(Campaign campaign) {
        store.campaigns.put(campaign.id(), campaign);
    }

    public List<PauseCode> pauseCodes(String campaign) {
        return store.pauseCodes.values().stream()
                .filter(code -> code.campaign().isEmpty() || code.campaign().equals(campaign))
                .toList();
    }

    public void putPauseCode(PauseCode code) {
        store.pauseCodes.put(code.campaign() + "/" + code.code(), code);
    }

    public boolean removePauseCode(String campaign, String code) {
        return store.pauseCodes.remove(campaign + "/" + code) != null;
    }

    public List<Disposition> dispositions(String campaign) {
        return store.dispositions.values().stream()
                .filter(one -> one.campaign().isEmpty() || one.campaign().equals(campaign))
                .toList();
    }

    public void putDisposition(Disposition one) {
        store.dispositions.put(one.campaign() + "/" + one.code(), one);
    }

    public boolean removeDisposition(String campaign, String code) {
        return store.dispositions.remove(campaign + "/" + code) != null;
    }

    public Optional<GroupAlias> groupAlias(String id) {
        return Optional.ofNullable(store.aliases.get(id));
    }

    public List<GroupAlias> groupAliases() {
        return List.copyOf(store.aliases.values());
    }

    public void putGroupAlias(GroupAlias alias) {
        store.aliases.put(alias.id(), alias);
    }
}
