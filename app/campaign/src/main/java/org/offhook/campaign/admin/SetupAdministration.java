package org.offhook.campaign.admin;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.offhook.campaign.admin.AuditPort.Action;
import org.offhook.campaign.admin.ChangeRefused.Reason;
import org.offhook.campaign.setup.Campaign;
import org.offhook.campaign.setup.Disposition;
import org.offhook.campaign.setup.GroupAlias;
import org.offhook.campaign.setup.PauseCode;
import org.offhook.campaign.store.StorePorts;

/** Campaigns, pause codes, dispositions, group aliases. */
public final class SetupAdministration {
    private final Administration admin;

    SetupAdministration(Administration admin) {
        this.admin = admin;
    }

    // ---- campaigns

    public void add(Campaign campaign) {
        Administration.valid(EntryRules.of(campaign));
        admin.change(AdminKind.CAMPAIGN, Action.ADD, campaign.id(), (ports, _) -> {
            ChangeRefused.unless(ports.setup().campaign(campaign.id()).isEmpty(), Reason.TAKEN);
            return put(ports, campaign);
        });
    }

    /** @param before as it was read */
    public void change(Campaign before, Campaign after) {
        Administration.valid(EntryRules.fresh(EntryRules.of(before), EntryRules.of(after)));
        admin.change(AdminKind.CAMPAIGN, Action.CHANGE, before.id(), (ports, _) -> {
            Administration.unchanged(ports.setup().campaign(before.id()), before);
            return put(ports, after);
        });
    }

    private static Campaign put(StorePorts ports, Campaign campaign) {
        ChangeRefused.unless(ports.lists().find(campaign.manualDialList()).isPresent(), Reason.NO_SUCH_LIST);
        ports.setup().putCampaign(campaign);
        return campaign;
    }

    // ---- pause codes

    /** Of all campaigns: the general ones first, then campaign by campaign. */
    public List<PauseCode> pauseCodes() {
        return ofAllCampaigns((ports, campaign) -> ports.setup().pauseCodes(campaign).stream()
                .filter(code -> code.campaign().equals(campaign))
                .toList());
    }

    public void add(PauseCode code) {
        Administration.valid(EntryRules.of(code));
        admin.change(AdminKind.PAUSE_CODE, Action.ADD, id(code.campaign(), code.code()), (ports, _) -> {
            ChangeRefused.unless(find(ports, code).isEmpty(), Reason.TAKEN);
            return put(ports, code);
        });
    }

    /** @param before as it was read */
    public void change(PauseCode before, PauseCode after) {
        Administration.valid(EntryRules.fresh(EntryRules.of(before), EntryRules.of(after)));
        admin.change(AdminKind.PAUSE_CODE, Action.CHANGE, id(before.campaign(), before.code()), (ports, _) -> {
            Administration.unchanged(find(ports, before), before);
            return put(ports, after);
        });
    }

    public void remove(PauseCode code) {
        admin.change(AdminKind.PAUSE_CODE, Action.REMOVE, id(code.campaign(), code.code()), (ports, _) -> {
            ChangeRefused.unless(ports.setup().removePauseCode(code.campaign(), code.code()), Reason.GONE);
            return code;
        });
    }

    private static Optional<PauseCode> find(StorePorts ports, PauseCode code) {
        return ports.setup().pauseCodes(code.campaign()).stream()
                .filter(one -> one.code().equals(code.code()) && one.campaign().equals(code.campaign()))
                .findFirst();
    }

    private static PauseCode put(StorePorts ports, PauseCode code) {
        Administration.campaignExists(ports, code.campaign());
        ports.setup().putPauseCode(code);
        return code;
    }

    // ---- dispositions

    /** Of all campaigns: the general ones first, then campaign by campaign. */
    public List<Disposition> dispositions() {
        return ofAllCampaigns((ports, campaign) -> ports.setup().dispositions(campaign).stream()
                .filter(one -> one.campaign().equals(campaign))
                .toList());
    }

    public void add(Disposition disposition) {
        Administration.valid(EntryRules.of(disposition));
        String id = id(disposition.campaign(), disposition.code());
        admin.change(AdminKind.DISPOSITION, Action.ADD, id, (ports, _) -> {
            ChangeRefused.unless(find(ports, disposition).isEmpty(), Reason.TAKEN);
            return put(ports, disposition);
        });
    }

    /** @param before as it was read */
    public void change(Disposition before, Disposition after) {
        Administration.valid(EntryRules.fresh(EntryRules.of(before), EntryRules.of(after)));
        String id = id(before.campaign(), before.code());
        admin.change(AdminKind.DISPOSITION, Action.CHANGE, id, (ports, _) -> {
            Administration.unchanged(find(ports, before), before);
            return put(ports, after);
        });
    }

    /** Offers it no more; leads and log keep it. */
    public void remove(Disposition disposition) {
        String id = id(disposition.campaign(), disposition.code());
        admin.change(AdminKind.DISPOSITION, Action.REMOVE, id, (ports, _) -> {
            boolean removed = ports.setup().removeDisposition(disposition.campaign(), disposition.code());
            ChangeRefused.unless(removed, Reason.GONE);
            return disposition;
        });
    }

    private static Optional<Disposition> find(StorePorts ports, Disposition disposition) {
        return ports.setup().dispositions(disposition.campaign()).stream()
                .filter(one ->
                        one.code().equals(disposition.code()) && one.campaign().equals(disposition.campaign()))
                .findFirst();
    }

    private static Disposition put(StorePorts ports, Disposition disposition) {
        Administration.campaignExists(ports, disposition.campaign());
        ports.setup().putDisposition(disposition);
        return disposition;
    }

    // ---- group aliases

    public List<GroupAlias> aliases() {
        return admin.read(ports -> ports.setup().groupAliases());
    }

    public void add(GroupAlias alias) {
        Administration.valid(EntryRules.of(alias));
        admin.change(AdminKind.ALIAS, Action.ADD, alias.id(), (ports, _) -> {
            ChangeRefused.unless(ports.setup().groupAlias(alias.id()).isEmpty(), Reason.TAKEN);
            ports.setup().putGroupAlias(alias);
            return alias;
        });
    }

    /** @param before as it was read */
    public void change(GroupAlias before, GroupAlias after) {
        Administration.valid(EntryRules.fresh(EntryRules.of(before), EntryRules.of(after)));
        admin.change(AdminKind.ALIAS, Action.CHANGE, before.id(), (ports, _) -> {
            Administration.unchanged(ports.setup().groupAlias(before.id()), before);
            ports.setup().putGroupAlias(after);
            return after;
        });
    }

    private <T> List<T> ofAllCampaigns(BiFunction<StorePorts, String, List<T>> own) {
        return admin.read(ports -> {
            List<T> all = new ArrayList<>(own.apply(ports, ""));
            ports.setup().campaigns().forEach(campaign -> all.addAll(own.apply(ports, campaign.id())));
            return List.copyOf(all);
        });
    }

    /** What an audit line calls it. */
    private static String id(String campaign, String code) {
        return campaign.isEmpty() ? code : campaign + "/" + code;
    }
}
