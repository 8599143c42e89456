package org.offhook.campaign.admin;

import java.util.List;
import org.offhook.campaign.admin.AuditPort.Action;
import org.offhook.campaign.admin.ChangeRefused.Reason;
import org.offhook.campaign.schedule.FutureCall;

/** Calls that are made later. */
public final class ScheduleAdministration {
    private final Administration admin;

    ScheduleAdministration(Administration admin) {
        this.admin = admin;
    }

    /** By time. Only those that can still happen or wait for a person, unless {@code all}. */
    public List<FutureCall> of(String organisation, boolean all) {
        return admin.read(AdminKind.FUTURE_CALL, ports -> ports.futureCalls().of(organisation, all));
    }

    /** Does not make a call that still waits. */
    public void cancel(long id) {
        admin.change(AdminKind.FUTURE_CALL, Action.REMOVE, Long.toString(id), (ports, _) -> {
            ChangeRefused.unless(ports.futureCalls().find(id).isPresent(), Reason.GONE);
            ChangeRefused.unless(ports.futureCalls().cancel(id), Reason.NO_LONGER_WAITS);
            return id;
        });
    }
}
