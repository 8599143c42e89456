package org.offhook.store.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;
import org.offhook.campaign.store.StoreException.StoreFault;
import org.offhook.campaign.user.Password;
import org.offhook.campaign.user.Right;
import org.offhook.campaign.user.User;
import org.offhook.campaign.user.UserGroup;
import org.offhook.campaign.user.UserStorePort;
import org.offhook.campaign.user.Verdict;
import org.offhook.store.credential.Credentials;
import org.offhook.store.credential.SecretCipher;
import org.offhook.store.database.Database;

/** Users and their groups. */
record SqlUsers(Database database, Credentials credentials, Optional<SecretCipher> cipher) implements UserStorePort {
    private record Proving(User user, String hash) {}

    private record ProvingOf(String name) {}

    @Override
    public boolean isEmpty() {
        return database.read(
                handle -> handle.createQuery("SELECT count(*) FROM (SELECT 1 FROM users LIMIT 1) AS anyone")
                                .mapTo(Integer.class)
                                .one()
                        == 0);
    }

    @Override
    public Optional<User> find(String name) {
        return database.read(handle -> find(handle, name, ""));
    }

    private static Optional<User> find(Handle handle, String name, String hold) {
        return handle.createQuery("SELECT * FROM users WHERE user_name = :name" + hold)
                .bind("name", name)
                .map((row, _) -> user(row))
                .findOne();
    }

    @Override
    public Optional<User> findByCustomThree(String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        return database.read(handle -> handle.createQuery(
                        "SELECT * FROM users WHERE custom_three = :text AND active = TRUE ORDER BY user_name LIMIT 1")
                .bind("text", text)
                .map((row, _) -> user(row))
                .findOne());
    }

    @Override
    public List<User> all() {
        return database.read(handle -> handle.createQuery("SELECT * FROM users ORDER BY user_name")
                .map((row, _) -> user(row))
                .list());
    }

    @Override
    public boolean add(User user, Password password, Optional<Password> phoneSecret) {
        String hash = credentials.hash(password);
        String secret = encrypted(user.name(), phoneSecret);
        return database.write(handle -> bindUser(handle.createUpdate("""
                                        INSERT INTO users (user_name, full_name, user_level, group_id, rights, active, campaign_id,
                                            phone_login, voicemail_id, email, custom_three, password_hash, phone_secret, created_ms,
                                            modified_ms)
                                        VALUES (:name, :fullName, :level, :group, :rights, :active, :campaign, :phoneLogin,
                                            :voicemailId, :email, :customThree, :hash, :secret, :now, :now)
                                        ON CONFLICT (user_name) DO NOTHING"""), user.name(), user)
                        .bind("hash", hash)
                        .bind("secret", secret)
                        .bind("now", database.dialect().nowMillis(handle))
                        .execute())
                == 1;
    }

    @Override
    public Optional<User> change(String name, UnaryOperator<User> change) {
        return database.write(handle -> find(handle, name, database.dialect().holdRow())
                .map(user -> {
                    return bindUser(handle.createQuery("""
                                            UPDATE users SET full_name = :fullName, user_level = :level, group_id = :group,
                                                rights = :rights, active = :active, campaign_id = :campaign,
                                                phone_login = :phoneLogin, voicemail_id = :voicemailId, email = :email,
                                                custom_three = :customThree, modified_ms = :now
                                            WHERE user_name = :name RETURNING *"""), name, change.apply(user))
                            .bind("now", database.dialect().nowMillis(handle))
                            .map((row, _) -> user(row))
                            .one();
                }));
    }

    private static <S extends SqlStatement<S>> S bindUser(S statement, String name, User user) {
        return statement
                .bind("name", name)
                .bind("fullName", user.fullName())
                .bind("level", user.level())
                .bind("group", user.group())
                .bind(
                        "rights",
                        Texts.joined(user.rights().stream().map(Enum::name).toList()))
                .bind("active", user.active())
                .bind("campaign", user.campaign())
                .bind("phoneLogin", user.phoneLogin())
                .bind("voicemailId", user.voicemailId())
                .bind("email", user.email())
                .bind("customThree", user.customThree());
    }

