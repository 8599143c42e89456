package org.offhook.desktop.admin;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.offhook.campaign.lead.DuplicateCheck;
import org.offhook.campaign.list.LeadList;
import org.offhook.campaign.setup.Campaign;
import org.offhook.campaign.transfer.ColumnMapping;
import org.offhook.campaign.transfer.CsvRows;
import org.offhook.campaign.transfer.ImportPlan;
import org.offhook.campaign.transfer.ImportPosition;
import org.offhook.campaign.transfer.LeadImport;
import org.offhook.campaign.transfer.LeadImport.Known;
import org.offhook.campaign.transfer.NumberPlan;
import org.offhook.campaign.transfer.RowJudge;
import org.offhook.core.error.ErrorCode;
import org.offhook.desktop.commandline.ExitCode;
import org.offhook.desktop.settings.DurableFile;
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
        LeadList list = store.lists().find(listId).orElseThrow(() -> AdminRefusal.noSuch("list " + listId));
        char cellSeparator = separator();
        ImportFile source = new ImportFile(file);
        try (Reader text = source.text(charset);
                CsvRows rows = new CsvRows(text, cellSeparator)) {
            LeadImport leads = new LeadImport(store, plan(store, list, rows, source.digest()));
            Optional<ImportPosition> from = beginning(leads);
            if (from.isEmpty()) {
                return ExitCode.DONE;
            }
            return run(leads, rows, source, from.get(), cellSeparator);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private int run(LeadImport leads, CsvRows rows, ImportFile source, ImportPosition from, char cellSeparator)
            throws IOException {
        Path refusedPath = errors.orElseGet(() -> beside(".errors.csv"));
        ImportProgress progress = new ImportProgress(
                source.size(), source::read, from.rows(), System::nanoTime, office().console()::note);
        ImportPosition last;
        try (RefusedRowsFile refused = new RefusedRowsFile(refusedPath, rows.header(), cellSeparator, from.rows())) {
            last = leads.run(rows, from, refused, at -> {
                if (Files.notExists(marker())) {
                    mark(); // only now: before the first commit nothing was begun
                }
                progress.accept(at);
            });
        }
        Files.deleteIfExists(marker());
        long left = last.refused() + last.duplicates();
        return office().done(last.added() + " leads were added to list " + listId + ", " + last.refused()
                + " rows were refused, " + last.duplicates() + " were duplicates"
                + (left > 0 ? "; see " + refusedPath : "") + ".");
    }

    private ImportPlan plan(Store store, LeadList list, CsvRows rows, String digest) {
        ColumnMapping mapping = switch (ColumnMapping.of(rows.header(), map, list)) {
            case ColumnMapping.Mapped.Complete(ColumnMapping complete) -> complete;
            case ColumnMapping.Mapped.Faulty(String fault) -> throw AdminRefusal.usage(fault);
        };
        if (!mapping.unused().isEmpty()) {
            office().console().note("Columns that are not kept: " + String.join(", ", mapping.unused()));
        }
        Optional<Campaign> campaign = store.setup().campaign(list.campaign());
        String region =
                country.or(() -> campaign.map(Campaign::country)).orElse("").toUpperCase(java.util.Locale.ROOT);
        if (!region.isEmpty() && !NumberPlan.knows(region)) {
            throw AdminRefusal.usage("there is no country " + region);
        }
        if (region.isEmpty()) {
            office().console()
                    .note("Neither --country nor the campaign names a country: national numbers stay as they are.");
        }
        NumberPlan numbers = new NumberPlan(
                region, campaign.map(one -> one.dialRules().phoneCode()).orElse(""));
        return new ImportPlan(digest, new RowJudge(list.id(), mapping, numbers), duplicates);
    }

    /** Where to begin; empty when there is nothing to do. */
    private Optional<ImportPosition> beginning(LeadImport leads) throws IOException {
        Known known = leads.known();
        if (restart && !(known instanceof Known.Fresh)) {
            office().confirm(yes, "Leads that an earlier import of this file added will be there twice.");
            leads.forget();
            return Optional.of(ImportPosition.START);
        }
        return switch (known) {
            case Known.Fresh _ -> {
                if (Files.exists(marker()) && !restart) {
                    throw new AdminRefusal(
                            ErrorCode.STORED_ALREADY,
                            "an import of this file was begun long ago, otherwise or elsewhere; look at the list, then --restart");
                }
                yield Optional.of(ImportPosition.START);
            }
            case Known.Begins(ImportPosition at) -> {
                office().console().note("Goes on after row " + at.rows() + ".");
                yield Optional.of(at);
            }
            case Known.Through(ImportPosition at) -> {
                Files.deleteIfExists(marker()); // killed between the last commit and this
                office().console()
                        .say("This file was imported into list " + listId + " already: " + at.added()
                                + " leads. Nothing was added; --restart would add them again.");
                yield Optional.empty();
            }
            case Known.Otherwise _ ->
                throw new AdminRefusal(
                        ErrorCode.STORED_ALREADY,
                        "an import of this file into this list was begun with other columns or duplicates; give the same, or --restart");
        };
    }

    private void mark() {
        try {
            DurableFile.replace(marker(), (listId + "\n").getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lies beside the file while its import is not through, for the time when the store has forgotten it. */
    private Path marker() {
        return beside(".importing-" + listId);
    }

    private Path beside(String ending) {
        return file.resolveSibling(file.getFileName() + ending);
    }

    private char separator() {
        String text = separator.equals("\\t") ? "\t" : separator;
        if (text.length() != 1 || "\"\r\n".contains(text)) {
            throw AdminRefusal.usage("--separator is one character");
        }
        return text.charAt(0);
    }
}
