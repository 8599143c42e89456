package org.offhook.core.call;

/** Whom a far end is sent to. */
public sealed interface TransferTarget {
    /**
     * Somebody who knows nothing of it (blind transfer, RFC 5589 §6).
     *
     * @param number for the user part of the URI at our exchange, already normalised
     */
    record Somebody(String number) implements TransferTarget {
        /** A customer's number stays out of logs. */
        @Override
        public String toString() {
            return "Somebody[" + number.length() + " digits]";
        }
    }

    /**
     * The far end of another call of ours, whose place in that call the transferred one takes (attended transfer, RFC 5589 §7, RFC
     * 3891).
     *
     * @param dialog with that far end
     */
    record FarEnd(CallId call, DialogId dialog) implements TransferTarget {}
}
