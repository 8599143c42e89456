package org.offhook.desktop.admin;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.offhook.campaign.admin.AdminKind;
import org.offhook.campaign.admin.AuditPort.Action;
import org.offhook.campaign.admin.EntryFault;
import org.offhook.campaign.admin.EntryRules;
import org.offhook.campaign.user.Password;
import org.offhook.campaign.user.Right;
import org.offhook.campaign.user.User;
import org.offhook.store.Store;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Users. */
final class UserCommands {
    private UserCommands() {}

    static CommandLine of(Office office) {
        return Headings.of(
                "users",
                "Who may log in and call the API.",
                new ListAll(office),
                new Add(office),
                new Edit(office),
                new SetPassword(office),
                new SetPhoneSecret(office),
                new Deactivate(office));
    }

    /** What can be said of a user. */
    private static final class Facts {
        @Option(names = "--full-name", paramLabel = "TEXT", description = "Shown in the window and in lists.")
        private Optional<String> fullName = Optional.empty();

        @Option(names = "--level", paramLabel = "1-9", description = "8 and above administer. 1 unless given.")
        private Optional<Integer> level = Optional.empty();

        @Option(names = "--group", paramLabel = "ID", description = "User group; AGENTS unless given.")
        private Optional<String> group = Optional.empty();

        @Option(
                names = "--rights",
                split = ",",
                paramLabel = "RIGHT",
                description = "All the rights from now on, separated by commas: ${COMPLETION-CANDIDATES}.")
        private @Nullable List<Right> rights;

        @Option(names = "--campaign", paramLabel = "ID", description = "The campaign the user logs in to.")
        private Optional<String> campaign = Optional.empty();

        @Option(names = "--phone-login", paramLabel = "EXT", description = "Extension of the user's phone.")
        private Optional<String> phoneLogin = Optional.empty();

        @Option(names = "--voicemail", paramLabel = "ID")
        private Optional<String> voicemail = Optional.empty();

        @Option(names = "--email", paramLabel = "ADDRESS")
        private Optional<String> email = Optional.empty();

        @Option(names = "--custom-three", paramLabel = "TEXT", description = "What alt_user is looked up by.")
        private Optional<String> customThree = Optional.empty();

        @Option(
                names = "--active",
                arity = "1",
                paramLabel = "true|false",
                description = "Whether the user may do anything.")
        private Optional<Boolean> active = Optional.empty();

        User put(User user) {
            int newLevel = level.orElse(user.level());
            if (newLevel < 1 || newLevel > 9) {
                throw AdminRefusal.usage(EntryFault.LEVEL.sentence());
            }
            return new User(
                    user.name(),
                    fullName.orElse(user.fullName()),
                    newLevel,
                    group.orElse(user.group()),
                    Optional.ofNullable(rights).<Set<Right>>map(Set::copyOf).orElse(user.rights()),
                    active.orElse(user.active()),
                    campaign.orElse(user.campaign()),
                    phoneLogin.orElse(user.phoneLogin()),
                    voicemail.orElse(user.voicemailId()),
                    email.orElse(user.email()),
                    customThree.orElse(user.customThree()));
        }

        /** @throws AdminRefusal when the change makes it worse */
        User changed(User user) {
            User put = put(user);
            AdminRefusal.unlessGood(Optional.of(EntryRules.of(user)), EntryRules.of(put));
            return put;
        }

        /** @throws AdminRefusal when a campaign is named that is not there */
        void check(Store store) {
            campaign.filter(id -> !id.isEmpty() && store.setup().campaign(id).isEmpty())
                    .ifPresent(id -> {
                        throw AdminRefusal.noSuch("campaign " + id);
                    });
            group.filter(id -> store.users().group(id).isEmpty()).ifPresent(id -> {
                throw AdminRefusal.noSuch("user group " + id);
            });
        }
    }

    @Command(name = "list", description = "All users by name.")
    private static final class ListAll extends OfficeCommand {
        @Option(names = "--json", description = "As JSON.")
        private boolean json;

        ListAll(Office office) {
            super(office);
        }

        @Override
        int work(Store store) {
            Listing listing = new Listing(
                    "name",
                    "full_name",
                    "level",
                    "group",
                    "rights",
                    "active",
                    "campaign",
                    "phone_login",
                    "voicemail",
                    "email",
                    "custom_three");
            for (User user : store.users().all()) {
                listing.add(
                        user.name(),
                        user.fullName(),
                        user.level(),
                        user.group(),
                        user.rights().stream().map(Right::name).sorted().toList(),
                        user.active(),
                        user.campaign(),
                        user.phoneLogin(),
                        user.voicemailId(),
                        user.email(),
                        user.customThree());
            }
            return office().listed(listing, json);
        }
    }

    @Command(
            name = "add",
            description = {
                "Add a user. Asks for the password, with --phone-secret for the phone's too;",
                "where stdin is no terminal, they are its lines."
            })
    private static final class Add extends OfficeCommand {
        @Parameters(paramLabel = "USER", description = "Log-in name, 2 to 20 characters.")
        private String name = "";

