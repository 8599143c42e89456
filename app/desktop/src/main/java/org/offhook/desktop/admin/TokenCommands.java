package org.offhook.desktop.admin;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.offhook.campaign.admin.AdminKind;
import org.offhook.campaign.admin.AuditPort.Action;
import org.offhook.campaign.admin.EntryRules;
import org.offhook.campaign.token.ApiToken;
import org.offhook.campaign.user.Password;
import org.offhook.store.Store;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Header tokens of the ameyo profile. */
final class TokenCommands {
    private TokenCommands() {}

    static CommandLine of(Office office) {
        return Headings.of(
                "tokens",
                "Header tokens of the ameyo profile (Hash-key, Requesting-host, Policy-name).",
                new ListAll(office),
                new Add(office),
                new Deactivate(office));
    }

    @Command(name = "list", description = "All tokens, without their keys.")
    private static final class ListAll extends OfficeCommand {
        @Option(names = "--json", description = "As JSON.")
        private boolean json;

        ListAll(Office office) {
            super(office);
        }

        @Override
        int work(Store store) {
            Listing listing = new Listing("id", "label", "requesting_host", "policy_name", "user", "active", "created");
            store.tokens()
                    .all()
                    .forEach(token -> listing.add(
                            token.id(),
                            token.label(),
                            token.requestingHost(),
                            token.policyName(),
                            token.user(),
                            token.active(),
                            token.createdAt().toString()));
            return office().listed(listing, json);
        }
    }

    @Command(name = "add", description = "Make a token. Its Hash-key is printed once and stored only as a digest.")
    private static final class Add extends OfficeCommand {
        @Parameters(paramLabel = "LABEL", description = "What it is for.")
        private String label = "";

        @Option(names = "--user", required = true, paramLabel = "USER", description = "On whose behalf requests come.")
        private String user = "";

        @Option(names = "--host", required = true, paramLabel = "TEXT", description = "What Requesting-host says.")
        private String host = "";

        @Option(names = "--policy", required = true, paramLabel = "TEXT", description = "What Policy-name says.")
        private String policy = "";

        Add(Office office) {
            super(office);
        }

        @Override
        int work(Store store) {
            AdminRefusal.unless(store.users().find(user).isPresent(), "user " + user);
            AdminRefusal.unlessGood(Optional.empty(), EntryRules.ofToken(label, host, policy));
            Password key = Password.generatedKey();
            ApiToken token = store.tokens().add(label, key, host, policy, user);
            office().audited(AdminKind.TOKEN, Action.ADD, Long.toString(token.id()));
            office().console().say("Hash-key: " + key.reveal());
            return office().done("Token " + token.id() + " was added.");
        }
    }

    @Command(name = "deactivate", description = "Refuse a token from now on. It cannot be taken back.")
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
            List<ApiToken> all = store.tokens().all();
            if (all.stream().noneMatch(token -> token.id() == id && token.active())) {
                throw AdminRefusal.noSuch("active token " + id);
            }
            office().confirm(yes, "Whoever uses token " + id + " will be refused.");
            store.tokens().revoke(id);
            office().audited(AdminKind.TOKEN, Action.REMOVE, Long.toString(id));
            return office().done("Token " + id + " was deactivated.");
        }
    }
}
