package org.offhook.ui;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import javafx.application.Platform;
import javafx.geometry.Point2D;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Window;
import org.testfx.api.FxRobot;
import org.testfx.robot.Motion;

/**
 * TestFX's robot without its pauses: after each movement, press and key it sleeps five times until the window has surely caught up. Here the
 * window is laid out on the spot and what it put off is waited for.
 */
final class QuickRobot extends FxRobot {
    /** What one event puts off may put something off itself. */
    private static final int ROUNDS = 4;

    /** Returns when all windows are laid out and nothing waits for the JavaFX thread. Not on that thread. */
    static void settle() {
        for (int i = 0; i < ROUNDS; i++) {
            onWindowThread(QuickRobot::layOut);
        }
    }

    private static void layOut() {
        for (Window window : Window.getWindows()) {
            if (window.getScene() != null) {
                window.getScene().getRoot().applyCss();
                window.getScene().getRoot().layout();
            }
        }
    }

    private static void onWindowThread(Runnable work) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Platform.runLater(() -> {
            try {
                work.run();
                done.complete(null);
            } catch (RuntimeException | Error e) {
                done.completeExceptionally(e);
            }
        });
        try {
            done.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException fault) {
                throw fault;
            }
            if (e.getCause() instanceof Error fault) {
                throw fault;
            }
            throw e;
        }
    }

    @Override
    public FxRobot interact(Runnable work) {
        onWindowThread(work);
        settle();
        return this;
    }

    private FxRobot to(Point2D point) {
        robotContext().getMouseRobot().moveNoWait(point);
        settle();
        return this;
    }

    @Override
    public FxRobot moveTo(Node node, Pos position, Point2D offset, Motion motion) {
        return to(point(node).atPosition(position).atOffset(offset).query());
    }

    @Override
    public FxRobot moveBy(double x, double y, Motion motion) {
        return to(robotContext().getBaseRobot().retrieveMouse().add(x, y));
    }

    @Override
    public FxRobot clickOn(Node node, Motion motion, MouseButton... buttons) {
        return to(point(node).query()).press(buttons).release(buttons);
    }

    @Override
    public FxRobot clickOn(String query, Motion motion, MouseButton... buttons) {
        return to(point(query).query()).press(buttons).release(buttons);
    }

    @Override
    public FxRobot press(MouseButton... buttons) {
        robotContext().getMouseRobot().pressNoWait(buttons);
        settle();
        return this;
    }

    @Override
    public FxRobot release(MouseButton... buttons) {
        robotContext().getMouseRobot().releaseNoWait(buttons);
        settle();
        return this;
    }

    @Override
    public FxRobot press(KeyCode... keys) {
        robotContext().getKeyboardRobot().pressNoWait(keys);
        settle();
        return this;
    }

    @Override
    public FxRobot release(KeyCode... keys) {
        robotContext().getKeyboardRobot().releaseNoWait(keys);
        settle();
        return this;
    }

    @Override
    public FxRobot write(String text) {
        Scene typedInto = Window.getWindows().stream()
                .filter(Window::isFocused)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no window has the focus"))
                .getScene();
        text.chars()
                .mapToObj(Character::toString)
                .forEach(character ->
                        robotContext().getBaseRobot().typeKeyboard(typedInto, KeyCode.UNDEFINED, character));
        settle();
        return this;
    }
}
