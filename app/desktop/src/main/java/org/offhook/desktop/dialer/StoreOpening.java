package org.offhook.desktop.dialer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.offhook.campaign.store.StoreException;
import org.offhook.campaign.user.Password;
import org.offhook.core.account.Secret;
import org.offhook.desktop.secrets.EncryptedFileSecretStore;
import org.offhook.desktop.secrets.SystemSecretStore;
import org.offhook.desktop.settings.DataDirectory;
import org.offhook.desktop.settings.Settings;
import org.offhook.store.Store;
import org.offhook.store.StoreAddress;
import org.offhook.store.StoreOptions;

/**
 * Everything that is needed to open the store.
 *
 * @param connections to a PostgreSQL server at most
 */
public record StoreOpening(StorePlace place, Settings.StoreSettings settings, StoreSecrets secrets, int connections) {
    /** A desk asks for little: the floor's server shares its connections among all desktops. */
    private static final int DESK = 2;

    private static final int SERVER = 10;

    /** Who opens. */
    public enum Purpose {
        /** A phone for its own agent. */
        DESK,
        /** An API listener or an administrator: a key for phones' secrets is made when there is none. */
        SERVER
    }

    /** Empty when {@code store.address} cannot be understood. */
    public static Optional<StoreOpening> of(Settings settings, DataDirectory directory, Purpose purpose) {
        StoreSecrets secrets = new StoreSecrets(
                new EncryptedFileSecretStore(directory.path()),
                settings.secretsUseSystem() ? SystemSecretStore::probe : Optional::empty);
        return StorePlace.parse(settings.store().address(), directory)
                .map(place ->
                        new StoreOpening(place, settings.store(), secrets, purpose == Purpose.DESK ? DESK : SERVER));
    }

    /** Opens it with or without a key of its own making, as {@link Purpose} says. */
    public Store openFor(Purpose purpose) {
        return switch (purpose) {
            case DESK -> open();
            case SERVER -> openWithKey();
        };
    }

    /** True when there is certainly nothing in it yet. */
    public boolean certainlyEmpty() {
        return place instanceof StorePlace.SqliteFile(Path file) && Files.notExists(file);
    }

    /**
     * Opens it, without a key where nobody made one: for a desk.
     *
     * @throws StoreException when it cannot be opened
     */
    public Store open() {
        try {
            return Store.open(address(), options(secrets.key(settings.keyFile())));
        } catch (IOException e) {
            throw new StoreException.StoreUnreachable(String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * Opens it with a key. A new one is made for a file only: the machines that share a server share a key too, and it has to come from
     * {@code store.keyFile}.
     */
    public Store openWithKey() {
        try {
            return Store.open(
                    address(),
                    options(
                            place instanceof StorePlace.SqliteFile
                                    ? Optional.of(secrets.keyOrNew(settings.keyFile()))
                                    : secrets.key(settings.keyFile())));
        } catch (IOException e) {
            throw new StoreException.StoreUnreachable(String.valueOf(e.getMessage()), e);
        }
    }

    private StoreOptions options(Optional<byte[]> key) {
        StoreOptions plain = StoreOptions.DEFAULT.withConnections(connections);
        return key.map(plain::withKey).orElse(plain);
    }

    private StoreAddress address() throws IOException {
        return switch (place) {
            case StorePlace.SqliteFile(Path file) -> StoreAddress.sqlite(file);
            case StorePlace.PostgresServer server ->
                StoreAddress.postgres(
                        server.url(),
                        server.user(),
                        Password.of(secrets.password(server, settings.passwordFile())
                                .map(Secret::reveal)
                                .orElse("")));
        };
    }
}
