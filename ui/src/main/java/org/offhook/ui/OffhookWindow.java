package org.offhook.ui;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.application.Platform;
import javafx.geometry.NodeOrientation;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.stage.Screen;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.offhook.agent.AgentDesk;
import org.offhook.agent.AgentEvent;
import org.offhook.agent.AgentSnapshot;
import org.offhook.campaign.admin.AdministrationPort;
import org.offhook.core.phone.CommandOutcome;
import org.offhook.core.port.LevelSource;
import org.offhook.ui.fx.Alarm;
import org.offhook.ui.fx.CommandDoor;
import org.offhook.ui.fx.LevelWatch;
import org.offhook.ui.fx.Metered;
import org.offhook.ui.fx.Pointer;
import org.offhook.ui.fx.SnapshotBinder;
import org.offhook.ui.fx.Wardrobe;
import org.offhook.ui.fx.WindowContext;
import org.offhook.ui.look.Placement;
import org.offhook.ui.look.Theme;
import org.offhook.ui.look.WindowPreferences;
import org.offhook.ui.look.WindowSettings;
import org.offhook.ui.mini.MiniBar;
import org.offhook.ui.model.MiniView;
import org.offhook.ui.port.WindowSources;
import org.offhook.ui.shell.MiniWindow;
import org.offhook.ui.shell.NextChange;
import org.offhook.ui.shell.Shell;
import org.offhook.ui.text.Words;

/**
 * The phone's window. Everything happens on the JavaFX thread except what the binder copies on the loop.
 *
 * <p>The window never takes keyboard focus by itself: {@code AttentionAsked} brings it to the front only.
 */
public final class OffhookWindow implements AutoCloseable {
    private static final double WIDTH = 340;
    private static final double HEIGHT = 600;
    private static final double LEAST_WIDTH = 280;
    private static final double LEAST_HEIGHT = 420;
    private static final Duration METER_PERIOD = Duration.ofMillis(50);
    private static final Duration METER_PERIOD_CALM = Duration.ofMillis(200);

    private final Stage stage;
    private final Scene scene;
    private final Shell shell;
    private final WindowContext context;
    private final InstantSource clock;
    private final Alarm alarm;
    private final Alarm.@Nullable SystemAlarm ownAlarm;
    private final SnapshotBinder binder;
    private @Nullable MiniWindow mini;
    private @Nullable MiniBar miniBar;
    private Runnable cancelTick = () -> {};
    private final LevelWatch levelWatch;
    private boolean metering;
    private long lastMeterMillis;
    private int shownScale;

    private OffhookWindow(
            Stage stage,
            AgentDesk desk,
            LevelSource levels,
            WindowPreferences preferences,
            WindowSources sources,
            AdministrationPort administration,
            InstantSource clock,
            Alarm alarm,
            Alarm.@Nullable SystemAlarm ownAlarm,
            Executor uiThread) {
        this.stage = stage;
        this.clock = clock;
        this.alarm = alarm;
        this.ownAlarm = ownAlarm;
        this.levelWatch = new LevelWatch(levels);
        AgentSnapshot first = desk.snapshot();
        var words = Words.load(Locale.getDefault());
        var door = new CommandDoor(desk, uiThread);
        var pointer = new Pointer(clock);
        shell = new Shell(
                navigator -> new WindowContext(
                        words,
                        door,
                        levels,
                        clock,
                        ZoneId.systemDefault(),
                        alarm,
                        pointer,
                        navigator,
                        preferences,
                        sources,
                        administration),
                first,
                this::toggleMini,
                this::dress);
        context = shell.context();
        WindowSettings settings = preferences.current();
        double scale = settings.scalePercent() / 100.0;
        shownScale = settings.scalePercent();
        scene = new Scene(shell, WIDTH * scale, HEIGHT * scale);
        scene.setNodeOrientation(
                Words.rightToLeft(Locale.getDefault()) ? NodeOrientation.RIGHT_TO_LEFT : NodeOrientation.LEFT_TO_RIGHT);
        pointer.follow(scene);
        shell.keys(scene, this::toggleMini);
        scene.widthProperty().addListener(change -> resized());
        scene.heightProperty().addListener(change -> resized());
        stage.setTitle(words.of("window.title"));
        stage.setScene(scene);
        dress();
        place(settings);
        resized();
        shell.focusFirst();
        binder = new SnapshotBinder(desk, uiThread, this::step);
        tick();
    }

