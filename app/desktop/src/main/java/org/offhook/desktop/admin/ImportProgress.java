package org.offhook.desktop.admin;

import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.offhook.campaign.transfer.ImportPosition;

/** Says once a second how far an import is. */
final class ImportProgress implements Consumer<ImportPosition> {
    private static final long EVERY_NANOS = 1_000_000_000L;

    private final long size;
    private final LongSupplier read;
    private final LongSupplier nanos;
    private final Consumer<String> line;
    private final long began;
    private final long rowsBefore;
    private long told;

    /**
     * @param size of the file in bytes
     * @param read bytes that were read of it
     * @param rowsBefore done with in an earlier run, and no merit of this one's speed
     */
    ImportProgress(long size, LongSupplier read, long rowsBefore, LongSupplier nanos, Consumer<String> line) {
        this.size = size;
        this.read = read;
        this.nanos = nanos;
        this.line = line;
        this.rowsBefore = rowsBefore;
        this.began = nanos.getAsLong();
        this.told = began;
    }

    @Override
    public void accept(ImportPosition at) {
        long now = nanos.getAsLong();
        if (at.done() || now - told >= EVERY_NANOS) {
            told = now;
            line.accept(text(at, now));
        }
    }

    private String text(ImportPosition at, long now) {
        double seconds = Math.max(now - began, 1) / 1e9;
        long percent = at.done() || size == 0 ? 100 : Math.min(99, read.getAsLong() * 100 / size);
        int bars = (int) (percent / 5);
        return String.format(
                Locale.ROOT,
                "[%s%s] %3d %%  %,d rows, %,.0f rows/s, %,d refused, %,d duplicates",
                "#".repeat(bars),
                ".".repeat(20 - bars),
                percent,
                at.rows(),
                (at.rows() - rowsBefore) / seconds,
                at.refused(),
                at.duplicates());
    }
}
