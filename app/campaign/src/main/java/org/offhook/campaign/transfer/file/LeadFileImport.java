package org.offhook.campaign.transfer.file;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.offhook.campaign.lead.DuplicateCheck;
import org.offhook.campaign.list.LeadList;
import org.offhook.campaign.setup.Campaign;
import org.offhook.campaign.store.DialerStorePort;
import org.offhook.campaign.transfer.ColumnMapping;
import org.offhook.campaign.transfer.CsvRows;
import org.offhook.campaign.transfer.ImportPlan;
import org.offhook.campaign.transfer.ImportPosition;
import org.offhook.campaign.transfer.LeadImport;
import org.offhook.campaign.transfer.LeadImport.Known;
import org.offhook.campaign.transfer.NumberPlan;
import org.offhook.campaign.transfer.RowJudge;

/**
 * An import of one file into one list. Stopped or killed, it goes on where it was when it is run again with the same wishes; a file that is
 * through adds nothing a second time unless that is wished.
 */
public final class LeadFileImport {
    private final DialerStorePort store;
    private final Wish wish;
    private final Watcher watcher;

    /**
     * What is wished.
     *
     * @param columns field by the file's column; see {@link ColumnMapping#of}
     * @param country by which national numbers are read; empty for the campaign's
     * @param errors where refused rows go; empty for the file's name with {@code .errors.csv}
     * @param restart begin at the first row although an import of this file was begun
     */
    public record Wish(
            Path file,
            long listId,
            Map<String, String> columns,
            Optional<String> country,
            DuplicateCheck duplicates,
            char separator,
            Charset charset,
            Optional<Path> errors,
            boolean restart) {
        public Wish {
            columns = Map.copyOf(columns);
        }

        /** Where the rows go that could not be imported. */
        public Path refusedRows() {
            return errors.orElseGet(() -> beside(".errors.csv"));
        }

        /** Lies beside the file while its import is not through, for the time when the store has forgotten it. */
        Path marker() {
            return beside(".importing-" + listId);
        }

        private String reading() {
            return charset.name() + " " + separator;
        }

        private Path beside(String ending) {
            return file.resolveSibling(file.getFileName() + ending);
        }
    }

    /**
     * What is known when it begins.
     *
     * @param from rows that are done with from an earlier run
     * @param unused the file's columns that are not kept
     * @param countryKnown false when national numbers stay as they are
     * @param size of the file in bytes
     */
    public record Beginning(ImportPosition from, List<String> unused, boolean countryKnown, long size) {}

    /** Told by the thread that imports. What it throws ends the import after what is committed. */
    public interface Watcher {
        /** Leads that an earlier import of this file added will be there twice; throws to leave it. */
        default void addsAgain() {}

        void begins(Beginning beginning);

        /**
         * Some rows are in the store.
         *
         * @param read bytes of the file
         */
        void progress(ImportPosition at, long read);

        /** Asked after each run of rows. */
        boolean stopped();
    }

    /** How it ended. */
    public sealed interface End {
        record Through(ImportPosition at) implements End {}

        /** Everything up to there is in the store; the same import goes on from it. */
        record Stopped(ImportPosition at) implements End {}

        /** It was through before; nothing was added. */
        record ThroughBefore(ImportPosition at) implements End {}

        /** It was begun with other columns, another country, encoding or rule for duplicates; nothing was added. */
        record BegunOtherwise() implements End {}

        /** It was begun so long ago that the store does not know how far it came, or into another store; nothing was added. */
        record BegunLongAgo() implements End {}

        record NoSuchList() implements End {}

        record NoSuchCountry() implements End {}

        /** @param fault for a person */
        record ColumnsWrong(String fault) implements End {}
    }

    private LeadFileImport(DialerStorePort store, Wish wish, Watcher watcher) {
        this.store = store;
        this.wish = wish;
        this.watcher = watcher;
    }

    /**
     * The titles of a file's columns.
     *
     * @throws IOException when it cannot be read or is no CSV
     */
    public static List<String> columns(Path file, char separator, Charset charset) throws IOException {
        try (Reader text = new LeadFile(file).text(charset);
                CsvRows rows = new CsvRows(text, separator)) {
            return rows.header();
        }
    }