    /**
     * Builds the window on {@code stage} and shows it; JavaFX thread only.
     *
     * @param levels read about 20 times a second while a call is on screen
     * @param sources the dialer's store
     */
    public static OffhookWindow show(
            Stage stage,
            AgentDesk desk,
            LevelSource levels,
            WindowPreferences preferences,
            WindowSources sources,
            AdministrationPort administration) {
        Alarm.SystemAlarm alarm = Alarm.onThreadOfItsOwn(Platform::runLater);
        var window = new OffhookWindow(
                stage,
                desk,
                levels,
                preferences,
                sources,
                administration,
                InstantSource.system(),
                alarm,
                alarm,
                Platform::runLater);
        window.open();
        return window;
    }

    /** As {@link #show} with time in the caller's hands. */
    static OffhookWindow showAt(
            Stage stage,
            AgentDesk desk,
            LevelSource levels,
            WindowPreferences preferences,
            WindowSources sources,
            AdministrationPort administration,
            InstantSource clock,
            Alarm alarm) {
        var window = new OffhookWindow(
                stage, desk, levels, preferences, sources, administration, clock, alarm, null, Platform::runLater);
        window.open();
        return window;
    }

    private void open() {
        stage.show();
        // Task bar icons are not part of the first picture.
        Platform.runLater(() -> {
            for (int size : new int[] {16, 32, 256}) {
                var in = OffhookWindow.class.getResourceAsStream(
                        "/org/offhook/resources/icons/offhook-" + size + ".png");
                if (in != null) {
                    stage.getIcons().add(new Image(in));
                }
            }
            if (context.preferences().current().theme() == Theme.SYSTEM) {
                Platform.getPreferences().colorSchemeProperty().addListener(change -> dress());
            }
        });
        if (context.preferences().current().mini()) {
            toggleMini();
        }
    }

    /** What the full-size window shows, for {@link org.offhook.ui.picture.WindowPicture}. */
    public Scene scene() {
        return scene;
    }

    /** Runs {@code action} once, on the JavaFX thread, when the first picture has been handed to the screen. */
    public void onFirstPicture(Runnable action) {
        scene.addPostLayoutPulseListener(new Runnable() {
            private int pulses;

            @Override
            public void run() {
                pulses++;
                if (pulses == 1) {
                    Platform.requestNextPulse(); // the next pulse starts when this picture has been rendered
                } else {
                    scene.removePostLayoutPulseListener(this);
                    action.run();
                }
            }
        });
        Platform.requestNextPulse();
    }

    /**
     * Runs {@code action} once the person has closed the window. A live call does not end by that: whether it may is asked in the
     * status line first.
     */
    public void onClosed(Runnable action) {
        stage.setOnCloseRequest(request -> {
            if (shell.asksBeforeClosing(() -> {
                stage.hide();
                action.run();
            })) {
                request.consume();
            } else {
                action.run();
            }
        });
    }

    private void step(AgentSnapshot snapshot, List<AgentEvent> events) {
        shell.show(snapshot, events);
        for (AgentEvent event : events) {
            if (event instanceof AgentEvent.AttentionAsked) {
                toFront();
            }
            if (event instanceof AgentEvent.DialBlocked blocked) {
                shell.refused(
                        CommandOutcome.Refused.of(blocked.why())); // what others asked for is said like the agent's own
            }
        }
        tick();
    }

    /** To the front without asking for the keyboard. */
    private void toFront() {
        if (mini != null && mini.showing()) {
            mini.toFront();
        } else {
            stage.setIconified(false);
            stage.toFront();
        }
    }

    /** Shows what time changed, and wakes up again when time will change something next. */
    private void tick() {
        cancelTick.run();
        Instant now = clock.instant();
        if (mini != null && mini.showing() && miniBar != null) {
            miniBar.show(shell.snapshot(), MiniView.of(shell.snapshot(), shell.bar(now), now, context.words()));
        }
        Optional<Duration> wait = NextChange.after(shell.snapshot(), shell.saidUntil(), shell.ending(), now);
        cancelTick = wait.map(time -> alarm.after(time, () -> {
                    shell.refresh();
                    tick();
                }))
                .orElse(() -> {});
        meter();
    }

