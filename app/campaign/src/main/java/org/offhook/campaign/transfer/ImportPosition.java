package org.offhook.campaign.transfer;

import java.util.Optional;

/**
 * How far an import has come: everything up to it is in the store.
 *
 * @param rows of the file that are done with, the header not counted
 * @param added leads made of them
 * @param duplicates rows whose lead was there already
 * @param refused rows that hold no lead
 * @param done the file is through
 */
public record ImportPosition(long rows, long added, long duplicates, long refused, boolean done) {
    public static final ImportPosition START = new ImportPosition(0, 0, 0, 0, false);

    /** One line, as it is kept. */
    String text() {
        return rows + " " + added + " " + duplicates + " " + refused + " " + (done ? "done" : "goes-on");
    }

    static Optional<ImportPosition> parse(String text) {
        String[] parts = text.split(" ", -1);
        if (parts.length != 5 || !text.matches("(\\d{1,18} ){4}(done|goes-on)")) {
            return Optional.empty();
        }
        return Optional.of(new ImportPosition(
                Long.parseLong(parts[0]),
                Long.parseLong(parts[1]),
                Long.parseLong(parts[2]),
                Long.parseLong(parts[3]),
                parts[4].equals("done")));
    }

    ImportPosition plus(long moreAdded, long moreDuplicates, long moreRefused) {
        return new ImportPosition(
                rows + moreAdded + moreDuplicates + moreRefused,
                added + moreAdded,
                duplicates + moreDuplicates,
                refused + moreRefused,
                done);
    }

    ImportPosition finished() {
        return new ImportPosition(rows, added, duplicates, refused, true);
    }
}
