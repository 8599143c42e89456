package org.offhook.campaign.transfer;

/** Keeps spreadsheets from taking a customer's text for a formula (CSV injection). */
public final class SafeCells {
    private SafeCells() {}

    /** The text; after an apostrophe when a spreadsheet would compute with it. Plain numbers stay as they are. */
    public static String safe(String text) {
        if (text.isEmpty() || "=+-@\t\r\n|%".indexOf(text.charAt(0)) < 0 || text.matches("[+-]?\\d+(\\.\\d+)?")) {
            return text;
        }
        return "'" + text;
    }
}
