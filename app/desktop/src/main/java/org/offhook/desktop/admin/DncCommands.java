package org.offhook.desktop.admin;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.offhook.campaign.admin.AdminKind;
import org.offhook.campaign.admin.AuditPort.Action;
import org.offhook.campaign.dnc.DncStorePort;
import org.offhook.campaign.setup.Campaign;
import org.offhook.campaign.transfer.NumberLines;
import org.offhook.store.Store;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Numbers that must not be called. */
final class DncCommands {
    private static final int RUN = 1_000;

    private DncCommands() {}

    static CommandLine of(Office office) {
        return Headings.of(
                "dnc", "Numbers that must not be called.", new ListAll(office), new Add(office), new Remove(office));
    }

    /** Numbers of the command line or of a file, a line each. */
    private static final class Numbers {
        @Parameters(arity = "0..*", paramLabel = "NUMBER", description = "With country code and +, or of --country.")
        private List<String> typed = new ArrayList<>();

        @Option(names = "--file", paramLabel = "FILE", description = "A file with a number in each line.")
        private Optional<Path> file = Optional.empty();

        @Option(names = "--campaign", paramLabel = "ID", description = "Without it, for all campaigns.")
        private String campaign = "";

        @Option(
                names = "--country",
                paramLabel = "ISO",
                description = "Country of national numbers; otherwise the campaign's.")
        private Optional<String> country = Optional.empty();

        /** How many they were: a customer's number stays out of logs. */
        void audited(Office office, Action action, NumberLines.Result result) {
            office.audited(AdminKind.DNC, action, result.changed() + (campaign.isEmpty() ? "" : " in " + campaign));
        }

        NumberLines.Result each(Store store, Function<List<String>, Integer> work) throws IOException {
            Optional<Campaign> of = store.setup().campaign(campaign);
            if (!campaign.isEmpty() && of.isEmpty()) {
                throw AdminRefusal.noSuch("campaign " + campaign);
            }
            if (typed.isEmpty() == file.isEmpty()) {
                throw AdminRefusal.usage("numbers or --file");
            }
            NumberLines numbers = NumberLines.of(of, country);
            if (file.isEmpty()) {
                return numbers.each(typed.iterator(), work);
            }
            try (var lines = Files.lines(file.get(), StandardCharsets.UTF_8)) {
                return numbers.each(lines.iterator(), work);
            }
        }
    }

    @Command(name = "list", description = "The numbers of a list, digits with country code.")
    private static final class ListAll extends OfficeCommand {
        @Option(names = "--campaign", paramLabel = "ID", description = "Without it, the list for all campaigns.")
        private String campaign = DncStorePort.SYSTEM;

        @Option(names = "--json", description = "As JSON.")
        private boolean json;

        ListAll(Office office) {
            super(office);
        }

        @Override
        int work(Store store) {
            if (json) {
                Listing listing = new Listing("number");
                each(store, listing::add);
                return office().listed(listing, true);
            }
            each(store, office().console()::say);
            return org.offhook.desktop.commandline.ExitCode.DONE;
        }

        private void each(Store store, java.util.function.Consumer<String> number) {
            String after = "";
            List<String> page = store.dnc().page(campaign, after, RUN);
            while (!page.isEmpty()) {
                page.forEach(number);
                page = store.dnc().page(campaign, page.getLast(), RUN);
            }
        }
    }

    @Command(name = "add", description = "Never call these numbers.")
    private static final class Add extends OfficeCommand {
        @Mixin
        private Numbers numbers = new Numbers();

        Add(Office office) {
            super(office);
        }

        @Override
        int work(Store store) throws IOException {
            NumberLines.Result added = numbers.each(store, run -> store.dnc().add(numbers.campaign, run));
            numbers.audited(office(), Action.ADD, added);
            return office().done(added.changed() + " numbers were added, " + added.refused() + " were no numbers.");
        }
    }

    @Command(name = "remove", description = "Allow calls to these numbers again.")
    private static final class Remove extends OfficeCommand {
        @Mixin
        private Numbers numbers = new Numbers();

        @Option(names = "--yes", description = "Do not ask.")
        private boolean yes;

        Remove(Office office) {
            super(office);
        }

        @Override
        int work(Store store) throws IOException {
            office().confirm(yes, "These numbers may be called again.");
            NumberLines.Result removed = numbers.each(store, run -> store.dnc().remove(numbers.campaign, run));
            numbers.audited(office(), Action.REMOVE, removed);
            return office().done(
                            removed.changed() + " numbers were removed, " + removed.refused() + " were no numbers.");
        }
    }
}
