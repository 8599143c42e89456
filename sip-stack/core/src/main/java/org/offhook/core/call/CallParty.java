package org.offhook.core.call;

/**
 * The far end of a call as far as it is known.
 *
 * @param number dialled or presented number or user part; empty when withheld
 * @param name display name, or empty
 */
public record CallParty(String number, String name) {
    public static final CallParty UNKNOWN = new CallParty("", "");

    /** A customer's number stays out of logs: prints its length only. */
    @Override
    public String toString() {
        return "CallParty[" + number.length() + " digits]";
    }
}
