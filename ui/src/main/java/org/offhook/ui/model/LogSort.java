package org.offhook.ui.model;

import java.util.Comparator;
import java.util.Locale;

/**
 * What the log is sorted by, and which way.
 *
 * @param down the greatest first; of the time, the newest
 */
public record LogSort(Column column, boolean down) {
    /** The log as it is: the newest first, under their days. */
    public static final LogSort NEWEST = new LogSort(Column.TIME, true);

    /** The columns of the wide log. */
    public enum Column {
        TIME,
        WHO,
        NUMBER,
        RESULT,
        LENGTH,
        AGENT
    }

    /** After a press on a column's head: the other way, or what one looks for first in it. */
    public LogSort pressed(Column on) {
        return on == column ? new LogSort(on, !down) : new LogSort(on, on == Column.TIME || on == Column.LENGTH);
    }

    public boolean byTime() {
        return column == Column.TIME;
    }

    /** Calls that are alike stay as they were. */
    Comparator<LogRow.Call> order() {
        Comparator<LogRow.Call> up = switch (column) {
            case TIME -> Comparator.comparing(call -> call.line().at());
            case WHO -> Comparator.comparing(call -> call.name().toLowerCase(Locale.ROOT));
            case NUMBER -> Comparator.comparing(LogRow.Call::dialled);
            case RESULT -> Comparator.comparing(call -> call.outcome().toLowerCase(Locale.ROOT));
            case LENGTH -> Comparator.comparing(call -> call.line().talked());
            case AGENT -> Comparator.comparing(call -> call.agent().toLowerCase(Locale.ROOT));
        };
        return down ? up.reversed() : up;
    }
}
