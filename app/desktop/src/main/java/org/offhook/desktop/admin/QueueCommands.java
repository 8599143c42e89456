package org.offhook.desktop.admin;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.offhook.campaign.admin.AuditPort.Action;
import org.offhook.campaign.queue.DialEntry;
import org.offhook.store.Store;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Agents' manual-dial queues, and what nobody knows the outcome of. */
final class QueueCommands {
    private QueueCommands() {}

    static CommandLine of(Office office) {
        return Headings.of(
                "queue",
                "Numbers that wait for agents, and those whose outcome nobody knows.",
                new ListOpen(office),
                new Remove(office),
                new Resolve(office));
    }

    @Command(
            name = "list",
            description = "What is not done yet of an agent's queue; without an agent, all that is in doubt.")
    private static final class ListOpen extends OfficeCommand {
        @Parameters(paramLabel = "AGENT", arity = "0..1", description = "User name.")
        private Optional<String> agent = Optional.empty();

        @Option(names = "--json", description = "As JSON.")
        private boolean json;

        ListOpen(Office office) {
            super(office);
        }

        @Override
        int work(Store store) {
            List<DialEntry> entries = agent.map(store.dialQueue()::open)
                    .orElseGet(() -> store.dialQueue().inDoubt());
            Listing listing =
                    new Listing("id", "agent", "campaign", "number", "lead", "source", "state", "queued", "changed");
            for (DialEntry entry : entries) {
                listing.add(
                        entry.id(),
                        entry.asked().agent(),
                        entry.asked().campaign(),
                        entry.asked().shownNumber(),
                        entry.asked().lead().orElse(0),
                        entry.asked().source(),
                        entry.state().name(),
                        entry.queuedAt().toString(),
                        entry.changedAt().toString());
            }
            return office().listed(listing, json);
        }
    }

    @Command(name = "remove", description = "Take a number out that still waits.")
    private static final class Remove extends OfficeCommand {
        @Parameters(paramLabel = "ID")
        private long id;

        @Option(names = "--yes", description = "Do not ask.")
        private boolean yes;

        Remove(Office office) {
            super(office);
        }

        @Override
        int work(Store store) throws IOException {
            AdminRefusal.unless(store.dialQueue().find(id).isPresent(), "queue entry " + id);
            office().confirm(yes, "Queue entry " + id + " will not be dialled.");
            if (!store.dialQueue().remove(id)) {
                throw AdminRefusal.noSuch("queue entry " + id + " that still waits");
            }
            office().audited(OfficeKind.QUEUE_ENTRY, Action.REMOVE, Long.toString(id));
            return office().done("Queue entry " + id + " was removed.");
        }
    }

    @Command(
            name = "resolve",
            description = {
                "Decide about a number whose outcome nobody knows, after asking the customer or the exchange.",
                "Without --dial-again it is done with and is not dialled."
            })
    private static final class Resolve extends OfficeCommand {
        @Parameters(paramLabel = "ID")
        private long id;

        @Option(names = "--dial-again", description = "It waits again: the customer may hear the phone a second time.")
        private boolean again;

        Resolve(Office office) {
            super(office);
        }

        @Override
        int work(Store store) {
            if (!store.dialQueue().resolve(id, again)) {
                throw AdminRefusal.noSuch("queue entry " + id + " in doubt");
            }
            office().audited(OfficeKind.QUEUE_ENTRY, Action.CHANGE, Long.toString(id));
            return office().done("Queue entry " + id + (again ? " waits again." : " is done with."));
        }
    }
}
