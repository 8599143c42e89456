package org.offhook.desktop;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import javafx.application.Platform;
import javafx.stage.Stage;
import org.offhook.agent.AgentDesk;
import org.offhook.audio.AudioDevices;
import org.offhook.campaign.admin.AdministrationPort;
import org.offhook.core.port.LevelSource;
import org.offhook.ui.OffhookWindow;
import org.offhook.ui.look.WindowPreferences;
import org.offhook.ui.port.WindowSources;

/**
 * Starts JavaFX and puts the window on it. The toolkit starts on a thread of its own, because that takes longer than everything else
 * and must not keep the phone from registering.
 */
final class WindowLaunch {
    /** Held here, because the logging system forgets the level of a logger that nobody holds. */
    private static final java.util.logging.Logger FX_LOG = java.util.logging.Logger.getLogger("javafx");

    private final CompletableFuture<Void> toolkit = new CompletableFuture<>();
    private final CompletableFuture<OffhookWindow> shown = new CompletableFuture<>();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();

    private WindowLaunch() {}

    /** Whether there is something to draw on. On X11 that is said by DISPLAY; elsewhere there is always a screen. */
    static boolean displayExpected(String osName, Map<String, String> environment) {
        return !osName.startsWith("Linux")
                || !environment.getOrDefault("DISPLAY", "").isEmpty()
                || headlessPlatform();
    }

    /** Whether JavaFX was told to draw into memory: {@code -Dglass.platform=Headless}. */
    static boolean headlessPlatform() {
        return System.getProperty("glass.platform", "").equals("Headless");
    }

    /** Has JavaFX draw into memory; before {@link #begin}. */
    static void drawIntoMemory() {
        System.setProperty("glass.platform", "Headless");
    }

    /** Begins to start the toolkit and returns at once. */
    static WindowLaunch begin() {
        WindowLaunch launch = new WindowLaunch();
        if (headlessPlatform()) {
            // Without a display there is no OpenGL either; asking for it sometimes ends with no pipeline at all.
            System.setProperty("prism.order", System.getProperty("prism.order", "sw"));
        }
        // It warns of every start from a class path, which is how we start (docs/adr/0005).
        FX_LOG.setLevel(java.util.logging.Level.SEVERE);
        Thread.ofPlatform().daemon().name("offhook-toolkit").start(() -> {
            try {
                Platform.setImplicitExit(false);
                Platform.startup(() -> launch.toolkit.complete(null));
            } catch (RuntimeException | LinkageError e) {
                launch.toolkit.completeExceptionally(e);
            }
        });
        return launch;
    }

    /**
     * Shows the window as soon as the toolkit is there.
     *
     * @param sources the dialer's store, asked off the JavaFX thread
     */
    void show(
            AgentDesk desk,
            LevelSource levels,
            WindowPreferences preferences,
            WindowSources sources,
            AdministrationPort administration,
            Runnable whenSeen) {
        toolkit.thenRun(() -> Platform.runLater(() -> {
                    try {
                        open(desk, levels, preferences, sources, administration, whenSeen);
                    } catch (RuntimeException | LinkageError e) {
                        shown.completeExceptionally(e);
                    }
                }))
                .exceptionally(thrown -> {
                    shown.completeExceptionally(thrown);
                    return null;
                });
    }

    private void open(
            AgentDesk desk,
            LevelSource levels,
            WindowPreferences preferences,
            WindowSources sources,
            AdministrationPort administration,
            Runnable whenSeen) {
        Stage stage = new Stage();
        stage.setTitle("Offhook");
        OffhookWindow window = OffhookWindow.show(stage, desk, levels, preferences, sources, administration);
        // Hidden is not closed: in mini mode the large window is hidden and the phone goes on.
        window.onClosed(() -> closed.complete(null));
        AudioDevices.keepFromDisplay();
        window.onFirstPicture(whenSeen);
        shown.complete(window);
    }

    /** Completes with the window, or with why there is none. */
    CompletableFuture<OffhookWindow> shown() {
        return shown;
    }

    /** Completes when the person has closed the window. */
    CompletableFuture<Void> closed() {
        return closed;
    }

    /** Closes the window if there is one and ends the toolkit. */
    void end() {
        if (shown.isDone() && !shown.isCompletedExceptionally()) {
            Platform.runLater(() -> {
                try {
                    shown.join().close();
                } finally {
                    Platform.exit();
                }
            });
        }
    }
}
