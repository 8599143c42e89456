package org.offhook.desktop.admin;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.offhook.campaign.admin.AdminKind;
import org.offhook.campaign.admin.AuditPort.Action;
import org.offhook.campaign.admin.EntryRules;
import org.offhook.campaign.setup.Disposition;
import org.offhook.campaign.setup.Disposition.Meaning;
import org.offhook.campaign.store.StorePorts;
import org.offhook.store.Store;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Dispositions. */
final class DispositionCommands {
    private DispositionCommands() {}

    static CommandLine of(Office office) {
        return Headings.of(
                "dispositions",
                "How a call can have gone; it becomes the lead's status.",
                new ListAll(office),
                new Put(office, "add"),
                new Put(office, "edit"),
                new Remove(office));
    }

    private static Optional<Disposition> find(StorePorts store, String campaign, String code) {
        return store.setup().dispositions(campaign).stream()
                .filter(one -> one.code().equals(code) && one.campaign().equals(campaign))
                .findFirst();
    }

    @Command(name = "list", description = "Those of a campaign and those of all campaigns.")
    private static final class ListAll extends OfficeCommand {
        @Option(names = "--campaign", paramLabel = "ID", description = "Without it, those of all campaigns only.")
        private String campaign = "";

        @Option(names = "--json", description = "As JSON.")
        private boolean json;

        ListAll(Office office) {
            super(office);
        }

        @Override
        int work(Store store) {
            Listing listing = new Listing("code", "name", "campaign", "hotkey", "meanings");
            store.setup()
                    .dispositions(campaign)
                    .forEach(one -> listing.add(
                            one.code(),
                            one.name(),
                            one.campaign(),
                            one.hotkey(),
                            one.meanings().stream().map(Meaning::name).sorted().toList()));
            return office().listed(listing, json);
        }
    }

    @Command(description = "A disposition.")
    private static final class Put extends OfficeCommand {
        private final boolean fresh;

        @Parameters(paramLabel = "CODE", description = "1 to 6 letters and digits, such as SALE.")
        private String code = "";

        @Option(names = "--campaign", paramLabel = "ID", description = "Without it, for all campaigns.")
        private String campaign = "";

        @Option(names = "--name", paramLabel = "TEXT", description = "Shown to the agent.")
        private Optional<String> name = Optional.empty();

        @Option(names = "--hotkey", paramLabel = "KEY", description = "One letter or digit; empty for none.")
        private Optional<String> hotkey = Optional.empty();

        @Option(
                names = "--meanings",
                split = ",",
                paramLabel = "MEANING",
                description = "What it means besides being chosen: ${COMPLETION-CANDIDATES}.")
        private @Nullable List<Meaning> meanings;

        Put(Office office, String verb) {
            super(office);
            fresh = verb.equals("add");
        }

        @Override
        Optional<String> verb() {
            return Optional.of(fresh ? "add" : "edit");
        }

        @Override
        int work(Store store) {
            store.transactAlone(ports -> {
                AdminRefusal.unless(
                        campaign.isEmpty() || ports.setup().campaign(campaign).isPresent(), "campaign " + campaign);
                Optional<Disposition> before = find(ports, campaign, code);
                AdminRefusal.unlessFits(fresh, before.isPresent(), "disposition " + code);
                Disposition old = before.orElseGet(() -> new Disposition(campaign, code, code, "", Set.of()));
                Disposition put = new Disposition(
                        campaign,
                        code,
                        name.orElse(old.name()),
                        hotkey.orElse(old.hotkey()),
                        Optional.ofNullable(meanings)
                                .<Set<Meaning>>map(Set::copyOf)
                                .orElse(old.meanings()));
                AdminRefusal.unlessGood(before.map(EntryRules::of), EntryRules.of(put));
                ports.setup().putDisposition(put);
                return put;
            });
            office().audited(AdminKind.DISPOSITION, fresh ? Action.ADD : Action.CHANGE, Office.auditId(campaign, code));
            return office().done("Disposition " + code + (fresh ? " was added." : " was changed."));
        }
    }

    @Command(name = "remove", description = "Offer a disposition no more; leads and log keep it.")
    private static final class Remove extends OfficeCommand {
        @Parameters(paramLabel = "CODE")
        private String code = "";

        @Option(names = "--campaign", paramLabel = "ID", description = "Without it, the one for all campaigns.")
        private String campaign = "";

        @Option(names = "--yes", description = "Do not ask.")
        private boolean yes;

        Remove(Office office) {
            super(office);
        }

        @Override
        int work(Store store) throws IOException {
            AdminRefusal.unless(find(store, campaign, code).isPresent(), "disposition " + code);
            office().confirm(yes, "Disposition " + code + " will be removed.");
            store.setup().removeDisposition(campaign, code);
            office().audited(AdminKind.DISPOSITION, Action.REMOVE, Office.auditId(campaign, code));
            return office().done("Disposition " + code + " was removed.");
        }
    }
}
