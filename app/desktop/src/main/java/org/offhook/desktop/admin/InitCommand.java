package org.offhook.desktop.admin;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.offhook.campaign.admin.AdminKind;
import org.offhook.campaign.admin.AuditPort.Action;
import org.offhook.campaign.admin.EntryRules;
import org.offhook.campaign.user.Password;
import org.offhook.campaign.user.Right;
import org.offhook.campaign.user.User;
import org.offhook.campaign.user.UserGroup;
import org.offhook.store.Store;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The first administrator. */
@Command(
        name = "init",
        description = {
            "Make the first administrator, of level 9 with every right.",
            "The password is made up and printed once; it is stored only as a hash."
        })
final class InitCommand extends OfficeCommand {
    static final String ADMINISTRATORS = "ADMIN";
    static final String AGENTS = "AGENTS";

    @Option(names = "--name", paramLabel = "USER", description = "Log-in name; admin unless given.")
    private String name = "admin";

    InitCommand(Office office) {
        super(office);
    }

    @Override
    int work(Store store) {
        Password password = Password.generated();
        User user = new User(
                name, "Administrator", 9, ADMINISTRATORS, EnumSet.allOf(Right.class), true, "", "", "", "", "");
        AdminRefusal.unlessGood(Optional.empty(), EntryRules.of(user));
        boolean first = store.transact(ports -> {
            if (!ports.users().isEmpty()) {
                return false;
            }
            ports.users().putGroup(new UserGroup(ADMINISTRATORS, "Administrators", Set.of()));
            ports.users().putGroup(new UserGroup(AGENTS, "Agents", Set.of()));
            return ports.users().add(user, password, Optional.empty());
        });
        if (!first) {
            throw AdminRefusal.already("there are users; offhook admin users password sets a new password");
        }
        office().audited(AdminKind.GROUP, Action.ADD, ADMINISTRATORS);
        office().audited(AdminKind.GROUP, Action.ADD, AGENTS);
        office().audited(AdminKind.USER, Action.ADD, name);
        office().console().say("User:     " + name);
        return office().done("Password: " + password.reveal());
    }
}
