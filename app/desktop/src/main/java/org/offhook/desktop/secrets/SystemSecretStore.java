package org.offhook.desktop.secrets;

import com.github.javakeyring.BackendNotSupportedException;
import com.github.javakeyring.Keyring;
import com.github.javakeyring.PasswordAccessException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.offhook.core.account.Secret;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The operating system's key store: Secret Service or KWallet, the macOS keychain, the Windows credential store. Each request is
 * bounded, because a locked store may ask a person and never come back.
 */
public final class SystemSecretStore implements SecretStore {
    private static final Logger LOG = LoggerFactory.getLogger(SystemSecretStore.class);

    private static final Duration PROBE = Duration.ofSeconds(5);
    /** A locked keyring shows its own question; give the person time to answer. */
    private static final Duration REQUEST = Duration.ofSeconds(30);

    private static final String SERVICE = "Offhook";

    private final Keyring keyring;

    private SystemSecretStore(Keyring keyring) {
        this.keyring = keyring;
    }

    /** The system's store, or empty when there is none or it does not answer in time. */
    public static Optional<SystemSecretStore> probe() {
        try {
            return Optional.of(new SystemSecretStore(bounded(PROBE, Keyring::create)));
        } catch (IOException e) {
            LOG.warn("{}: passwords are kept in the encrypted file of the data directory", e.getMessage());
            return Optional.empty();
        }
    }

    @Override
    public Optional<Secret> find(String name) throws IOException {
        return bounded(REQUEST, () -> {
            try {
                return Optional.ofNullable(keyring.getPassword(SERVICE, name)).map(Secret::of);
            } catch (PasswordAccessException e) {
                return Optional.<Secret>empty(); // its only way to say "no such entry"
            }
        });
    }

    @Override
    public void keep(String name, Secret secret) throws IOException {
        bounded(REQUEST, () -> {
            keyring.setPassword(SERVICE, name, secret.reveal());
            return true;
        });
    }

    @Override
    public void forget(String name) throws IOException {
        bounded(REQUEST, () -> {
            try {
                keyring.deletePassword(SERVICE, name);
            } catch (PasswordAccessException e) {
                return false; // not there
            }
            return true;
        });
    }

    private static <T> T bounded(Duration limit, Callable<T> request) throws IOException {
        FutureTask<T> task = new FutureTask<>(request);
        Thread.ofPlatform().daemon().name("offhook-keyring").start(task);
        try {
            return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            task.cancel(true);
            throw new IOException("the system's key store does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ExecutionException e) {
            // Its backends fail with checked exceptions, unchecked ones and linkage errors alike; all mean the same to
            // us.
            String reason = e.getCause() instanceof BackendNotSupportedException
                    ? "there is no key store"
                    : "the system's key store failed";
            throw new IOException(reason, e.getCause());
        }
    }
}
