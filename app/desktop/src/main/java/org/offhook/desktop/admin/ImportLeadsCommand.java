package org.offhook.desktop.admin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.offhook.campaign.admin.AdminKind;
import org.offhook.campaign.admin.AuditPort.Action;
import org.offhook.campaign.admin.EntryFault;
import org.offhook.campaign.lead.DuplicateCheck;
import org.offhook.campaign.transfer.ImportPosition;
import org.offhook.campaign.transfer.file.LeadFileImport;
import org.offhook.campaign.transfer.file.LeadFileImport.End;
import org.offhook.campaign.transfer.file.LeadFileImport.Wish;
import org.offhook.core.error.ErrorCode;
import org.offhook.store.Store;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Leads from a CSV file. */
@Command(
        name = "leads",
        description = {
            "Import leads from a CSV file into a list.",
            "The first row names the columns; one that has the name of a field goes there by itself.",
            "Killed or stopped, the same command goes on where it was; run again, it adds nothing twice."
        })
final class ImportLeadsCommand extends OfficeCommand {
    @Parameters(paramLabel = "FILE")
    private Path file = Path.of("");

    @Option(names = "--list", required = true, paramLabel = "ID", description = "The list they go to.")
    private long listId;

    @Option(
            names = "--map",
            split = ",",
            paramLabel = "COLUMN=FIELD",
            description =
                    "phone_number, phone_code, rank, status, a standard field, a field of the list's form, or - for nothing.")
    private Map<String, String> map = new LinkedHashMap<>();

    @Option(
            names = "--country",
            paramLabel = "ISO",
            description = "Country by which national numbers are read; otherwise the campaign's.")
    private Optional<String> country = Optional.empty();

    @Option(
            names = "--duplicates",
            paramLabel = "RULE",
            description =
                    "Where a lead with the same number makes a row a duplicate: ${COMPLETION-CANDIDATES}. NONE unless given.")
    private DuplicateCheck duplicates = DuplicateCheck.NONE;

    @Option(names = "--separator", paramLabel = "C", description = "Between cells; a comma unless given, or \\t.")
    private String separator = ",";

    @Option(names = "--charset", paramLabel = "NAME", description = "Of the file; UTF-8 unless given.")
    private Charset charset = StandardCharsets.UTF_8;

    @Option(
            names = "--errors",
            paramLabel = "FILE",
            description = "Where the rows go that could not be imported; FILE.errors.csv unless given.")
    private Optional<Path> errors = Optional.empty();

    @Option(names = "--restart", description = "Begin at the first row although an import of this file was begun.")
    private boolean restart;

    @Option(names = "--yes", description = "Do not ask before leads are added a second time.")
    private boolean yes;

    ImportLeadsCommand(Office office) {
        super(office);
    }

    @Override
    int work(Store store) throws IOException {
        Wish wish = new Wish(file, listId, map, country, duplicates, separator(), charset, errors, restart);
        return switch (LeadFileImport.run(store, wish, new Told())) {
            case End.Through(ImportPosition last) -> {
                long left = last.refused() + last.duplicates();
                yield office().done(last.added() + " leads were added to list " + listId + ", " + last.refused()
                        + " rows were refused, " + last.duplicates() + " were duplicates"
                        + (left > 0 ? "; see " + wish.refusedRows() : "") + ".");
            }
            case End.ThroughBefore(ImportPosition at) ->
                office().done("This file was imported into list " + listId + " already: " + at.added()
                        + " leads. Nothing was added; --restart would add them again.");
            case End.Stopped(ImportPosition at) -> office().done("Stopped after row " + at.rows() + ".");
            case End.BegunOtherwise _ ->
                throw new AdminRefusal(
                        ErrorCode.STORED_ALREADY,
                        "an import of this file into this list was begun with other columns, country, charset or duplicates;"
                                + " give the same, or --restart");
            case End.BegunLongAgo _ ->
                throw new AdminRefusal(
                        ErrorCode.STORED_ALREADY,
                        "an import of this file was begun long ago, otherwise or elsewhere; look at the list, then --restart");
            case End.NoSuchList _ -> throw AdminRefusal.noSuch("list " + listId);
            case End.NoSuchCountry _ -> throw AdminRefusal.usage(EntryFault.COUNTRY.sentence());
            case End.ColumnsWrong(String fault) -> throw AdminRefusal.usage(fault);
        };
    }

    /** Says on the terminal how it goes. */
    private final class Told implements LeadFileImport.Watcher {
        private Optional<ImportProgress> progress = Optional.empty();
        private long read;

        @Override
        public void addsAgain() {
            try {
                office().confirm(yes, "Leads that an earlier import of this file added will be there twice.");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void begins(LeadFileImport.Beginning beginning) {
            office().audited(AdminKind.IMPORT, Action.BEGIN, Long.toString(listId));
            if (!beginning.unused().isEmpty()) {
                office().console().note("Columns that are not kept: " + String.join(", ", beginning.unused()));
            }
            if (!beginning.countryKnown()) {
                office().console()
                        .note("Neither --country nor the campaign names a country: national numbers stay as they are.");
            }
            long rows = beginning.from().rows();
            if (rows > 0) {
                office().console().note("Goes on after row " + rows + ".");
            }
            progress = Optional.of(
                    new ImportProgress(beginning.size(), () -> read, rows, System::nanoTime, office().console()::note));
        }

        @Override
        public void progress(ImportPosition at, long bytes) {
            if (at.done()) {
                office().audited(AdminKind.IMPORT, Action.END, listId + ": " + at.added());
            }
            read = bytes;
            progress.ifPresent(line -> line.accept(at));
        }

        @Override
        public boolean stopped() {
            return false; // by a signal, after which the same command goes on
        }
    }

    private char separator() {
        String text = separator.equals("\\t") ? "\t" : separator;
        if (text.length() != 1 || "\"\r\n".contains(text)) {
            throw AdminRefusal.usage("--separator is one character");
        }
        return text.charAt(0);
    }
}
