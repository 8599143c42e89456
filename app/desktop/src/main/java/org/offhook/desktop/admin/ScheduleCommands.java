package org.offhook.desktop.admin;

import java.io.IOException;
import java.util.Optional;
import org.offhook.campaign.admin.AdminKind;
import org.offhook.campaign.admin.AuditPort.Action;
import org.offhook.campaign.schedule.FutureCall;
import org.offhook.store.Store;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Future calls. */
final class ScheduleCommands {
    private ScheduleCommands() {}

    static CommandLine of(Office office) {
        return Headings.of(
                "schedule", "Calls that are made later.", new ListAll(office), new Cancel(office), new Resolve(office));
    }

    @Command(
            name = "list",
            description = "The future calls of an organisation by time; without one, all that are in doubt.")
    private static final class ListAll extends OfficeCommand {
        @Parameters(paramLabel = "ORG", arity = "0..1", description = "The organisation they were asked for.")
        private Optional<String> organisation = Optional.empty();

        @Option(names = "--all", description = "Those that are over, too.")
        private boolean all;

        @Option(names = "--json", description = "As JSON.")
        private boolean json;

        ListAll(Office office) {
            super(office);
        }

        @Override
        int work(Store store) {
            Listing listing = new Listing(
                    "id", "ident", "local_time", "time_zone", "due", "dial1", "dial2", "state", "attempts", "outcome");
            for (FutureCall call : organisation
                    .map(name -> store.futureCalls().of(name, all))
                    .orElseGet(() -> store.futureCalls().inDoubt())) {
                listing.add(
                        call.id(),
                        call.asked().ident(),
                        call.asked().at().local().toString(),
                        call.asked().at().zone().getId(),
                        call.due().toString(),
                        call.asked().dial1(),
                        call.asked().dial2(),
                        call.state().name(),
                        call.attempts(),
                        call.outcome());
            }
            return office().listed(listing, json);
        }
    }

    @Command(name = "cancel", description = "Do not make a future call that still waits.")
    private static final class Cancel extends OfficeCommand {
        @Parameters(paramLabel = "ID")
        private long id;

        @Option(names = "--yes", description = "Do not ask.")
        private boolean yes;

        Cancel(Office office) {
            super(office);
        }

        @Override
        int work(Store store) throws IOException {
            AdminRefusal.unless(store.futureCalls().find(id).isPresent(), "future call " + id);
            office().confirm(yes, "Future call " + id + " will not be made.");
            if (!store.futureCalls().cancel(id)) {
                throw AdminRefusal.noSuch("future call " + id + " that still waits");
            }
            office().audited(AdminKind.FUTURE_CALL, Action.REMOVE, Long.toString(id));
            return office().done("Future call " + id + " was cancelled.");
        }
    }

    @Command(
            name = "resolve",
            description = {
                "Decide about a future call whose outcome nobody knows, after asking the parties or the exchange.",
                "Without --dial-again it is done with and is not made."
            })
    private static final class Resolve extends OfficeCommand {
        @Parameters(paramLabel = "ID")
        private long id;

        @Option(
                names = "--dial-again",
                description = "It is due at once: the parties may hear the phone a second time.")
        private boolean again;

        Resolve(Office office) {
            super(office);
        }

        @Override
        int work(Store store) {
            if (!store.futureCalls().resolve(id, again)) {
                throw AdminRefusal.noSuch("future call " + id + " in doubt");
            }
            office().audited(AdminKind.FUTURE_CALL, Action.CHANGE, Long.toString(id));
            return office().done("Future call " + id + (again ? " is due again." : " is done with."));
        }
    }
}
