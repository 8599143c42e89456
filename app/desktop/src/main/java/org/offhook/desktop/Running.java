package org.offhook.desktop;

import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.offhook.agent.AgentDesk;
import org.offhook.agent.floor.FloorSettings.Taking;
import org.offhook.core.phone.RegistrationView;
import org.offhook.desktop.dialer.DialerHouse;
import org.offhook.desktop.dialer.StoreSources;
import org.offhook.desktop.headset.HeadsetDesk;
import org.offhook.desktop.rehearsal.Sweeping;
import org.offhook.desktop.settings.DataDirectory;
import org.offhook.desktop.settings.Settings;
import org.offhook.desktop.stored.StoredWindow;
import org.offhook.desktop.timeline.Timeline;
import org.offhook.ui.port.WindowSources;

/** One running phone: the wired parts, its bridge and its window, started in the order that gets it on the line soonest. */
final class Running implements AutoCloseable {
    /** Who waits for a registrar that does not answer, or for a display that takes long, still wants a bridge and a call. */
    private static final Duration START_PATIENCE = Duration.ofMillis(1_500);

    private final WiredPhone phone;
    private final BridgeHouse bridge;
    private final Optional<DialerHouse> dialer;
    private final Optional<WindowLaunch> window;
    private final Optional<StoredWindow> preferences;
    private final Optional<HeadsetDesk> headset;
    private boolean closed;

    private Running(
            WiredPhone phone,
            BridgeHouse bridge,
            Optional<DialerHouse> dialer,
            Optional<WindowLaunch> window,
            Optional<StoredWindow> preferences,
            Optional<HeadsetDesk> headset) {
        this.headset = headset;
        this.phone = phone;
        this.bridge = bridge;
        this.dialer = dialer;
        this.window = window;
        this.preferences = preferences;
    }

    /** @param window whose toolkit is already starting; empty without one */
    static Running start(
            Settings settings,
            DataDirectory directory,
            Optional<WindowLaunch> window,
            Timeline timeline,
            WiredPhone.Extras extras) {
        CompletableFuture<Void> seen = new CompletableFuture<>();
        CompletableFuture<Void> drawn =
                seen.copy().completeOnTimeout(null, START_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        WiredPhone phone = WiredPhone.start(settings, directory, extras, window.isPresent(), drawn);
        timeline.mark("loop_running");
        CompletableFuture<Void> registered = registered(phone, timeline);
        Optional<StoredWindow> preferences =
                window.map(_ -> new StoredWindow(directory.file("window.json"), phone.disk()));
        WindowSources sources = phone.store()
                .map(store -> StoreSources.of(
                        store, InstantSource.system(), ZoneId.systemDefault(), SettingsApplied.country(settings)))
                .orElse(WindowSources.NONE);
        window.ifPresentOrElse(
                launch -> {
                    launch.show(
                            phone.desk(),
                            phone.levels(),
                            preferences.orElseThrow(),
                            sources,
                            phone.administration(),
                            () -> {
                                timeline.mark("window_shown");
                                seen.complete(null);
                            });
                    launch.shown().exceptionally(thrown -> {
                        seen.complete(null);
                        return null;
                    });
                },
                () -> seen.complete(null));
        CompletableFuture<Void> quiet = CompletableFuture.allOf(registered, seen)
                .completeOnTimeout(null, START_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        BridgeHouse bridge = BridgeHouse.open(settings, directory, phone.desk(), quiet);
        bridge.opened().thenRun(() -> timeline.mark("bridge_open"));
        CompletableFuture<?> beforeDialer = settings.bridge().enabled() ? bridge.opened() : quiet;
        beforeDialer.thenRun(() -> Sweeping.begin(
                new Sweeping.Phone(
                        () -> phone.desk().snapshot().phone().calls().isEmpty(),
                        () -> phone.desk().snapshot().version()),
                window.isEmpty()));
        Optional<DialerHouse> dialer = phone.store()
                .map(store -> DialerHouse.open(
                        settings,
                        directory,
                        phone.desk(),
                        store,
                        window.isPresent() ? Taking.WHEN_THE_DESK_ASKS : Taking.AT_ONCE,
                        phone.sipLegs(),
                        beforeDialer));
        Optional<HeadsetDesk> headset =
                settings.audio().headsetButtonsUsed() ? Optional.of(HeadsetDesk.start(phone.desk())) : Optional.empty();
        return new Running(phone, bridge, dialer, window, preferences, headset);
    }

    private static CompletableFuture<Void> registered(WiredPhone phone, Timeline timeline) {
        CompletableFuture<Void> registered = new CompletableFuture<>();
        AgentDesk.Subscription watching = phone.desk().observe((snapshot, events) -> {
            RegistrationView view = snapshot.phone().registration();
            if (view.status() == RegistrationView.Status.REGISTERED && !registered.isDone()) {
                timeline.mark("registered");
                registered.complete(null);
            }
        });
        registered.thenRunAsync(watching::close);
        return registered;
    }

    WiredPhone phone() {
        return phone;
    }

    BridgeHouse bridge() {
        return bridge;
    }

    /** The dialer; empty when the store's address cannot be understood. */
    Optional<DialerHouse> dialer() {
        return dialer;
    }

    /** A second caller waits until the first is done. Ends everything in the order that leaves nothing behind: no call, no binding, no file of a dead process. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            window.ifPresent(WindowLaunch::end);
            headset.ifPresent(HeadsetDesk::close);
            dialer.ifPresent(DialerHouse::stop);
            bridge.close();
            preferences.ifPresent(kept -> phone.disk().execute(kept::flush));
            phone.endCalls();
            dialer.ifPresent(DialerHouse::close); // it notes how the calls ended
            phone.close();
        }
    }
}
