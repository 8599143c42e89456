package org.offhook.ui.log;

/** How much room the log has. */
public enum LogForm {
    /** Two lines a call. */
    ROWS,
    /** Time, who, result and length in columns that sort; the number stands under the name. */
    COLUMNS,
    /** All six columns. */
    ALL_COLUMNS
}
