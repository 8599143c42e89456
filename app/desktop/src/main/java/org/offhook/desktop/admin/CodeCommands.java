package org.offhook.desktop.admin;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.offhook.campaign.admin.AdminKind;
import org.offhook.campaign.admin.AuditPort.Action;
import org.offhook.campaign.admin.EntryRules;
import org.offhook.campaign.setup.PauseCode;
import org.offhook.campaign.store.StorePorts;
import org.offhook.store.Store;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Pause codes. */
final class CodeCommands {
    private CodeCommands() {}

    static CommandLine of(Office office) {
        return Headings.of(
                "codes",
                "Reasons to pause.",
                new ListAll(office),
                new Put(office, "add"),
                new Put(office, "edit"),
                new Remove(office));
    }

    /** The one of exactly this campaign, or of all. */
    private static Optional<PauseCode> find(StorePorts store, String campaign, String code) {
        return store.setup().pauseCodes(campaign).stream()
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
            Listing listing = new Listing("code", "name", "campaign", "break", "limit_minutes");
            store.setup()
                    .pauseCodes(campaign)
                    .forEach(code -> listing.add(
                            code.code(),
                            code.name(),
                            code.campaign(),
                            code.onBreak(),
                            code.limit().toMinutes()));
            return office().listed(listing, json);
        }
    }

    @Command(description = "A pause code.")
    private static final class Put extends OfficeCommand {
        private final boolean fresh;

        @Parameters(paramLabel = "CODE", description = "1 to 12 letters and digits, such as LUNCH.")
        private String code = "";

        @Option(names = "--campaign", paramLabel = "ID", description = "Without it, for all campaigns.")
        private String campaign = "";

        @Option(names = "--name", paramLabel = "TEXT", description = "Shown to the agent.")
        private Optional<String> name = Optional.empty();

        @Option(
                names = "--break",
                arity = "1",
                paramLabel = "true|false",
                description = "The agent is away from the campaign.")
        private Optional<Boolean> onBreak = Optional.empty();

        @Option(names = "--limit", paramLabel = "MINUTES", description = "How long it should last; 0 for no limit.")
        private Optional<Integer> limit = Optional.empty();

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
                Optional<PauseCode> before = find(ports, campaign, code);
                AdminRefusal.unlessFits(fresh, before.isPresent(), "pause code " + code);
                PauseCode old = before.orElseGet(() -> new PauseCode(campaign, code, code, false, Duration.ZERO));
                PauseCode put = new PauseCode(
                        campaign,
                        code,
                        name.orElse(old.name()),
                        onBreak.orElse(old.onBreak()),
                        limit.map(Duration::ofMinutes).orElse(old.limit()));
                AdminRefusal.unlessGood(before.map(EntryRules::of), EntryRules.of(put));
                ports.setup().putPauseCode(put);
                return put;
            });
            office().audited(AdminKind.PAUSE_CODE, fresh ? Action.ADD : Action.CHANGE, Office.auditId(campaign, code));
            return office().done("Pause code " + code + (fresh ? " was added." : " was changed."));
        }
    }

    @Command(name = "remove", description = "Offer a pause code no more.")
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
            AdminRefusal.unless(find(store, campaign, code).isPresent(), "pause code " + code);
            office().confirm(yes, "Pause code " + code + " will be removed.");
            store.setup().removePauseCode(campaign, code);
            office().audited(AdminKind.PAUSE_CODE, Action.REMOVE, Office.auditId(campaign, code));
            return office().done("Pause code " + code + " was removed.");
        }
    }
}
