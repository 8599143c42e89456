package org.offhook.desktop.admin;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.offhook.campaign.admin.AdminKind;
import org.offhook.campaign.admin.AuditPort.Action;
import org.offhook.campaign.admin.EntryRules;
import org.offhook.campaign.list.CustomField;
import org.offhook.campaign.list.LeadList;
import org.offhook.campaign.store.StorePorts;
import org.offhook.core.error.ErrorCode;
import org.offhook.store.Store;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists of leads. */
final class ListCommands {
    private ListCommands() {}

    static CommandLine of(Office office) {
        return Headings.of(
                "lists",
                "Lists of leads and their custom forms.",
                new ListAll(office),
                new Put(office, "add"),
                new Put(office, "edit"),
                new Deactivate(office));
    }

    @Command(name = "list", description = "All lists by id.")
    private static final class ListAll extends OfficeCommand {
        @Option(names = "--json", description = "As JSON.")
        private boolean json;

        @Option(names = "--count", description = "Count the leads, too; takes its time for millions.")
        private boolean count;

        ListAll(Office office) {
            super(office);
        }

        @Override
        int work(Store store) {
            Listing listing = count
                    ? new Listing("id", "name", "campaign", "active", "form", "leads")
                    : new Listing("id", "name", "campaign", "active", "form");
            for (LeadList list : store.lists().all()) {
                List<Object> cells = new ArrayList<>(
                        List.of(list.id(), list.name(), list.campaign(), list.active(), fields(list.form())));
                if (count) {
                    cells.add(store.leads().count(list.id()));
                }
                listing.add(cells.toArray());
            }
            return office().listed(listing, json);
        }

        private static List<String> fields(List<CustomField> form) {
            return form.stream()
                    .map(field -> field.name() + ":" + field.label() + ":" + field.longest())
                    .toList();
        }
    }

    @Command(description = "A list; with edit, what is given is changed and the rest stays.")
    private static final class Put extends OfficeCommand {
        private final boolean fresh;

        @Parameters(paramLabel = "ID", description = "2 to 14 digits.")
        private long id;

        @Option(names = "--name", paramLabel = "TEXT", description = "6 to 30 characters.")
        private Optional<String> name = Optional.empty();

        @Option(names = "--campaign", paramLabel = "ID")
        private Optional<String> campaign = Optional.empty();

        @Option(
                names = "--active",
                arity = "1",
                paramLabel = "true|false",
                description = "Whether its leads are handed out.")
        private Optional<Boolean> active = Optional.empty();

        @Option(
                names = "--field",
                paramLabel = "NAME[:LABEL[:LONGEST]]",
                description = "A field of its form; once for each, in order. Replaces the form.")
        private @Nullable List<String> form;

        @Option(names = "--yes", description = "Do not ask before fields of the form are dropped.")
        private boolean yes;

        Put(Office office, String verb) {
            super(office);
            fresh = verb.equals("add");
        }

        @Override
        Optional<String> verb() {
            return Optional.of(fresh ? "add" : "edit");
        }

        /** What is there, and what is to be there. */
        private record Change(LeadList old, LeadList list) {
            List<String> dropped() {
                return EntryRules.dropped(old, list);
            }
        }

        /** Asks what must be asked by the list as it is read first, and changes it as it is then. */
        @Override
        int work(Store store) throws IOException {
            List<String> dropped = change(store).dropped();
            if (!dropped.isEmpty()) {
                office().confirm(
                                yes,
                                "What leads hold in " + String.join(", ", dropped) + " will not be shown any more.");
            }
            store.transactAlone(ports -> {
                Change change = change(ports);
                if (!yes && !dropped.containsAll(change.dropped())) {
                    throw new AdminRefusal(ErrorCode.ENTRY_CHANGED, "list " + id);
                }
                boolean done =
                        fresh ? ports.lists().add(change.list()) : ports.lists().change(change.list());
                AdminRefusal.unlessFits(fresh, fresh != done, "list " + id);
                return change;
            });
            office().audited(AdminKind.LIST, fresh ? Action.ADD : Action.CHANGE, Long.toString(id));
            return office().done("List " + id + (fresh ? " was added." : " was changed."));
        }

        private Change change(StorePorts ports) {
            Optional<LeadList> before = ports.lists().find(id);
            AdminRefusal.unlessFits(fresh, before.isPresent(), "list " + id);
            LeadList old = before.orElseGet(() -> new LeadList(id, "", "", false, List.of()));
            LeadList list = new LeadList(
                    id,
                    name.orElse(old.name()),
                    campaign.orElse(old.campaign()),
                    active.orElse(old.active()),
                    Optional.ofNullable(form).map(ListCommands::fields).orElse(old.form()));
            AdminRefusal.unlessGood(before.map(EntryRules::of), EntryRules.of(list));
            AdminRefusal.unless(
                    list.campaign().isEmpty()
                            || ports.setup().campaign(list.campaign()).isPresent(),
                    "campaign " + list.campaign());
            return new Change(old, list);
        }
    }

    private static List<CustomField> fields(List<String> texts) {
        List<CustomField> fields = new ArrayList<>();
        for (String text : texts) {
            String[] parts = text.split(":", 3);
            if (parts.length == 3 && !parts[2].matches("\\d{1,4}")) {
                throw AdminRefusal.usage("--field is NAME, NAME:LABEL or NAME:LABEL:LONGEST");
            }
            int longest = parts.length == 3 ? Integer.parseInt(parts[2]) : EntryRules.USUAL_FIELD;
            fields.add(new CustomField(parts[0], parts.length > 1 ? parts[1] : parts[0], longest));
        }
        return List.copyOf(fields);
    }

    @Command(name = "deactivate", description = "Hand out no more leads of a list. Nothing is erased.")
    private static final class Deactivate extends OfficeCommand {
        @Parameters(paramLabel = "ID")
        private long id;

        @Option(names = "--yes", description = "Do not ask.")
        private boolean yes;

        Deactivate(Office office) {
            super(office);
        }

        @Override
        int work(Store store) throws IOException {
            AdminRefusal.unless(store.lists().find(id).isPresent(), "list " + id);
            office().confirm(yes, "No leads of list " + id + " will be handed out.");
            store.transactAlone(ports -> {
                LeadList now = ports.lists().find(id).orElseThrow(() -> AdminRefusal.noSuch("list " + id));
                return ports.lists().change(new LeadList(id, now.name(), now.campaign(), false, now.form()));
            });
            office().audited(AdminKind.LIST, Action.CHANGE, Long.toString(id));
            return office().done("List " + id + " was deactivated.");
        }
    }
}
