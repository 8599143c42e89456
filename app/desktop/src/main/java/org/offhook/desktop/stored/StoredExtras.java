package org.offhook.desktop.stored;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.offhook.core.account.Account;
import org.offhook.core.account.AccountId;
import org.offhook.core.account.Secret;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.phone.ExtraAccount;
import org.offhook.desktop.settings.FurtherAccount;
import org.offhook.desktop.settings.SettingKey;
import org.offhook.desktop.settings.SettingKind.Value;
import org.offhook.desktop.settings.SettingsFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The accounts beside the main one: entries of {@code accounts.further}, each password under the account's own name in the secret store.
 * Entries that cannot be read are left as they are.
 */
final class StoredExtras {
    private static final Logger LOG = LoggerFactory.getLogger(StoredExtras.class);

    private final SettingsFile settings;
    private final SecretShelf secrets;

    StoredExtras(SettingsFile settings, SecretShelf secrets) {
        this.settings = settings;
        this.secrets = secrets;
    }

    /**
     * What there is.
     *
     * @param missing those whose passwords cannot be had: the phone goes on without them
     */
    record Loaded(List<ExtraAccount> extras, List<AccountId> missing) {}

    /** Blocks while a secret store is asked. */
    Loaded load(List<FurtherAccount> stored) {
        List<ExtraAccount> found = new ArrayList<>();
        List<AccountId> missing = new ArrayList<>();
        for (FurtherAccount one : stored) {
            try {
                Secret password = secrets.password(one.account(), name(one));
                one.account()
                        .with(password)
                        .ifPresent(account -> found.add(
                                new ExtraAccount(one.id(), account, one.terms(), one.mailbox(), one.codes())));
            } catch (IOException e) {
                LOG.warn("the password of account {} cannot be had: {}", one.id(), e.getMessage());
                missing.add(one.id());
            }
        }
        return new Loaded(List.copyOf(found), List.copyOf(missing));
    }

    private static String name(FurtherAccount one) {
        return name(one.id(), one.account().extension(), one.account().domain());
    }

    /** Two accounts of the same address have passwords of their own. */
    private static String name(AccountId id, String extension, String domain) {
        return id.name() + ":" + extension + "@" + domain;
    }

    Optional<ErrorCode> save(ExtraAccount extra) {
        Account account = extra.account();
        String name = name(extra.id(), account.extension(), account.domain());
        try {
            String entry = FurtherAccount.entry(extra, secrets.keep(name, account.password()));
            return change(extra.id(), Optional.of(entry), name);
        } catch (IOException e) {
            LOG.warn("the password of account {} could not be stored: {}", extra.id(), e.getMessage());
            return Optional.of(ErrorCode.SECRET_STORE_FAILED);
        }
    }

    Optional<ErrorCode> remove(AccountId id) {
        return change(id, Optional.empty(), "");
    }

    /** @param kept name of the secret that is still wanted */
    private Optional<ErrorCode> change(AccountId id, Optional<String> next, String kept) {
        List<String> all = new ArrayList<>();
        List<String> replaced = new ArrayList<>();
        for (String entry : entries()) {
            if (FurtherAccount.name(entry).equals(id.name())) {
                if (replaced.isEmpty()) {
                    next.ifPresent(all::add);
                }
                replaced.add(entry);
            } else {
                all.add(entry);
            }
        }
        if (replaced.isEmpty()) {
            next.ifPresent(all::add);
        }
        try {
            settings.change(Map.of(SettingKey.ACCOUNTS_FURTHER, new Value.Many(all)));
        } catch (IOException e) {
            LOG.warn("settings.json could not be written: {}", e.toString());
            return Optional.of(ErrorCode.DATA_DIRECTORY_READ_ONLY);
        }
        for (FurtherAccount old : FurtherAccount.known(replaced)) {
            if (!name(old).equals(kept)) {
                secrets.forget(name(old));
            }
        }
        return Optional.empty();
    }

    private List<String> entries() {
        Value value = settings.read().entries().get(SettingKey.ACCOUNTS_FURTHER.path());
        return switch (value) {
            case null -> List.of();
            case Value.One(String text) -> List.of(text);
            case Value.Many(List<String> texts) -> texts;
        };
    }
}
