package org.offhook.desktop.stored;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Optional;
import java.util.function.Supplier;
import org.offhook.core.account.Secret;
import org.offhook.desktop.secrets.SecretStore;
import org.offhook.desktop.settings.Settings.AccountSettings;
import org.offhook.desktop.settings.Settings.SecretPlace;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where accounts' passwords are: the system's key store, else an encrypted file, or a file that an administrator names. */
final class SecretShelf {
    private static final Logger LOG = LoggerFactory.getLogger(SecretShelf.class);

    private final SecretStore file;
    /** Asked only when a password is kept or fetched: probing it can take seconds. */
    private final Supplier<Optional<? extends SecretStore>> system;

    SecretShelf(SecretStore file, Supplier<Optional<? extends SecretStore>> system) {
        this.file = file;
        this.system = system;
    }

    /** @param name that it was kept under */
    Secret password(AccountSettings stored, String name) throws IOException {
        if (stored.passwordFile().isPresent()) {
            try (var lines = Files.lines(stored.passwordFile().get(), StandardCharsets.UTF_8)) {
                return Secret.of(lines.findFirst().orElse(""));
            } catch (java.io.UncheckedIOException e) {
                throw new IOException("account.passwordFile cannot be read", e);
            } catch (IOException e) {
                throw new IOException("account.passwordFile cannot be read", e);
            }
        }
        Optional<Secret> kept = switch (stored.secretIn()) {
            case NONE -> Optional.of(Secret.of("")); // an account without a password
            case FILE -> file.find(name);
            case SYSTEM ->
                system.get()
                        .orElseThrow(() -> new IOException("there is no key store any more"))
                        .find(name);
        };
        return kept.orElseThrow(() -> new IOException("the secret store does not have it"));
    }

    /** The system's store if it takes it, else the file. */
    SecretPlace keep(String name, Secret password) throws IOException {
        if (password.isEmpty()) {
            return SecretPlace.NONE;
        }
        Optional<? extends SecretStore> store = system.get();
        if (store.isPresent()) {
            try {
                store.get().keep(name, password);
                return SecretPlace.SYSTEM;
            } catch (IOException e) {
                LOG.warn(
                        "the system's key store did not take the password, the encrypted file will: {}",
                        e.getMessage());
            }
        }
        file.keep(name, password);
        return SecretPlace.FILE;
    }

    /** Wherever it is; a store that does not answer keeps a password that nobody asks for any more. */
    void forget(String name) {
        try {
            file.forget(name);
            Optional<? extends SecretStore> store = system.get();
            if (store.isPresent()) {
                store.get().forget(name);
            }
        } catch (IOException e) {
            LOG.warn("a password that is not wanted any more could not be erased: {}", e.getMessage());
        }
    }
}
