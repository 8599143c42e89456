package org.offhook.desktop.admin;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.offhook.campaign.admin.AdminKind;
import org.offhook.campaign.admin.AuditPort.Action;
import org.offhook.campaign.admin.EntryRules;
import org.offhook.campaign.user.UserGroup;
import org.offhook.store.Store;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** User groups. */
final class GroupCommands {
    private GroupCommands() {}

    static CommandLine of(Office office) {
        return Headings.of(
                "groups",
                "Users that work together, and the campaigns they may work in.",
                new ListAll(office),
                new Put(office, "add"),
                new Put(office, "edit"));
    }

    @Command(name = "list", description = "All groups by id.")
    private static final class ListAll extends OfficeCommand {
        @Option(names = "--json", description = "As JSON.")
        private boolean json;

        ListAll(Office office) {
            super(office);
        }

        @Override
        int work(Store store) {
            Listing listing = new Listing("id", "name", "campaigns");
            store.users()
                    .groups()
                    .forEach(group -> listing.add(
                            group.id(),
                            group.name(),
                            group.campaigns().stream().sorted().toList()));
            return office().listed(listing, json);
        }
    }

    @Command(description = "A group's name and campaigns.")
    private static final class Put extends OfficeCommand {
        private final boolean fresh;

        @Parameters(paramLabel = "ID", description = "1 to 20 characters.")
        private String id = "";

        @Option(names = "--name", paramLabel = "TEXT")
        private Optional<String> name = Optional.empty();

        @Option(
                names = "--campaigns",
                split = ",",
                paramLabel = "ID",
                description = "The only campaigns its users may work in; empty for all.")
        private @Nullable List<String> campaigns;

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
                Optional<UserGroup> before = ports.users().group(id);
                AdminRefusal.unlessFits(fresh, before.isPresent(), "user group " + id);
                UserGroup old = before.orElseGet(() -> new UserGroup(id, id, Set.of()));
                Set<String> allowed = Optional.ofNullable(campaigns)
                        .map(ids -> Set.copyOf(
                                ids.stream().filter(text -> !text.isBlank()).toList()))
                        .orElse(old.campaigns());
                allowed.forEach(campaign ->
                        AdminRefusal.unless(ports.setup().campaign(campaign).isPresent(), "campaign " + campaign));
                UserGroup put = new UserGroup(id, name.orElse(old.name()), allowed);
                AdminRefusal.unlessGood(before.map(EntryRules::of), EntryRules.of(put));
                ports.users().putGroup(put);
                return put;
            });
            office().audited(AdminKind.GROUP, fresh ? Action.ADD : Action.CHANGE, id);
            return office().done("User group " + id + (fresh ? " was added." : " was changed."));
        }
    }
}
