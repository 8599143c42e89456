package org.offhook.ui.port;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;

/**
 * What the store knows of a number. Texts that are not known are empty.
 *
 * @param lead whether a lead of the campaign has it
 * @param name of the lead
 * @param listName its list
 * @param lastResult name of the disposition; where none was chosen, the cause of the call's end
 * @param zone where the called party is, when that is known
 * @param doNotCall it is on a do-not-call list that counts here
 * @param callableNow whether the calling hours allow a call
 * @param callableFrom when they allow one next, in the called party's time
 */
public record KnownNumber(
        boolean lead,
        String name,
        String listName,
        String lastResult,
        Optional<Instant> lastCalledAt,
        Optional<ZoneId> zone,
        boolean doNotCall,
        boolean callableNow,
        Optional<LocalTime> callableFrom) {
    @Override
    public String toString() {
        return "KnownNumber[" + lead + "]"; // the customer's data stays out of logs
    }
}