    @Override
    public boolean setPassword(String name, Password password) {
        String hash = credentials.hash(password);
        return database.write(handle -> handle.createUpdate(
                                "UPDATE users SET password_hash = :hash, modified_ms = :now WHERE user_name = :name")
                        .bind("hash", hash)
                        .bind("now", database.dialect().nowMillis(handle))
                        .bind("name", name)
                        .execute())
                == 1;
    }

    @Override
    public boolean setPhoneSecret(String name, Optional<Password> secret) {
        String encrypted = encrypted(name, secret);
        return database.write(handle -> handle.createUpdate(
                                "UPDATE users SET phone_secret = :secret, modified_ms = :now WHERE user_name = :name")
                        .bind("secret", encrypted)
                        .bind("now", database.dialect().nowMillis(handle))
                        .bind("name", name)
                        .execute())
                == 1;
    }

    @Override
    public Optional<Password> phoneSecret(String name) {
        return database.read(handle -> handle.createQuery(
                                "SELECT phone_secret FROM users WHERE user_name = :name AND phone_secret IS NOT NULL")
                        .bind("name", name)
                        .mapTo(String.class)
                        .findOne())
                .map(encrypted -> needCipher().decrypt(encrypted, name));
    }

    private @Nullable String encrypted(String name, Optional<Password> secret) {
        return secret.map(clear -> needCipher().encrypt(clear, name)).orElse(null);
    }

    private SecretCipher needCipher() {
        return cipher.orElseThrow(() -> new StoreFault("the store was opened without a key for phone secrets", null));
    }

    @Override
    public Verdict verify(String name, Password password) {
        Optional<Duration> pause = credentials.pause(name);
        if (pause.isPresent()) {
            return new Verdict.SlowedDown(pause.get());
        }
        Optional<Proving> stored = database.readTogether(
                new ProvingOf(name),
                handle -> handle.createQuery("SELECT * FROM users WHERE user_name = :name AND active = TRUE")
                        .bind("name", name)
                        .map((row, _) -> new Proving(user(row), row.getString("password_hash")))
                        .findOne());
        return switch (credentials.prove(name, stored.map(Proving::hash), password)) {
            case RIGHT -> new Verdict.Proven(stored.orElseThrow().user());
            case WRONG -> new Verdict.Refused();
        };
    }

    static User user(ResultSet row) throws SQLException {
        Set<Right> rights = Texts.split(Columns.text(row, "rights")).stream()
                .map(Right::valueOf)
                .collect(Collectors.toSet());
        return new User(
                row.getString("user_name"),
                Columns.text(row, "full_name"),
                row.getInt("user_level"),
                Columns.text(row, "group_id"),
                rights,
                row.getBoolean("active"),
                Columns.text(row, "campaign_id"),
                Columns.text(row, "phone_login"),
                Columns.text(row, "voicemail_id"),
                Columns.text(row, "email"),
                Columns.text(row, "custom_three"));
    }

    @Override
    public List<UserGroup> groups() {
        return database.read(handle -> handle.createQuery("SELECT * FROM user_groups ORDER BY group_id")
                .map((row, _) -> group(row))
                .list());
    }

    @Override
    public Optional<UserGroup> group(String id) {
        return database.read(handle -> handle.createQuery("SELECT * FROM user_groups WHERE group_id = :id")
                .bind("id", id)
                .map((row, _) -> group(row))
                .findOne());
    }

    @Override
    public void putGroup(UserGroup group) {
        database.write(handle -> handle.createUpdate("""
                        INSERT INTO user_groups (group_id, name, campaigns) VALUES (:id, :name, :campaigns)
                        ON CONFLICT (group_id) DO UPDATE SET name = excluded.name, campaigns = excluded.campaigns""")
                .bind("id", group.id())
                .bind("name", group.name())
                .bind("campaigns", Texts.joined(group.campaigns()))
                .execute());
    }

    private static UserGroup group(ResultSet row) throws SQLException {
        return new UserGroup(
                row.getString("group_id"),
                Columns.text(row, "name"),
                Set.copyOf(Texts.split(Columns.text(row, "campaigns"))));
    }
}
