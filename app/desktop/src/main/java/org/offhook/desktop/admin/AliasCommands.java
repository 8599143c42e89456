package org.offhook.desktop.admin;

import java.io.IOException;
import java.util.Optional;
import org.offhook.campaign.admin.AdminKind;
import org.offhook.campaign.admin.AuditPort.Action;
import org.offhook.campaign.admin.EntryRules;
import org.offhook.campaign.setup.GroupAlias;
import org.offhook.store.Store;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Group aliases. */
final class AliasCommands {
    private AliasCommands() {}

    static CommandLine of(Office office) {
        return Headings.of(
                "aliases",
                "Caller ids that a request can name (group_alias).",
                new ListAll(office),
                new Put(office, "add"),
                new Put(office, "edit"),
                new Deactivate(office));
    }

    @Command(name = "list", description = "All of them by id.")
    private static final class ListAll extends OfficeCommand {
        @Option(names = "--json", description = "As JSON.")
        private boolean json;

        ListAll(Office office) {
            super(office);
        }

        @Override
        int work(Store store) {
            Listing listing = new Listing("id", "name", "caller_id", "caller_name", "active");
            store.setup()
                    .groupAliases()
                    .forEach(alias -> listing.add(
                            alias.id(), alias.name(), alias.callerIdNumber(), alias.callerIdName(), alias.active()));
            return office().listed(listing, json);
        }
    }

    @Command(description = "A group alias.")
    private static final class Put extends OfficeCommand {
        private final boolean fresh;

        @Parameters(paramLabel = "ID")
        private String id = "";

        @Option(names = "--name", paramLabel = "TEXT")
        private Optional<String> name = Optional.empty();

        @Option(names = "--caller-id", paramLabel = "NUMBER", description = "At least 4 digits, or its use is refused.")
        private Optional<String> callerId = Optional.empty();

        @Option(names = "--caller-name", paramLabel = "TEXT")
        private Optional<String> callerName = Optional.empty();

        @Option(names = "--active", arity = "1", paramLabel = "true|false")
        private Optional<Boolean> active = Optional.empty();

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
                Optional<GroupAlias> before = ports.setup().groupAlias(id);
                AdminRefusal.unlessFits(fresh, before.isPresent(), "group alias " + id);
                GroupAlias old = before.orElseGet(() -> new GroupAlias(id, id, "", "", true));
                GroupAlias alias = new GroupAlias(
                        id,
                        name.orElse(old.name()),
                        callerId.orElse(old.callerIdNumber()),
                        callerName.orElse(old.callerIdName()),
                        active.orElse(old.active()));
                AdminRefusal.unlessGood(before.map(EntryRules::of), EntryRules.of(alias));
                ports.setup().putGroupAlias(alias);
                return alias;
            });
            office().audited(AdminKind.ALIAS, fresh ? Action.ADD : Action.CHANGE, id);
            return office().done("Group alias " + id + (fresh ? " was added." : " was changed."));
        }
    }

    @Command(name = "deactivate", description = "Refuse requests that name it. Nothing is erased.")
    private static final class Deactivate extends OfficeCommand {
        @Parameters(paramLabel = "ID")
        private String id = "";

        @Option(names = "--yes", description = "Do not ask.")
        private boolean yes;

        Deactivate(Office office) {
            super(office);
        }

        @Override
        int work(Store store) throws IOException {
            AdminRefusal.unless(store.setup().groupAlias(id).isPresent(), "group alias " + id);
            office().confirm(yes, "Requests that name group alias " + id + " will be refused.");
            store.transactAlone(ports -> {
                GroupAlias now =
                        ports.setup().groupAlias(id).orElseThrow(() -> AdminRefusal.noSuch("group alias " + id));
                ports.setup()
                        .putGroupAlias(new GroupAlias(id, now.name(), now.callerIdNumber(), now.callerIdName(), false));
                return now;
            });
            office().audited(AdminKind.ALIAS, Action.CHANGE, id);
            return office().done("Group alias " + id + " was deactivated.");
        }
    }
}
