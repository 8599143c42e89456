package org.offhook.audio.headset;

/**
 * One value within a report.
 *
 * @param reportId 0 for a device without numbered reports
 * @param bitOffset from the first bit behind the report's number
 * @param bits how many, 1 to 32
 * @param page usage page
 * @param usage within the page
 * @param relative true for a button that says "pressed", false for one that says what is
 */
public record HidField(Kind kind, int reportId, int bitOffset, int bits, int page, int usage, boolean relative) {
    /** Which way a report goes, as the host sees it. */
    public enum Kind {
        INPUT,
        OUTPUT
    }

    /** Whether any of its bits is set in a report's bytes behind its number; a report that is too short has it not. */
    boolean isSet(byte[] report, int offset, int length) {
        for (int bit = bitOffset; bit < bitOffset + bits; bit++) {
            int at = offset + bit / 8;
            if (at < length && (report[at] >> (bit % 8) & 1) == 1) {
                return true;
            }
        }
        return false;
    }
}
