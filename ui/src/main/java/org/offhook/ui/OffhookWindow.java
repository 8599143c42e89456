package org.offhook.ui;

import javafx.scene.Scene;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.offhook.agent.AgentDesk;
import org.offhook.core.port.LevelSource;
import org.offhook.ui.look.WindowPreferences;

/**
 * The phone's window. Everything happens on the JavaFX thread except what the desk's observer copies on the loop.
 *
 * <p>The window never takes keyboard focus by itself: {@code AttentionAsked} brings it to the front only.
 */
public final class OffhookWindow implements AutoCloseable {
    private final Stage stage;
    private final Scene scene;

    private OffhookWindow(Stage stage, Scene scene) {
        this.stage = stage;
        this.scene = scene;
    }

    /**
     * Builds the window on {@code stage} and shows it; JavaFX thread only.
     *
     * @param levels read about 20 times a second while a call is on screen
     */
    public static OffhookWindow show(Stage stage, AgentDesk desk, LevelSource levels, WindowPreferences preferences) {
        var scene = new Scene(new VBox(), 340, 600);
        stage.setScene(scene);
        stage.show();
        return new OffhookWindow(stage, scene);
    }

    /** What the full-size window shows, for {@link org.offhook.ui.picture.WindowPicture}. */
    public Scene scene() {
        return scene;
    }

    /** Runs {@code action} once, on the JavaFX thread, when the first picture has been handed to the screen. */
    public void onFirstPicture(Runnable action) {
        scene.addPostLayoutPulseListener(new Runnable() {
            @Override
            public void run() {
                scene.removePostLayoutPulseListener(this);
                action.run();
            }
        });
    }

    /** Ends the subscription to the desk and closes the window; JavaFX thread only. Closing twice is harmless. */
    @Override
    public void close() {
        stage.close();
    }
}
