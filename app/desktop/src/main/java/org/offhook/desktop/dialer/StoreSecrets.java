package org.offhook.desktop.dialer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;
import org.offhook.core.account.Secret;
import org.offhook.desktop.secrets.SecretStore;

/**
 * The store's secrets: the password of a PostgreSQL server, and the key under which phones' secrets are encrypted in the store. Each is a
 * file that a setting names, else in a secret store. May block for seconds.
 */
public final class StoreSecrets {
    private static final int KEY_BYTES = 32;
    private static final String KEY_NAME = "store key";

    private final SecretStore file;
    private final Supplier<Optional<? extends SecretStore>> system;

    /**
     * @param file asked first: it answers at once and no person is shown a question
     * @param system probed only when the file does not have it
     */
    public StoreSecrets(SecretStore file, Supplier<Optional<? extends SecretStore>> system) {
        this.file = file;
        this.system = system;
    }

    /** The server's password; absent when nobody gave one, which servers that trust the machine accept. */
    Optional<Secret> password(StorePlace.PostgresServer server, Optional<Path> passwordFile) throws IOException {
        return passwordFile.isPresent()
                ? Optional.of(firstLine(passwordFile.get(), "store.passwordFile"))
                : find(server.secretName());
    }

    /** Keeps the server's password. */
    public void keepPassword(StorePlace.PostgresServer server, Secret password) throws IOException {
        keep(server.secretName(), password);
    }

    /** The key, if there is one. */
    public Optional<byte[]> key(Optional<Path> keyFile) throws IOException {
        Optional<Secret> text =
                keyFile.isPresent() ? Optional.of(firstLine(keyFile.get(), "store.keyFile")) : find(KEY_NAME);
        return text.isPresent() ? Optional.of(decoded(text.get())) : Optional.empty();
    }

    /** The key; made and kept when there is none. Only for a store that no other machine uses. */
    byte[] keyOrNew(Optional<Path> keyFile) throws IOException {
        Optional<byte[]> known = key(keyFile);
        if (known.isPresent()) {
            return known.get();
        }
        Secret fresh = newKey();
        keep(KEY_NAME, fresh);
        return decoded(fresh);
    }

    /** A key as {@code store.keyFile} wants it: 32 random bytes in base64. */
    public static Secret newKey() {
        byte[] bytes = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Secret.of(Base64.getEncoder().encodeToString(bytes));
    }

    private static byte[] decoded(Secret text) throws IOException {
        try {
            byte[] bytes = Base64.getDecoder().decode(text.reveal().strip());
            if (bytes.length == KEY_BYTES) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            throw new IOException("the store's key is not base64", e);
        }
        throw new IOException("the store's key is not 32 bytes");
    }

    private Optional<Secret> find(String name) throws IOException {
        Optional<Secret> beside = file.find(name);
        if (beside.isPresent()) {
            return beside;
        }
        Optional<? extends SecretStore> there = system.get();
        return there.isPresent() ? there.get().find(name) : Optional.empty();
    }

    private void keep(String name, Secret secret) throws IOException {
        Optional<? extends SecretStore> there = system.get();
        if (there.isPresent()) {
            there.get().keep(name, secret);
            file.forget(name);
        } else {
            file.keep(name, secret);
        }
    }

    private static Secret firstLine(Path path, String setting) throws IOException {
        try (var lines = Files.lines(path, StandardCharsets.UTF_8)) {
            return Secret.of(lines.findFirst().orElse("").strip());
        } catch (IOException | UncheckedIOException e) {
            throw new IOException(setting + " cannot be read", e);
        }
    }
}
