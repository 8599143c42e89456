package org.offhook.desktop.recording;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.offhook.core.account.Secret;
import org.offhook.desktop.secrets.EncryptedFileSecretStore;
import org.offhook.desktop.secrets.SecretStore;
import org.offhook.desktop.secrets.SystemSecretStore;
import org.offhook.desktop.settings.Settings;
import org.offhook.desktop.settings.SettingsFile;
import org.offhook.desktop.settings.SettingsReader;
import org.offhook.media.record.RecordingKey;

/** The key of recordings: a file that a setting names, else in a secret store, where it is made when it is first needed. May block. */
public final class RecordingKeys {
    private static final String NAME = "recording key";

    private final SecretStore file;
    private final Supplier<Optional<? extends SecretStore>> system;
    private final Optional<Path> keyFile;
    private Optional<RecordingKey> known = Optional.empty();

    /**
     * @param file asked first: it answers at once and no person is shown a question
     * @param system probed only when the file does not have it
     */
    public RecordingKeys(SecretStore file, Supplier<Optional<? extends SecretStore>> system, Optional<Path> keyFile) {
        this.file = file;
        this.system = system;
        this.keyFile = keyFile;
    }

    /**
     * The key of a data directory that no phone needs to run for.
     *
     * @param overrides {@code key=value} each
     * @param keyFile in the place of what the settings say
     */
    public static RecordingKeys of(Path directory, List<String> overrides, Optional<Path> keyFile) {
        Settings settings = SettingsReader.read(new SettingsFile(directory.resolve("settings.json")), overrides)
                .settings();
        return new RecordingKeys(
                new EncryptedFileSecretStore(directory),
                settings.secretsUseSystem() ? SystemSecretStore::probe : Optional::empty,
                keyFile.or(() -> settings.recording().keyFile()));
    }

    /** The key, if there is one. */
    public synchronized Optional<RecordingKey> find() throws IOException {
        if (known.isEmpty()) {
            Optional<Secret> text = keyFile.isPresent() ? Optional.of(firstLine(keyFile.get())) : stored();
            known = text.isPresent() ? Optional.of(read(text.get())) : Optional.empty();
        }
        return known;
    }

    /** The key; made and kept when there is none. */
    public synchronized RecordingKey findOrMake() throws IOException {
        Optional<RecordingKey> there = find();
        if (there.isPresent()) {
            return there.get();
        }
        byte[] bytes = new byte[RecordingKey.BYTES];
        new SecureRandom().nextBytes(bytes);
        RecordingKey fresh = RecordingKey.ofHex(HexFormat.of().formatHex(bytes));
        keep(Secret.of(fresh.hex()));
        known = Optional.of(fresh);
        return fresh;
    }

    private Optional<Secret> stored() throws IOException {
        Optional<Secret> beside = file.find(NAME);
        if (beside.isPresent()) {
            return beside;
        }
        Optional<? extends SecretStore> there = system.get();
        return there.isPresent() ? there.get().find(NAME) : Optional.empty();
    }

    private void keep(Secret secret) throws IOException {
        Optional<? extends SecretStore> there = system.get();
        if (there.isPresent()) {
            there.get().keep(NAME, secret);
        } else {
            file.keep(NAME, secret);
        }
    }

    private static RecordingKey read(Secret text) throws IOException {
        try {
            return RecordingKey.ofHex(text.reveal());
        } catch (IllegalArgumentException e) {
            throw new IOException("the key of recordings is not 64 hexadecimal digits", e);
        }
    }

    private static Secret firstLine(Path path) throws IOException {
        try (var lines = Files.lines(path, StandardCharsets.UTF_8)) {
            return Secret.of(lines.findFirst().orElse("").strip());
        } catch (IOException | UncheckedIOException e) {
            throw new IOException("the file of the key cannot be read", e);
        }
    }
}
