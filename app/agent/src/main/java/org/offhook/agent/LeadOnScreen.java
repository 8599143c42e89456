package org.offhook.agent;

import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.offhook.core.call.CallId;

/**
 * The lead that the agent looks at. Texts that are not known are empty.
 *
 * @param name first and last name
 * @param number as the lead has it, with its country code
 * @param zone where the called party is, when it is known
 * @param callableNow whether the campaign's calling hours allow a call
 * @param callableFrom when they next allow one, in the called party's time; absent when they do now, or never on this and the next day
 * @param values standard and custom fields, in order of display
 * @param earlier calls to this lead, newest first
 * @param call the one it belongs to
 * @param queueId entry of the manual-dial queue it belongs to
 */
public record LeadOnScreen(
        long leadId,
        String listName,
        String name,
        String number,
        String altNumber,
        String thirdNumber,
        Optional<ZoneId> zone,
        boolean callableNow,
        Optional<LocalTime> callableFrom,
        List<LeadValue> values,
        List<EarlierCall> earlier,
        Showing showing,
        Optional<CallId> call,
        Optional<String> queueId) {

    /** Why it is there. */
    public enum Showing {
        /** To be looked at; dialled or skipped by the agent. */
        PREVIEW,
        /** Its call is up or in wrap-up. */
        CALL,
        /** Its call is over and noted; it stays until another comes. */
        KEPT
    }

    public LeadOnScreen {
        values = List.copyOf(values);
        earlier = List.copyOf(earlier);
    }

    public LeadOnScreen shown(Showing changed, Optional<CallId> itsCall, Optional<String> itsEntry) {
        return new LeadOnScreen(
                leadId,
                listName,
                name,
                number,
                altNumber,
                thirdNumber,
                zone,
                callableNow,
                callableFrom,
                values,
                earlier,
                changed,
                itsCall,
                itsEntry);
    }

    @Override
    public String toString() {
        return "LeadOnScreen[" + leadId + " " + showing + "]"; // the customer's data stays out of logs
    }
}
