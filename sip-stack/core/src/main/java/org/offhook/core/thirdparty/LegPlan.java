package org.offhook.core.thirdparty;

import java.util.Optional;

/**
 * Whom a leg calls.
 *
 * @param number string for the request URI's user part, already normalised
 * @param callerId number that the called party is to see; empty for the line's own
 * @param offer whose media the INVITE offers
 */
public record LegPlan(String number, Optional<String> callerId, Offer offer) {
    /** Whose media the INVITE of a leg offers. */
    public enum Offer {
        /** Our own sockets: the party hears our ringback, announcement, or the other party through us. */
        OURS,
        /** None, so that the answer brings the party's own offer, which goes to the other one (RFC 3725 §4.4, flow IV). */
        NONE
    }

    @Override
    public String toString() {
        return "LegPlan[" + number.length() + " keys, " + offer + "]"; // numbers stay out of logs
    }
}
