package org.offhook.desktop.vtiger;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.offhook.agent.dial.VtigerPort;
import org.offhook.core.account.Secret;
import org.offhook.core.error.ErrorCode;
import org.offhook.desktop.settings.VtigerSettings;
import org.offhook.store.vtiger.VtigerTables;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Vtiger that the settings name. One look has a thread and a time of its own: a Vtiger that hangs costs the request that asked, and no
 * other. What cannot be asked counts as not found for the caller, and is shown.
 */
public final class Vtiger implements VtigerPort {
    private static final Logger LOG = LoggerFactory.getLogger(Vtiger.class);

    private final Lookup lookup;
    private final Duration timeout;
    private final Faults faults;

    /** One look; blocks. */
    @FunctionalInterface
    interface Lookup {
        /** @throws IOException when Vtiger does not answer, or not as documented */
        Optional<Activity> find(String eventId) throws IOException;
    }

    /** Where it is shown whether Vtiger answers. Told by any thread. */
    public interface Faults {
        void silent(String why);

        void answers();
    }

    Vtiger(Lookup lookup, Duration timeout, Faults faults) {
        this.lookup = lookup;
        this.timeout = timeout;
        this.faults = faults;
    }

    /** @param faults where it is shown that Vtiger does not answer */
    public static VtigerPort of(VtigerSettings settings, Faults faults) {
        Optional<Lookup> lookup = settings.url()
                .<Lookup>map(url -> new VtigerHttp(url, settings.user(), () -> password(settings), settings.timeout()))
                .or(() -> settings.database()
                        .map(url -> new VtigerTables(url, settings.timeout()))
                        .map(tables -> event -> tables.accountOf(
                                        event,
                                        settings.user(),
                                        password(settings).reveal())
                                .map(account -> new Activity(account.phone(), account.id()))));
        return lookup.<VtigerPort>map(one -> new Vtiger(one, settings.timeout(), faults))
                .orElse(VtigerPort.NONE);
    }

    /** Read anew for each look: an administrator who changes it need not start anything again. */
    @FunctionalInterface
    interface Password {
        Secret read() throws IOException;
    }

    private static Secret password(VtigerSettings settings) throws IOException {
        Optional<Path> file = settings.passwordFile();
        if (file.isEmpty()) {
            return Secret.of("");
        }
        return Secret.of(Files.readString(file.get(), StandardCharsets.UTF_8)
                .lines()
                .findFirst()
                .orElse("")
                .strip());
    }

    @Override
    public Optional<Activity> activity(String eventId) {
        FutureTask<Optional<Activity>> look = new FutureTask<>(() -> lookup.find(eventId));
        Thread thread = Thread.ofVirtual().name("vtiger").start(look);
        try {
            Optional<Activity> found = look.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            faults.answers();
            return found;
        } catch (TimeoutException e) {
            thread.interrupt();
            return silent("no answer within " + timeout.toSeconds() + " s");
        } catch (ExecutionException e) {
            return silent(
                    e.getCause() instanceof IOException known
                            ? String.valueOf(known.getMessage())
                            : String.valueOf(e.getCause()));
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private Optional<Activity> silent(String why) {
        LOG.warn("{} {}", ErrorCode.VTIGER_SILENT.code(), why);
        faults.silent(why);
        return Optional.empty();
    }
}
