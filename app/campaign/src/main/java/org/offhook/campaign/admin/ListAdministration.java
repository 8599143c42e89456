package org.offhook.campaign.admin;

import java.util.List;
import org.offhook.campaign.admin.AuditPort.Action;
import org.offhook.campaign.admin.ChangeRefused.Reason;
import org.offhook.campaign.list.LeadList;

/** Lists of leads and their custom forms. */
public final class ListAdministration {
    private final Administration admin;

    ListAdministration(Administration admin) {
        this.admin = admin;
    }

    /** By id. */
    public List<LeadList> all() {
        return admin.read(ports -> ports.lists().all());
    }

    public void add(LeadList list) {
        Administration.valid(EntryRules.of(list));
        admin.change(AdminKind.LIST, Action.ADD, Long.toString(list.id()), (ports, _) -> {
            Administration.campaignExists(ports, list.campaign());
            ChangeRefused.unless(ports.lists().add(list), Reason.TAKEN);
            return list;
        });
    }

    /** @param before as it was read */
    public void change(LeadList before, LeadList after) {
        Administration.valid(EntryRules.fresh(EntryRules.of(before), EntryRules.of(after)));
        admin.change(AdminKind.LIST, Action.CHANGE, Long.toString(before.id()), (ports, _) -> {
            Administration.unchanged(ports.lists().find(before.id()), before);
            Administration.campaignExists(ports, after.campaign());
            return ports.lists().change(after);
        });
    }
}