    private void meter() {
        levelWatch.look(shell.metered().isPresent() && stage.isShowing());
        if (!metering && shell.metered().isPresent() && stage.isShowing()) {
            metering = true;
            lastMeterMillis = clock.millis();
            meterAgain();
        }
    }

    private void meterAgain() {
        Optional<Metered> page = shell.metered();
        if (page.isEmpty() || !stage.isShowing()) {
            metering = false;
            return;
        }
        long now = clock.millis();
        levelWatch.shown(stage.isIconified() || page.get().showLevels(now - lastMeterMillis));
        lastMeterMillis = now;
        boolean calm = Platform.getPreferences().isReducedMotion();
        alarm.whenWanted(calm ? METER_PERIOD_CALM : METER_PERIOD, levelWatch::moved, this::meterAgain);
    }

    /** Theme, size and always-on-top as the preferences say now. */
    private void dress() {
        WindowSettings settings = context.preferences().current();
        Wardrobe.dress(scene, settings.theme(), settings.scalePercent());
        stage.setAlwaysOnTop(settings.alwaysOnTop());
        double scale = settings.scalePercent() / 100.0;
        stage.setMinWidth(LEAST_WIDTH * Math.min(scale, 1.5));
        stage.setMinHeight(LEAST_HEIGHT);
        if (settings.scalePercent() != shownScale) {
            rescale((double) settings.scalePercent() / shownScale);
            shownScale = settings.scalePercent();
        }
        if (mini != null) {
            mini.dress();
        }
        resized();
    }

    /** The window grows with its content, as far as the screen goes. */
    private void rescale(double factor) {
        var bounds = Screen.getPrimary().getVisualBounds();
        stage.setWidth(Math.min(stage.getWidth() * factor, bounds.getWidth()));
        stage.setHeight(Math.min(stage.getHeight() * factor, bounds.getHeight()));
    }

    private void resized() {
        double scale = context.preferences().current().scalePercent() / 100.0;
        shell.resized(scene.getWidth() / scale, scene.getHeight() / scale);
    }

    private void place(WindowSettings settings) {
        settings.placement()
                .filter(where -> !Screen.getScreensForRectangle(where.x(), where.y(), where.width(), where.height())
                        .isEmpty())
                .ifPresent(where -> {
                    stage.setX(where.x());
                    stage.setY(where.y());
                    stage.setWidth(where.width());
                    stage.setHeight(where.height());
                });
        stage.xProperty().addListener(change -> remember());
        stage.yProperty().addListener(change -> remember());
        stage.widthProperty().addListener(change -> remember());
        stage.heightProperty().addListener(change -> remember());
    }

    private void remember() {
        if (stage.isShowing() && !stage.isIconified() && !stage.isMaximized()) {
            var where = new Placement(stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight());
            context.preferences().change(context.preferences().current().withPlacement(where));
        }
    }

    private void toggleMini() {
        if (mini != null && mini.showing()) {
            stage.show();
            mini.hide();
        } else {
            MiniWindow small = mini == null ? newMini() : mini;
            mini = small;
            small.show(stage.getX(), stage.getY());
            stage.hide();
        }
        boolean on = mini.showing();
        context.preferences().change(context.preferences().current().withMini(on));
        tick();
    }

    private MiniWindow newMini() {
        miniBar = new MiniBar(
                context,
                shell.snapshot(),
                this::toggleMini,
                shell::endCall,
                shell.answerKeys(),
                shell.declineKeys(),
                shell.endCallKeys());
        var small = new MiniWindow(context, miniBar, context.words().of("window.mini.title"));
        small.scene().setNodeOrientation(scene.getNodeOrientation());
        // The system's own "close" on the small window brings the large one back: a call must not end by that.
        small.onCloseRequest(this::toggleMini);
        shell.keys(small.scene(), this::toggleMini);
        return small;
    }

    /** Ends the subscription to the desk and closes the window; JavaFX thread only. Closing twice is harmless. */
    @Override
    public void close() {
        shell.close();
        cancelTick.run();
        binder.close();
        if (ownAlarm != null) {
            ownAlarm.close();
        }
        if (mini != null) {
            mini.hide();
        }
        stage.close();
    }
}
