package org.offhook.desktop.admin;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.offhook.campaign.admin.AuditPort.Action;
import org.offhook.campaign.session.AgentSessionRow;
import org.offhook.core.account.Secret;
import org.offhook.core.error.ErrorCode;
import org.offhook.desktop.dialer.StoreOpening;
import org.offhook.desktop.dialer.StorePlace;
import org.offhook.desktop.dialer.StoreSecrets;
import org.offhook.desktop.settings.DurableFile;
import org.offhook.desktop.settings.Settings;
import org.offhook.store.Store;
import org.offhook.store.copy.CopiedTable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The store itself. */
final class StoreCommands {
    private StoreCommands() {}

    static CommandLine of(Office office) {
        return Headings.of(
                "store",
                "The store itself: where it is, its password and key, moving it.",
                new Status(office),
                new Copy(office),
                new SetPassword(office),
                new Key(office));
    }

    @Command(name = "status", description = "Where the store is, and whether it answers.")
    private static final class Status extends OfficeCommand {
        @Option(names = "--json", description = "As JSON.")
        private boolean json;

        Status(Office office) {
            super(office);
        }

        @Override
        int work(Store store) {
            store.ping();
            List<AgentSessionRow> live = store.sessions().live();
            Listing listing = new Listing("address", "users", "campaigns", "lists", "agents_logged_in");
            listing.add(
                    office().opening().place().shown(),
                    store.users().all().size(),
                    store.setup().campaigns().size(),
                    store.lists().all().size(),
                    live.stream().map(row -> row.lease().agent()).toList());
            return office().listed(listing, json);
        }
    }

    @Command(
            name = "copy",
            description = {
                "Copy everything into another, empty store, compare both row by row, and keep the copy only when they agree.",
                "Log everybody out first; afterwards set store.address to the new one. The key of phones' secrets has to go along."
            })
    private static final class Copy extends OfficeCommand {
        @Option(
                names = "--to",
                required = true,
                paramLabel = "ADDRESS",
                description = "postgresql://USER@HOST/DATABASE, or sqlite:PATH.")
        private String to = "";

        @Option(
                names = "--password-file",
                paramLabel = "FILE",
                description = "Its first line is the target's password; otherwise the stored one, or none.")
        private Optional<Path> passwordFile = Optional.empty();

        @Option(names = "--yes", description = "Copy although agents are logged in.")
        private boolean yes;

        Copy(Office office) {
            super(office);
        }

        @Override
        int work(Store store) throws IOException {
            List<AgentSessionRow> live = store.sessions().live();
            if (!live.isEmpty()) {
                office().confirm(yes, live.size() + " agents are logged in; what they do now may be lost.");
            }
            StoreOpening here = office().opening();
            StorePlace place = office().place(to);
            if (place.equals(here.place())) {
                throw AdminRefusal.usage("--to is the store itself");
            }
            StoreOpening there = new StoreOpening(
                    place,
                    new Settings.StoreSettings(to, passwordFile, here.settings().keyFile()),
                    here.secrets(),
                    1);
            long rows = 0;
            office().audited(OfficeKind.STORE, Action.BEGIN, "copy to " + place.shown());
            try (Store target = there.open()) {
                for (CopiedTable table : store.copyTo(
                        target,
                        done -> office().console()
                                .note(done.table() + ": " + done.rows() + " rows, the same in both"))) {
                    rows += table.rows();
                }
            }
            office().audited(OfficeKind.STORE, Action.END, "copy to " + place.shown() + ": " + rows);
            return office().done(rows + " rows were copied to " + place.shown() + ". Set store.address to it.");
        }
    }

    @Command(
            name = "password",
            description =
                    "Keep the password of the PostgreSQL server that store.address names in a secret store. Asks for it.")
    private static final class SetPassword extends Plain {
        SetPassword(Office office) {
            super(office);
        }

        @Override
        int run() throws IOException {
            StoreOpening opening = office().opening();
            if (!(opening.place() instanceof StorePlace.PostgresServer server)) {
                throw new AdminRefusal(ErrorCode.CONFIGURATION_INVALID, "store.address names no PostgreSQL server");
            }
            String typed = office().askPassword("Password of " + opening.place().shown())
                    .reveal();
            opening.secrets().keepPassword(server, Secret.of(typed));
            office().audited(
                            OfficeKind.STORE,
                            Action.SET_PASSWORD,
                            opening.place().shown());
            return office().done("The password was stored.");
        }
    }

    @Command(
            name = "key",
            description = {
                "Write the key of phones' secrets to a file, for store.keyFile of all machines that share a server.",
                "Makes a new one where there is none. Keep the file for its owner only."
            })
    private static final class Key extends Plain {
        @Parameters(paramLabel = "FILE", description = "Must not be there yet.")
        private Path file = Path.of("");

        Key(Office office) {
            super(office);
        }

        @Override
        int run() throws IOException {
            if (Files.exists(file)) {
                throw AdminRefusal.already(file.toString());
            }
            StoreOpening opening = office().opening();
            Optional<byte[]> known = opening.secrets().key(opening.settings().keyFile());
            String text = known.map(Base64.getEncoder()::encodeToString)
                    .orElseGet(() -> StoreSecrets.newKey().reveal());
            DurableFile.replace(file, (text + "\n").getBytes(StandardCharsets.US_ASCII));
            return office().done((known.isPresent() ? "The key was written to " : "A new key was written to ") + file);
        }
    }

    /** A command that needs no open store. */
    @Command(mixinStandardHelpOptions = true, sortOptions = false, usageHelpAutoWidth = true)
    private abstract static class Plain implements Callable<Integer> {
        private final Office office;

        @Spec
        @SuppressWarnings("NullAway.Init") // picocli sets it
        private CommandSpec spec;

        Plain(Office office) {
            this.office = office;
        }

        final Office office() {
            return office;
        }

        abstract int run() throws IOException;

        @Override
        public Integer call() {
            return office.guarded(spec.qualifiedName(), this::run);
        }
    }
}
