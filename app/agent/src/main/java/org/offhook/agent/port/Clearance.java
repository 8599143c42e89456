package org.offhook.agent.port;

import java.util.Optional;
import org.offhook.agent.LeadOnScreen;
import org.offhook.core.error.ErrorCode;

/** What the campaign says to a number that is to be dialled. */
public sealed interface Clearance {
    /** The lead it belongs to; absent for feature codes. */
    Optional<LeadOnScreen> lead();

    /** @param number as it goes to the exchange */
    record Free(String number, Optional<LeadOnScreen> lead) implements Clearance {
        @Override
        public String toString() {
            return "Free"; // numbers stay out of logs
        }
    }

    /** Not dialled; the call log says why. */
    record Barred(ErrorCode error, Optional<LeadOnScreen> lead) implements Clearance {}
}
