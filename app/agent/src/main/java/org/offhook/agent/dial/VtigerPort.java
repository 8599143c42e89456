package org.offhook.agent.dial;

import java.util.Optional;

/** Looks a Vtiger event up, in its database or by HTTP. Blocking; asked before any unit of work begins. */
@FunctionalInterface
public interface VtigerPort {
    /** No Vtiger is configured: no event is known. */
    VtigerPort NONE = _ -> Optional.empty();

    /** @param eventId digits */
    Optional<Activity> activity(String eventId);

    /**
     * A callback of a Vtiger calendar.
     *
     * @param account id of the Vtiger account, kept as the lead's vendor code when the request has none
     */
    record Activity(String phoneNumber, String account) {
        @Override
        public String toString() {
            return "Activity"; // numbers stay out of logs
        }
    }
}
