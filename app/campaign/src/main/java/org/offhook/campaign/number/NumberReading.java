package org.offhook.campaign.number;

/** What came of reading a number as a person or a page wrote it. */
public sealed interface NumberReading {
    /** A number that can be dialled. */
    record Dialable(DialableNumber number) implements NumberReading {}

    /** Not a number. */
    record Refused(Reason reason) implements NumberReading {}

    /** Why not. */
    enum Reason {
        /** Something is in it that is neither key nor separator. */
        HAS_LETTERS,
        /** Under two keys. */
        TOO_SHORT,
        /** Over eighteen. */
        TOO_LONG
    }
}
