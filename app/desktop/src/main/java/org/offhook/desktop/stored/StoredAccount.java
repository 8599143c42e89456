package org.offhook.desktop.stored;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.offhook.agent.port.AccountStorePort;
import org.offhook.core.account.Account;
import org.offhook.core.account.AccountId;
import org.offhook.core.account.Credential;
import org.offhook.core.account.Reach;
import org.offhook.core.account.Secret;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.phone.ExtraAccount;
import org.offhook.desktop.secrets.SecretStore;
import org.offhook.desktop.settings.FurtherAccount;
import org.offhook.desktop.settings.SettingKey;
import org.offhook.desktop.settings.SettingKind.Value;
import org.offhook.desktop.settings.Settings;
import org.offhook.desktop.settings.Settings.AccountSettings;
import org.offhook.desktop.settings.Settings.SecretPlace;
import org.offhook.desktop.settings.SettingsFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The phone's own account: {@code settings.json} has everything but the password, which a secret store has. */
public final class StoredAccount implements AccountStorePort {
    private static final Logger LOG = LoggerFactory.getLogger(StoredAccount.class);

    private final SettingsFile settings;
    private final SecretShelf secrets;
    private final StoredExtras extras;
    private final Executor disk;

    /** @param disk one thread, on which everything here runs but {@link #load} */
    public StoredAccount(
            SettingsFile settings, SecretStore file, Supplier<Optional<? extends SecretStore>> system, Executor disk) {
        this.settings = settings;
        this.secrets = new SecretShelf(file, system);
        this.extras = new StoredExtras(settings, secrets);
        this.disk = disk;
    }

    /** What {@link #load} found. */
    public sealed interface Loaded {
        record Found(Account account) implements Loaded {}

        record NotSetUp() implements Loaded {}

        /** The account is there, its password cannot be had. */
        record Failed(ErrorCode error, String detail) implements Loaded {}
    }

    /** The account as stored; blocks while a secret store is asked. */
    public Loaded load(AccountSettings stored) {
        if (stored.exchange() != Settings.Exchange.OWN) {
            return new Loaded.NotSetUp();
        }
        try {
            Secret password = secrets.password(stored, name(stored));
            return stored.with(password, further(stored))
                    .<Loaded>map(Loaded.Found::new)
                    .orElseGet(Loaded.NotSetUp::new);
        } catch (IOException e) {
            return new Loaded.Failed(ErrorCode.SECRET_STORE_FAILED, String.valueOf(e.getMessage()));
        }
    }

    /** {@code USER:REALM:PASSWORD} a line; what is no such line is left out and told without its content. */
    private static List<Credential> further(AccountSettings stored) throws IOException {
        Optional<Path> path = stored.reach().credentialsFile();
        if (path.isEmpty()) {
            return List.of();
        }
        List<String> lines;
        try {
            lines = Files.readAllLines(path.get(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IOException("account.credentialsFile cannot be read", e);
        }
        List<Credential> found = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            int user = line.indexOf(':');
            int realm = line.indexOf(':', user + 1);
            if (user > 0 && realm > user + 1) {
                found.add(new Credential(
                        line.substring(user + 1, realm),
                        line.substring(0, user),
                        Secret.of(line.substring(realm + 1))));
            } else if (!line.isBlank()) {
                LOG.warn("line {} of account.credentialsFile is not USER:REALM:PASSWORD", i + 1);
            }
        }
        return List.copyOf(found);
    }

    /** The accounts beside the main one, as stored; blocks while a secret store is asked. */
    public List<ExtraAccount> loadExtras(List<FurtherAccount> stored, Consumer<AccountId> missing) {
        StoredExtras.Loaded loaded = extras.load(stored);
        loaded.missing().forEach(missing);
        return loaded.extras();
    }

    @Override
    public CompletionStage<Optional<ErrorCode>> saveExtra(ExtraAccount extra) {
        return CompletableFuture.supplyAsync(() -> extras.save(extra), disk);
    }

    @Override
    public CompletionStage<Optional<ErrorCode>> removeExtra(AccountId account) {
        return CompletableFuture.supplyAsync(() -> extras.remove(account), disk);
    }

    private static String name(AccountSettings stored) {
        String domain = stored.domain().isBlank() ? stored.server() : stored.domain();
        return stored.extension() + "@" + domain;
    }

    @Override
    public CompletionStage<Optional<ErrorCode>> save(Account account) {
        return CompletableFuture.supplyAsync(() -> saveNow(account), disk);
    }

    private Optional<ErrorCode> saveNow(Account account) {
        SecretPlace place;
        try {
            place = secrets.keep(account.extension() + "@" + account.domain(), account.password());
        } catch (IOException e) {
            LOG.warn("the password could not be stored: {}", e.getMessage());
            return Optional.of(ErrorCode.SECRET_STORE_FAILED);
        }
        Map<SettingKey, Value> changes = new EnumMap<>(SettingKey.class);
        changes.put(SettingKey.ACCOUNT_EXCHANGE, one("own"));
        changes.put(SettingKey.ACCOUNT_SERVER, one(account.server().host()));
        changes.put(
                SettingKey.ACCOUNT_PORT,
                one(Integer.toString(account.server().port().orElse(0))));
        changes.put(SettingKey.ACCOUNT_DOMAIN, one(account.domain()));
        changes.put(SettingKey.ACCOUNT_EXTENSION, one(account.extension()));
        changes.put(SettingKey.ACCOUNT_TRANSPORT, one(account.transport().name()));
        changes.put(SettingKey.ACCOUNT_AUTHENTICATION_USER, one(account.authenticationUser()));
        changes.put(SettingKey.ACCOUNT_DISPLAY_NAME, one(account.displayName()));
        if (account.reach().equals(Reach.DIRECT)) { // another exchange has other proxies and backups
            changes.put(SettingKey.ACCOUNT_OUTBOUND_PROXY, one(""));
            changes.put(SettingKey.ACCOUNT_BACKUP, new Value.Many(List.of()));
        }
        changes.put(SettingKey.ACCOUNT_SECRET_IN, one(place.name().toLowerCase(Locale.ROOT)));
        return write(changes);
    }

    @Override
    public CompletionStage<Optional<ErrorCode>> savePractice() {
        return CompletableFuture.supplyAsync(() -> write(Map.of(SettingKey.ACCOUNT_EXCHANGE, one("practice"))), disk);
    }

    private Optional<ErrorCode> write(Map<SettingKey, Value> changes) {
        try {
            settings.change(changes);
            return Optional.empty();
        } catch (IOException e) {
            LOG.warn("settings.json could not be written: {}", e.toString());
            return Optional.of(ErrorCode.DATA_DIRECTORY_READ_ONLY);
        }
    }

    private static Value one(String text) {
        return new Value.One(text);
    }
}
