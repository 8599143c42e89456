package org.offhook.agent;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.offhook.core.call.CallEnd;
import org.offhook.core.call.CallId;

/**
 * The time after a call, in which its result is noted.
 *
 * @param who name of the far end, or its number
 * @param until when it is over; absent once it is over and a result is still wanted
 * @param forced a result must be chosen
 * @param draft what has been noted; kept durably at each change
 */
public record WrapUpView(
        CallId call,
        String who,
        Duration talked,
        CallEnd end,
        Optional<Instant> until,
        boolean forced,
        Draft draft,
        Saving saving) {

    /** How far the saving is. */
    public enum Saving {
        OPEN,
        /** The store has been asked. */
        SAVING,
        /** The store refused or did not answer; everything noted is kept here. */
        FAILED
    }

    @Override
    public String toString() {
        return "WrapUpView[" + call + " " + saving + "]";
    }
}
