package org.offhook.desktop.admin;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.offhook.campaign.dnc.DncStorePort;
import org.offhook.campaign.setup.Campaign;
import org.offhook.campaign.transfer.NumberPlan;
import org.offhook.campaign.transfer.NumberPlan.Planned;
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

        private long refused;

        /** @return what {@code work} answered, added up */
        long each(Store store, Function<List<String>, Integer> work) throws IOException {
            Optional<Campaign> of = store.setup().campaign(campaign);
            if (!campaign.isEmpty() && of.isEmpty()) {
                throw AdminRefusal.noSuch("campaign " + campaign);
            }
            if (typed.isEmpty() == file.isEmpty()) {
                throw AdminRefusal.usage("numbers or --file");
            }
            NumberPlan plan = new NumberPlan(
                    country.or(() -> of.map(Campaign::country)).orElse(""),
                    of.map(one -> one.dialRules().phoneCode()).orElse(""));
            if (file.isEmpty()) {
                return inRuns(typed.iterator(), plan, work);
            }
            try (var lines = Files.lines(file.get(), StandardCharsets.UTF_8)) {
                return inRuns(lines.filter(line -> !line.isBlank()).iterator(), plan, work);
            }
        }

        private long inRuns(Iterator<String> all, NumberPlan plan, Function<List<String>, Integer> work) {
            long sum = 0;
            List<String> run = new ArrayList<>(RUN);
            while (all.hasNext()) {
                switch (plan.read(all.next(), "")) {
                    case Planned.Subscriber(String code, String number, String _) -> run.add(code + number);
                    case Planned.Refused _ -> refused++;
                }
                if (run.size() == RUN || !all.hasNext()) {
                    sum += work.apply(List.copyOf(run));
                    run.clear();
                }
            }
            return sum;
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
            long added = numbers.each(store, run -> store.dnc().add(numbers.campaign, run));
            return office().done(added + " numbers were added, " + numbers.refused + " were no numbers.");
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
            long removed = numbers.each(store, run -> store.dnc().remove(numbers.campaign, run));
            return office().done(removed + " numbers were removed, " + numbers.refused + " were no numbers.");
        }
    }
}
