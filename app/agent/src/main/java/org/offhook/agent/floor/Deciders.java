package org.offhook.agent.floor;

import java.util.List;
import org.offhook.campaign.admin.AdminRights;
import org.offhook.campaign.queue.DialEntry;
import org.offhook.campaign.store.StorePorts;
import org.offhook.campaign.user.Right;

/** Who decides about a number of which nobody knows whether it was dialled: each agent the own ones, who administers campaigns all. */
public final class Deciders {
    private Deciders() {}

    /** Whether everybody's wait for this user's word. */
    public static boolean decidesAll(StorePorts ports, String agent) {
        return ports.users()
                .find(agent)
                .filter(user -> AdminRights.mayModify(user, Right.MODIFY_CAMPAIGNS))
                .isPresent();
    }

    /** Those of the queue that wait for this user's word, oldest first. */
    public static List<DialEntry> dials(StorePorts ports, String agent) {
        return decidesAll(ports, agent)
                ? ports.dialQueue().inDoubt()
                : ports.dialQueue().inDoubt(agent);
    }
}
