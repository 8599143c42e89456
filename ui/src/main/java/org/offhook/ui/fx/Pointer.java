package org.offhook.ui.fx;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Scene;
import javafx.scene.input.MouseEvent;

/** Where the pointer is in a scene, for the guards of its buttons. */
public final class Pointer {
    private final InstantSource clock;
    private final List<DwellGuard> guards = new ArrayList<>();
    private double x = Double.NaN;
    private double y = Double.NaN;

    public Pointer(InstantSource clock) {
        this.clock = clock;
    }

    /** Follows the pointer over {@code scene}. */
    public void follow(Scene scene) {
        scene.addEventFilter(MouseEvent.MOUSE_MOVED, this::moved);
        scene.addEventFilter(MouseEvent.MOUSE_DRAGGED, this::moved);
        scene.addEventFilter(MouseEvent.MOUSE_PRESSED, this::moved);
        scene.addEventHandler(MouseEvent.MOUSE_EXITED, event -> place(Double.NaN, Double.NaN));
    }

    double x() {
        return x;
    }

    double y() {
        return y;
    }

    long nowMillis() {
        return clock.millis();
    }

    void add(DwellGuard guard) {
        guards.add(guard);
    }

    private void moved(MouseEvent event) {
        place(event.getSceneX(), event.getSceneY());
    }

    private void place(double atX, double atY) {
        x = atX;
        y = atY;
        long now = clock.millis();
        for (DwellGuard guard : guards) {
            guard.pointerAt(now, x, y);
        }
    }
}
