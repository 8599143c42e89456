package org.offhook.campaign.transfer;

/** Keeps spreadsheets from taking a customer's text for a formula (CSV injection). */
public final class SafeCells {
    private SafeCells() {}

    /** What begins a formula in some spreadsheet; the wide forms do where text is written in them. */
    private static final String STARTS = "=+-@\t\r\n|%\uFF1D\uFF0B\uFF0D\uFF20";

    /** The text; after an apostrophe when a spreadsheet would compute with it. Plain numbers stay as they are. */
    public static String safe(String text) {
        if (text.isEmpty() || STARTS.indexOf(text.charAt(0)) < 0 || text.matches("[+-]?\\d+(\\.\\d+)?")) {
            return text;
        }
        return "'" + text;
    }
}
