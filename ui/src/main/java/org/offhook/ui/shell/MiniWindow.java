package org.offhook.ui.shell;

import java.util.Optional;
import javafx.application.ConditionalFeature;
import javafx.application.Platform;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.StackPane;
import javafx.scene.paint.Color;
import javafx.stage.Screen;
import javafx.stage.Stage;
import javafx.stage.StageStyle;
import org.offhook.ui.fx.Wardrobe;
import org.offhook.ui.fx.WindowContext;
import org.offhook.ui.look.Placement;
import org.offhook.ui.look.WindowSettings;
import org.offhook.ui.mini.MiniBar;

/** The small window: always on top, dragged by anything that is no button, keeps its place, never leaves the screen. */
public final class MiniWindow {
    private static final double SNAP = 8;
    private final WindowContext context;
    private final Stage stage;
    private final Scene scene;
    private double grabX;
    private double grabY;
    private boolean grabbed;

    public MiniWindow(WindowContext context, MiniBar bar, String title) {
        this.context = context;
        boolean transparent = Platform.isSupported(ConditionalFeature.TRANSPARENT_WINDOW);
        stage = new Stage(transparent ? StageStyle.TRANSPARENT : StageStyle.UNDECORATED);
        stage.setTitle(title);
        stage.setAlwaysOnTop(true);
        stage.setResizable(false);
        var root = new StackPane(bar);
        root.getStyleClass().add(transparent ? "oh-mini-window" : "oh-mini-plain");
        scene = new Scene(root);
        if (transparent) {
            scene.setFill(Color.TRANSPARENT);
        }
        stage.setScene(scene);
        scene.addEventFilter(MouseEvent.MOUSE_PRESSED, this::grab);
        scene.addEventFilter(MouseEvent.MOUSE_DRAGGED, this::drag);
        scene.addEventFilter(MouseEvent.MOUSE_RELEASED, event -> drop());
        context.pointer().follow(scene);
    }

    public Scene scene() {
        return scene;
    }

    /** Comes up where it was last, or at {@code x}, {@code y}. */
    public void show(double x, double y) {
        dress();
        stage.sizeToScene();
        Optional<Placement> last = context.preferences().current().miniPlacement();
        stage.setX(last.map(Placement::x).orElse(x));
        stage.setY(last.map(Placement::y).orElse(y));
        stage.show();
        keepOnScreen();
    }

    public void dress() {
        WindowSettings settings = context.preferences().current();
        Wardrobe.dress(scene, settings.theme(), settings.scalePercent());
    }

    public void hide() {
        stage.hide();
    }

    /** Does {@code instead} when the system asks this window to close; it does not close by itself. */
    public void onCloseRequest(Runnable instead) {
        stage.setOnCloseRequest(request -> {
            request.consume();
            instead.run();
        });
    }

    public boolean showing() {
        return stage.isShowing();
    }

    public void toFront() {
        stage.toFront();
    }

    private void grab(MouseEvent event) {
        grabbed = !onButton(event.getTarget());
        grabX = event.getScreenX() - stage.getX();
        grabY = event.getScreenY() - stage.getY();
    }

    private void drag(MouseEvent event) {
        if (grabbed) {
            stage.setX(event.getScreenX() - grabX);
            stage.setY(event.getScreenY() - grabY);
        }
    }

    private void drop() {
        if (grabbed) {
            grabbed = false;
            keepOnScreen();
            context.preferences()
                    .change(context.preferences()
                            .current()
                            .withMiniPlacement(
                                    new Placement(stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight())));
        }
    }

    private static boolean onButton(Object target) {
        for (Node at = target instanceof Node node ? node : null; at != null; at = at.getParent()) {
            if (at instanceof ButtonBase) {
                return true;
            }
        }
        return false;
    }

    /** Inside the screen it is most on, and against its edge when it is near. */
    private void keepOnScreen() {
        var screens = Screen.getScreensForRectangle(stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight());
        Rectangle2D bounds = (screens.isEmpty() ? Screen.getPrimary() : screens.getFirst()).getVisualBounds();
        stage.setX(within(stage.getX(), stage.getWidth(), bounds.getMinX(), bounds.getMaxX()));
        stage.setY(within(stage.getY(), stage.getHeight(), bounds.getMinY(), bounds.getMaxY()));
    }

    static double within(double at, double size, double least, double most) {
        if (at < least + SNAP) {
            return least;
        }
        return at + size > most - SNAP ? Math.max(least, most - size) : at;
    }
}