        @Mixin
        private Facts facts = new Facts();

        @Option(names = "--generate", description = "Make the password up and print it once.")
        private boolean generate;

        @Option(names = "--phone-secret", description = "Ask for what the user's phone registers with, too.")
        private boolean phoneSecret;

        Add(Office office) {
            super(office);
        }

        @Override
        int work(Store store) throws IOException {
            facts.check(store);
            User user = facts.put(User.of(name, name, 1, InitCommand.AGENTS, Right.USE_API, Right.MANUAL_DIAL));
            AdminRefusal.unlessGood(Optional.empty(), EntryRules.of(user));
            if (store.users().find(name).isPresent()) {
                throw AdminRefusal.already("user " + name);
            }
            if (store.users().group(user.group()).isEmpty()) {
                throw AdminRefusal.noSuch("user group " + user.group());
            }
            Password password = generate ? Password.generated() : office().askPassword("Password of " + name);
            Optional<Password> phone =
                    phoneSecret ? Optional.of(office().askPassword("Secret of the phone")) : Optional.empty();
            if (!store.users().add(user, password, phone)) {
                throw AdminRefusal.already("user " + name);
            }
            office().audited(AdminKind.USER, Action.ADD, name);
            if (generate) {
                office().console().say("Password: " + password.reveal());
            }
            return office().done("User " + name + " was added.");
        }
    }

    @Command(name = "edit", description = "Change what is given and leave the rest.")
    private static final class Edit extends OfficeCommand {
        @Parameters(paramLabel = "USER")
        private String name = "";

        @Mixin
        private Facts facts = new Facts();

        Edit(Office office) {
            super(office);
        }

        @Override
        int work(Store store) {
            facts.check(store);
            AdminRefusal.unless(store.users().change(name, facts::changed).isPresent(), "user " + name);
            office().audited(AdminKind.USER, Action.CHANGE, name);
            return office().done("User " + name + " was changed.");
        }
    }

    @Command(name = "password", description = "Set a user's password. Asks for it.")
    private static final class SetPassword extends OfficeCommand {
        @Parameters(paramLabel = "USER")
        private String name = "";

        @Option(names = "--generate", description = "Make it up and print it once.")
        private boolean generate;

        SetPassword(Office office) {
            super(office);
        }

        @Override
        int work(Store store) throws IOException {
            AdminRefusal.unless(store.users().find(name).isPresent(), "user " + name);
            Password password = generate ? Password.generated() : office().askPassword("New password of " + name);
            store.users().setPassword(name, password);
            office().audited(AdminKind.USER, Action.SET_PASSWORD, name);
            if (generate) {
                office().console().say("Password: " + password.reveal());
            }
            return office().done("The password of " + name + " was set.");
        }
    }

    @Command(name = "phone-secret", description = "Set what a user's phone registers with. Asks for it.")
    private static final class SetPhoneSecret extends OfficeCommand {
        @Parameters(paramLabel = "USER")
        private String name = "";

        @Option(names = "--erase", description = "Forget it instead.")
        private boolean erase;

        @Option(names = "--yes", description = "Do not ask before it is forgotten.")
        private boolean yes;

        SetPhoneSecret(Office office) {
            super(office);
        }

        @Override
        int work(Store store) throws IOException {
            AdminRefusal.unless(store.users().find(name).isPresent(), "user " + name);
            if (erase) {
                office().confirm(yes, "The phone's secret of " + name + " will be forgotten.");
                store.users().setPhoneSecret(name, Optional.empty());
                office().audited(AdminKind.USER, Action.ERASE_PHONE_SECRET, name);
                return office().done("The phone's secret of " + name + " was forgotten.");
            }
            store.users().setPhoneSecret(name, Optional.of(office().askPassword("Secret of the phone")));
            office().audited(AdminKind.USER, Action.SET_PHONE_SECRET, name);
            return office().done("The phone's secret of " + name + " was set.");
        }
    }

    @Command(name = "deactivate", description = "Keep a user from logging in and from the API. Nothing is erased.")
    private static final class Deactivate extends OfficeCommand {
        @Parameters(paramLabel = "USER")
        private String name = "";

        @Option(names = "--yes", description = "Do not ask.")
        private boolean yes;

        Deactivate(Office office) {
            super(office);
        }

        @Override
        int work(Store store) throws IOException {
            AdminRefusal.unless(store.users().find(name).isPresent(), "user " + name);
            office().confirm(yes, "User " + name + " will neither be able to log in nor to call the API.");
            AdminRefusal.unless(
                    store.users().change(name, user -> user.withActive(false)).isPresent(), "user " + name);
            office().audited(AdminKind.USER, Action.CHANGE, name);
            return office().done("User " + name + " was deactivated.");
        }
    }
}
