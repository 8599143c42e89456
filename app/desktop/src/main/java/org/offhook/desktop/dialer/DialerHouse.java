package org.offhook.desktop.dialer;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.offhook.agent.AgentDesk;
import org.offhook.agent.AgentSnapshot;
import org.offhook.agent.AgentState;
import org.offhook.agent.dial.VtigerPort;
import org.offhook.agent.floor.FloorSettings;
import org.offhook.agent.twoleg.TwoLegCallPort;
import org.offhook.bridge.api.ApiServer;
import org.offhook.bridge.api.ApiStart;
import org.offhook.campaign.store.DialerStorePort;
import org.offhook.core.error.ErrorCode;
import org.offhook.desktop.instance.ApiFile;
import org.offhook.desktop.settings.ApiSettings;
import org.offhook.desktop.settings.ApiSettings.FurtherPort;
import org.offhook.desktop.settings.DataDirectory;
import org.offhook.desktop.settings.Settings;
import org.offhook.desktop.vtiger.Vtiger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The dialer beside a phone: the API's listener where it is switched on, and this node's part of the floor as soon as somebody is logged in
 * or the API listens. Neither window nor registration waits for any of it; what cannot be had is shown, and tried again.
 */
public final class DialerHouse implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DialerHouse.class);
    private static final Duration AGAIN = Duration.ofSeconds(5);
    private static final Duration LOOK_FOR_STORE = Duration.ofSeconds(30);

    private final ApiSettings settings;
    private final DataDirectory directory;
    private final AgentDesk desk;
    private final StoreHouse store;
    private final FloorSettings.Taking taking;
    private final TwoLegCallPort sipLegs;
    private final VtigerPort vtiger;
    private final Doubts doubts;
    private final AgentDesk.Subscription watching;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("offhook-dialer").factory());
    private final CompletableFuture<ApiServer> listening = new CompletableFuture<>();
    private volatile boolean floorWanted;
    private Optional<ErrorCode> shown = Optional.empty();
    private @Nullable Floor floor;
    private boolean stopped;

    private DialerHouse(
            Settings settings,
            DataDirectory directory,
            AgentDesk desk,
            StoreHouse store,
            FloorSettings.Taking taking,
            TwoLegCallPort sipLegs) {
        this.taking = taking;
        this.sipLegs = sipLegs;
        this.settings = settings.api();
        this.directory = directory;
        this.desk = desk;
        this.store = store;
        this.vtiger = Vtiger.of(settings.vtiger(), new VtigerFaults(store.faults()));
        this.doubts = store.doubts();
        this.watching = desk.observe((snapshot, _) -> seen(snapshot));
    }

    private record VtigerFaults(StoreHouse.Faults place) implements Vtiger.Faults {
        @Override
        public void silent(String why) {
            place.raise(ErrorCode.VTIGER_SILENT, why);
        }

        @Override
        public void answers() {
            place.clear(ErrorCode.VTIGER_SILENT);
        }
    }

    /**
     * @param taking who decides that a number in the store's queue is dialled by itself
     * @param sipLegs places legs that are no agent's phone
     * @param after the processor belongs to registering and drawing until then
     */
    public static DialerHouse open(
            Settings settings,
            DataDirectory directory,
            AgentDesk desk,
            StoreHouse store,
            FloorSettings.Taking taking,
            TwoLegCallPort sipLegs,
            CompletableFuture<?> after) {
        DialerHouse house = new DialerHouse(settings, directory, desk, store, taking, sipLegs);
        if (settings.api().enabled()) {
            after.whenComplete((result, thrown) -> house.soon(house::openApi, Duration.ZERO));
        }
        return house;
    }

    /** On the phone's loop: leaves a note at most. */
    private void seen(AgentSnapshot snapshot) {
        if (!floorWanted && isLoggedIn(snapshot.agent().state())) {
            floorWanted = true;
            soon(this::enterFloor, Duration.ZERO);
        }
    }

    private static boolean isLoggedIn(AgentState state) {
        return switch (state) {
            case LOGGED_OUT, LOGGING_IN, LOGGING_OUT -> false;
            case PAUSED, READY, CALLING, ON_CALL, WRAP_UP -> true;
        };
    }

    private void soon(Runnable work, Duration delay) {
        try {
            thread.schedule(() -> guarded(work), delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // the program is ending
        }
    }

    private static void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.error("{} the dialer", ErrorCode.INTERNAL.code(), e);
        }
    }

    // ---- on offhook-dialer

    private void openApi() {
        Optional<Floor> here = onFloor();
        if (here.isEmpty()) {
            soon(this::openApi, AGAIN); // the store's fault is shown by its house
            return;
        }
        ApiOpening opening =
                new ApiOpening(settings, vtiger, () -> desk.snapshot().pairedOrigins());
        switch (opening.open(here.get())) {
            case ApiStart.Listening(ApiServer server) -> announce(server);
            case ApiStart.Refused(ErrorCode error, String detail) -> {
                refused(error, detail);
                soon(this::openApi, AGAIN);
            }
        }
    }

    private void enterFloor() {
        if (store.certainlyEmpty()) {
            soon(this::enterFloor, LOOK_FOR_STORE); // logged in by the configuration's list, or with none
            return;
        }
        if (onFloor().isEmpty()) {
            soon(this::enterFloor, AGAIN);
        }
    }

    /** Empty while the store is away. */
    private Optional<Floor> onFloor() {
        Optional<Floor> here = present();
        if (here.isPresent()) {
            return here;
        }
        String node = NodeName.of(directory);
        DialerStorePort open;
        try {
            open = store.ask(found -> {
                        found.callLog().interrupt(node, Instant.now()); // calls of an earlier life of this node
                        found.callbacks().rezone(); // time-zone rules may have changed since they were promised
                        return found;
                    })
                    .join();
        } catch (CompletionException e) {
            return Optional.empty();
        }
        synchronized (this) {
            if (stopped) {
                return Optional.empty();
            }
            floor = new Floor(desk, open, node, settings, store, doubts, taking, settings.enabled(), sipLegs);
            LOG.info("On the floor as node {}", node);
            return Optional.of(floor);
        }
    }

    private synchronized Optional<Floor> present() {
        return Optional.ofNullable(floor);
    }

    private void refused(ErrorCode error, String detail) {
        if (shown.filter(before -> before == error).isEmpty()) {
            shown.ifPresent(store.faults()::clear);
            shown = Optional.of(error);
            LOG.warn("{} the API does not listen: {}", error.code(), detail);
            store.faults().raise(error, detail);
        }
    }

    private synchronized void announce(ApiServer server) {
        if (stopped) {
            server.close();
            return;
        }
        shown.ifPresent(store.faults()::clear);
        shown = Optional.empty();
        List<String> profiles = settings.profiles().stream().sorted().toList();
        List<Integer> further =
                settings.furtherPorts().stream().map(FurtherPort::port).toList();
        String scheme = settings.keyStore().isPresent() ? "https" : "http";
        LOG.info(
                "The API is ready: {} on {} port {}{}, profiles {}",
                scheme,
                settings.host(),
                server.port(),
                further.isEmpty() ? "" : " and " + further,
                profiles);
        try {
            ApiFile.write(
                    directory.path(),
                    new ApiFile.Listening(
                            scheme,
                            settings.host(),
                            server.port(),
                            further,
                            profiles,
                            ProcessHandle.current().pid()));
        } catch (IOException e) {
            LOG.warn("api.json could not be written: {}", e.toString());
        }
        listening.complete(server);
    }

    /** Completes when the API listens; never while it is switched off or cannot. */
    public CompletableFuture<ApiServer> listening() {
        return listening.copy();
    }

    /** Takes no request and begins no call any more; what becomes of calls that are up is still noted. */
    public void stop() {
        watching.close();
        thread.shutdownNow();
        Floor last;
        synchronized (this) {
            if (stopped) {
                return;
            }
            stopped = true;
            last = floor;
            if (listening.isDone()) {
                listening.join().close();
                try {
                    ApiFile.remove(directory.path());
                } catch (IOException e) {
                    LOG.warn("api.json could not be removed: {}", e.toString());
                }
            }
        }
        if (last != null) {
            last.stop();
        }
    }

    /** After the phone has hung up: notes how its calls ended, and takes the agent off the floor. */
    @Override
    public void close() {
        stop();
        Floor last;
        synchronized (this) {
            last = floor;
            floor = null;
        }
        if (last != null) {
            last.close();
        }
    }
}
