package org.offhook.campaign.admin;

import java.util.List;
import java.util.Optional;
import org.offhook.campaign.admin.AuditPort.Action;
import org.offhook.campaign.admin.ChangeRefused.Reason;
import org.offhook.campaign.store.StorePorts;
import org.offhook.campaign.user.Password;
import org.offhook.campaign.user.User;
import org.offhook.campaign.user.UserGroup;

/** Users and their groups. Nobody makes or touches a user at or above their own level, level 9 excepted. */
public final class UserAdministration {
    private final Administration admin;

    UserAdministration(Administration admin) {
        this.admin = admin;
    }

    /** By name. */
    public List<User> all() {
        return admin.read(ports -> ports.users().all());
    }

    /** By id. */
    public List<UserGroup> groups() {
        return admin.read(ports -> ports.users().groups());
    }

    /** Adds a user; hashes. */
    public void add(User user, Password password, Optional<Password> phoneSecret) {
        Administration.valid(EntryRules.of(user));
        Administration.valid(EntryRules.of(password));
        phoneSecret.map(EntryRules::of).ifPresent(Administration::valid);
        StorePorts ports = admin.store();
        User by = admin.allowed(ports, AdminKind.USER);
        ChangeRefused.unless(!AdminRights.tooHigh(by, user.level()), Reason.LEVEL_TOO_HIGH);
        belongs(ports, user);
        // Hashing takes the time of many units of work, so it is not done inside one.
        ChangeRefused.unless(ports.users().add(user, password, phoneSecret), Reason.TAKEN);
        admin.changed(AdminKind.USER, Action.ADD, user.name());
    }

    /**
     * Changes everything but name and secrets.
     *
     * @param before as it was read
     */
    public void change(User before, User after) {
        Administration.valid(EntryRules.fresh(EntryRules.of(before), EntryRules.of(after)));
        admin.change(AdminKind.USER, Action.CHANGE, before.name(), (ports, by) -> {
            User now = Administration.unchanged(ports.users().find(before.name()), before);
            ChangeRefused.unless(!AdminRights.tooHigh(by, now.level()), Reason.LEVEL_TOO_HIGH);
            ChangeRefused.unless(!AdminRights.tooHigh(by, after.level()), Reason.LEVEL_TOO_HIGH);
            boolean keeps = AdminRights.mayModify(after, AdminKind.USER.right()) && after.level() >= by.level();
            ChangeRefused.unless(keeps || !by.name().equals(now.name()), Reason.YOURSELF);
            belongs(ports, after);
            return ports.users().change(before.name(), _ -> after);
        });
    }

    private static void belongs(StorePorts ports, User user) {
        ChangeRefused.unless(ports.users().group(user.group()).isPresent(), Reason.NO_SUCH_GROUP);
        Administration.campaignExists(ports, user.campaign());
    }

    /** Sets what the user logs in with; hashes. */
    public void setPassword(String name, Password password) {
        Administration.valid(EntryRules.of(password));
        StorePorts ports = admin.store();
        touchable(ports, admin.allowed(ports, AdminKind.USER), name);
        ChangeRefused.unless(ports.users().setPassword(name, password), Reason.GONE);
        admin.changed(AdminKind.USER, Action.SET_PASSWORD, name);
    }

    /** Sets what the user's phone registers with; absent erases it. */
    public void setPhoneSecret(String name, Optional<Password> secret) {
        secret.map(EntryRules::of).ifPresent(Administration::valid);
        Action action = secret.isPresent() ? Action.SET_PHONE_SECRET : Action.ERASE_PHONE_SECRET;
        admin.change(AdminKind.USER, action, name, (ports, by) -> {
            touchable(ports, by, name);
            return ports.users().setPhoneSecret(name, secret);
        });
    }

    private static void touchable(StorePorts ports, User by, String name) {
        User user = ports.users().find(name).orElseThrow(() -> ChangeRefused.because(Reason.GONE));
        ChangeRefused.unless(!AdminRights.tooHigh(by, user.level()), Reason.LEVEL_TOO_HIGH);
    }

    public void addGroup(UserGroup group) {
        Administration.valid(EntryRules.of(group));
        admin.change(AdminKind.GROUP, Action.ADD, group.id(), (ports, _) -> {
            ChangeRefused.unless(ports.users().group(group.id()).isEmpty(), Reason.TAKEN);
            return put(ports, group);
        });
    }

    /** @param before as it was read */
    public void changeGroup(UserGroup before, UserGroup after) {
        Administration.valid(EntryRules.fresh(EntryRules.of(before), EntryRules.of(after)));
        admin.change(AdminKind.GROUP, Action.CHANGE, before.id(), (ports, _) -> {
            Administration.unchanged(ports.users().group(before.id()), before);
            return put(ports, after);
        });
    }

    private static UserGroup put(StorePorts ports, UserGroup group) {
        group.campaigns().forEach(id -> Administration.campaignExists(ports, id));
        ports.users().putGroup(group);
        return group;
    }
}
