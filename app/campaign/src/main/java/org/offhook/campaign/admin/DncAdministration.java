package org.offhook.campaign.admin;

import java.util.List;
import java.util.function.Function;
import org.offhook.campaign.admin.AuditPort.Action;
import org.offhook.campaign.transfer.NumberLines;

/** Numbers that must not be called. */
public final class DncAdministration {
    private final Administration admin;

    DncAdministration(Administration admin) {
        this.admin = admin;
    }

    /**
     * Numbers of a list in order.
     *
     * @param campaign empty for the list of all campaigns
     * @param after those up to this one are left out; empty for none
     */
    public List<String> page(String campaign, String after, int most) {
        return admin.read(AdminKind.DNC, ports -> ports.dnc().page(campaign, after, most));
    }

    /** Never call these; national numbers are read by the campaign's country. */
    public NumberLines.Result add(String campaign, List<String> lines) {
        return each(campaign, lines, Action.ADD, run -> admin.store().dnc().add(campaign, run));
    }

    /** Calls to these are allowed again. */
    public NumberLines.Result remove(String campaign, List<String> lines) {
        return each(campaign, lines, Action.REMOVE, run -> admin.store().dnc().remove(campaign, run));
    }

    private NumberLines.Result each(
            String campaign, List<String> lines, Action action, Function<List<String>, Integer> work) {
        NumberLines numbers = admin.read(AdminKind.DNC, ports -> {
            Administration.campaignExists(ports, campaign);
            return NumberLines.of(ports.setup().campaign(campaign), java.util.Optional.empty());
        });
        NumberLines.Result result = numbers.each(lines.iterator(), work);
        admin.changed(AdminKind.DNC, action, result.changed() + (campaign.isEmpty() ? "" : " in " + campaign));
        return result;
    }
}
