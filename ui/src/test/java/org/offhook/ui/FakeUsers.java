package org.offhook.ui;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.offhook.campaign.user.Password;
import org.offhook.campaign.user.User;
import org.offhook.campaign.user.UserGroup;

/** The users of a {@link FakeStore}. */
record FakeUsers(FakeStore store) {
    public Optional<User> find(String name) {
        return Optional.ofNullable(store.users.get(name));
    }

    public List<User> all() {
        return List.copyOf(store.users.values());
    }

    public boolean add(User user, Password password, Optional<Password> phoneSecret) {
        if (store.users.putIfAbsent(user.name(), user) != null) {
            return false;
        }
        store.passwords.put(user.name(), password);
        phoneSecret.ifPresent(secret -> store.phoneSecrets.put(user.name(), secret));
        return true;
    }

    public Optional<User> change(String name, UnaryOperator<User> change) {
        return Optional.ofNullable(store.users.computeIfPresent(name, (_, user) -> change.apply(user)));
    }

    public boolean setPassword(String name, Password password) {
        store.passwords.put(name, password);
        return store.users.containsKey(name);
    }

    public boolean setPhoneSecret(String name, Optional<Password> secret) {
        secret.ifPresentOrElse(one -> store.phoneSecrets.put(name, one), () -> store.phoneSecrets.remove(name));
        return store.users.containsKey(name);
    }

    public List<UserGroup> groups() {
        return List.copyOf(store.groups.values());
    }

    public Optional<UserGroup> group(String id) {
        return Optional.ofNullable(store.groups.get(id));
    }

    public void putGroup(UserGroup group) {
        store.groups.put(group.id(), group);
    }
}