    /** Imports; blocks until it is through or stopped. */
    public static End run(DialerStorePort store, Wish wish, Watcher watcher) throws IOException {
        return new LeadFileImport(store, wish, watcher).run();
    }

    private End run() throws IOException {
        Optional<LeadList> list = store.lists().find(wish.listId());
        if (list.isEmpty()) {
            return new End.NoSuchList();
        }
        Optional<Campaign> campaign = store.setup().campaign(list.get().campaign());
        String region = wish.country()
                .or(() -> campaign.map(Campaign::country))
                .orElse("")
                .toUpperCase(Locale.ROOT);
        if (!region.isEmpty() && !NumberPlan.knows(region)) {
            return new End.NoSuchCountry();
        }
        NumberPlan numbers = new NumberPlan(
                region, campaign.map(one -> one.dialRules().phoneCode()).orElse(""));
        LeadFile source = new LeadFile(wish.file());
        try (Reader text = source.text(wish.charset());
                CsvRows rows = new CsvRows(text, wish.separator())) {
            return switch (ColumnMapping.of(rows.header(), wish.columns(), list.get())) {
                case ColumnMapping.Mapped.Faulty(String fault) -> new End.ColumnsWrong(fault);
                case ColumnMapping.Mapped.Complete(ColumnMapping mapping) -> {
                    RowJudge judge = new RowJudge(wish.listId(), mapping, numbers);
                    LeadImport leads = new LeadImport(
                            store, new ImportPlan(source.digest(), wish.reading(), judge, wish.duplicates()));
                    yield begin(leads, rows, source, mapping.unused(), !region.isEmpty());
                }
            };
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private End begin(LeadImport leads, CsvRows rows, LeadFile source, List<String> unused, boolean countryKnown)
            throws IOException {
        Known known = leads.known();
        Known.Begins from = new Known.Begins(ImportPosition.START, new TreeMap<>());
        if (wish.restart() && !(known instanceof Known.Fresh)) {
            watcher.addsAgain();
            leads.forget();
        } else {
            switch (known) {
                case Known.Fresh _ -> {
                    if (Files.exists(wish.marker()) && !wish.restart()) {
                        return new End.BegunLongAgo();
                    }
                }
                case Known.Begins begun -> from = begun;
                case Known.Through(ImportPosition at) -> {
                    unmark(); // killed between the last commit and this
                    return new End.ThroughBefore(at);
                }
                case Known.Otherwise _ -> {
                    return new End.BegunOtherwise();
                }
            }
        }
        watcher.begins(new Beginning(from.at(), unused, countryKnown, source.size()));
        return work(leads, rows, source, from);
    }

    private End work(LeadImport leads, CsvRows rows, LeadFile source, Known.Begins from) throws IOException {
        ImportPosition last;
        RefusedRowsFile.Done done =
                new RefusedRowsFile.Done(from.at().rows(), from.duplicates().keySet());
        try (RefusedRowsFile refused = new RefusedRowsFile(wish.refusedRows(), rows.header(), wish.separator(), done)) {
            last = leads.run(rows, from, refused, at -> {
                if (Files.notExists(wish.marker())) {
                    mark(); // only now: before the first commit nothing was begun
                }
                watcher.progress(at, source.read());
                if (!at.done() && watcher.stopped()) {
                    throw new StopAsked(at);
                }
            });
        } catch (StopAsked stop) {
            return new End.Stopped(stop.at);
        }
        unmark();
        return new End.Through(last);
    }

    private void unmark() throws IOException {
        if (Files.exists(wish.marker())) {
            Files.delete(wish.marker());
        }
    }

    private void mark() {
        try (FileChannel channel =
                FileChannel.open(wish.marker(), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap((wish.listId() + "\n").getBytes(StandardCharsets.US_ASCII)));
            channel.force(true);
        } catch (IOException _) {
            // A folder that takes no files: the import does without, as the store knows how far it is for a day.
        }
    }

    /** Leaves the run of an import from within its progress. */
    private static final class StopAsked extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient ImportPosition at;

        StopAsked(ImportPosition at) {
            super("stopped", null, false, false);
            this.at = at;
        }
    }
}
