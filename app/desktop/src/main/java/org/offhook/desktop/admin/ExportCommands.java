package org.offhook.desktop.admin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.OptionalLong;
import org.offhook.campaign.admin.AdminKind;
import org.offhook.campaign.admin.AuditPort.Action;
import org.offhook.campaign.list.LeadList;
import org.offhook.campaign.log.CallLogQuery;
import org.offhook.campaign.transfer.CallLogExport;
import org.offhook.campaign.transfer.LeadExport;
import org.offhook.campaign.transfer.file.WholeFile;
import org.offhook.store.Store;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Data out to CSV files. */
final class ExportCommands {
    private static final int TOLD_EVERY = 100_000;

    private ExportCommands() {}

    static CommandLine of(Office office) {
        return Headings.of("export", "Write data to a CSV file.", new Leads(office), new Calls(office));
    }

    /** Where to, and how careful. */
    private static final class Target {
        @Parameters(paramLabel = "FILE")
        private Path file = Path.of("");

        @Option(
                names = "--raw",
                description = {
                    "Texts exactly as they are. Without it, a text that a spreadsheet would take for a formula gets an apostrophe",
                    "before it."
                })
        private boolean raw;

        @Option(
                names = "--bom",
                description = "Begin with the mark by which spreadsheets know that the file is UTF-8 (U+FEFF).")
        private boolean mark;

        @Option(names = "--yes", description = "Do not ask before a file is replaced.")
        private boolean yes;

        /** @param what as the audit calls it */
        long write(Office office, String what, WholeFile.Writing writing) throws IOException {
            if (Files.exists(file)) {
                office.confirm(yes, file + " will be replaced.");
            }
            office.audited(AdminKind.EXPORT, Action.BEGIN, what);
            long rows = WholeFile.write(file, mark, writing);
            office.audited(AdminKind.EXPORT, Action.END, what + ": " + rows);
            return rows;
        }
    }

    private static void told(Office office, long rows) {
        if (rows > 0 && rows % TOLD_EVERY == 0) {
            office.console().note(rows + " rows");
        }
    }

    @Command(name = "leads", description = "The leads of a list.")
    private static final class Leads extends OfficeCommand {
        @Mixin
        private Target target = new Target();

        @Option(names = "--list", required = true, paramLabel = "ID")
        private long listId;

        Leads(Office office) {
            super(office);
        }

        @Override
        int work(Store store) throws IOException {
            LeadList list = store.lists().find(listId).orElseThrow(() -> AdminRefusal.noSuch("list " + listId));
            LeadExport export = new LeadExport(store.leads(), !target.raw);
            long rows = target.write(
                    office(), "list " + listId, out -> export.write(list, out, done -> told(office(), done)));
            return office().done(rows + " leads were written to " + target.file + ".");
        }
    }

    @Command(name = "calls", description = "The call log, newest first.")
    private static final class Calls extends OfficeCommand {
        @Mixin
        private Target target = new Target();

        @Option(names = "--agent", paramLabel = "USER")
        private Optional<String> agent = Optional.empty();

        @Option(names = "--campaign", paramLabel = "ID")
        private Optional<String> campaign = Optional.empty();

        @Option(names = "--from", paramLabel = "DATE", description = "2026-11-01, in this machine's time zone.")
        private Optional<String> from = Optional.empty();

        @Option(names = "--until", paramLabel = "DATE", description = "Without the calls of that day itself.")
        private Optional<String> until = Optional.empty();

        Calls(Office office) {
            super(office);
        }

        @Override
        int work(Store store) throws IOException {
            CallLogQuery query = new CallLogQuery(
                    agent,
                    campaign,
                    OptionalLong.empty(),
                    Optional.empty(),
                    from.map(Calls::day),
                    until.map(Calls::day),
                    OptionalLong.empty(),
                    1);
            CallLogExport export = new CallLogExport(store.callLog(), !target.raw);
            long rows = target.write(office(), "calls", out -> export.write(query, out, done -> told(office(), done)));
            return office().done(rows + " calls were written to " + target.file + ".");
        }

        private static Instant day(String text) {
            try {
                return LocalDate.parse(text)
                        .atStartOfDay(ZoneId.systemDefault())
                        .toInstant();
            } catch (DateTimeParseException e) {
                throw AdminRefusal.usage("a date is written like 2026-11-01");
            }
        }
    }
}
