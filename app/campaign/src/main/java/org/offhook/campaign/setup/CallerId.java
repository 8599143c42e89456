package org.offhook.campaign.setup;

/**
 * The number and name that called parties see.
 *
 * @param number digits with an optional leading {@code +}; empty for the line's own
 * @param display name beside it; may be empty
 */
public record CallerId(String number, String display, Presentation presentation) {
    /** The line's own. */
    public static final CallerId LINE = new CallerId("", "", Presentation.P_PREFERRED_IDENTITY);

    /** How it goes out. */
    public enum Presentation {
        /** In P-Preferred-Identity (RFC 3325 §9.2); From stays the account's. */
        P_PREFERRED_IDENTITY,
        /** As the display name of From, for exchanges that look there. */
        FROM_DISPLAY,
        /** Not at all: Privacy asks the exchange to keep it back (RFC 3323 §4.2). */
        WITHHELD,
        /** Nor in From, which is anonymous (RFC 3323 §4.1.1.3). */
        ANONYMOUS
    }
}
