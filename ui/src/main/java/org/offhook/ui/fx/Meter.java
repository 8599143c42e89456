package org.offhook.ui.fx;

import javafx.scene.AccessibleRole;
import javafx.scene.layout.Region;

/**
 * A level meter: a track and a bar whose width follows the level. It rises at once and falls 12 dB in 150 ms, so that speech reads
 * as movement and not as flicker.
 */
public final class Meter extends Region {
    /** Below this nothing is shown. */
    static final float FLOOR_DBOV = -60;

    private static final float LOUD = 0.85f;
    private static final float FALL_DB_PER_MILLI = 12f / 150f;
    private static final float CLIPPING_DBOV = -0.5f;
    private final Region bar = new Region();
    private float shownDbov = -127;
    private double shownWidth = -1;

    public Meter(String name) {
        getStyleClass().add("oh-meter");
        bar.getStyleClass().add("oh-meter-bar");
        bar.setManaged(false);
        getChildren().add(bar);
        setAccessibleRole(AccessibleRole.PROGRESS_INDICATOR);
        setAccessibleText(name);
    }

    /**
     * @param millisSinceLast how long ago the last level was shown, for the fall
     * @return whether the bar stays as it is for as long as the level does
     */
    public boolean show(float dbov, long millisSinceLast) {
        float fallen = shownDbov - FALL_DB_PER_MILLI * millisSinceLast;
        shownDbov = Math.max(dbov, Math.max(fallen, -127));
        float part = part(shownDbov);
        Parts.pseudo(this, "loud", part > LOUD && shownDbov < CLIPPING_DBOV);
        Parts.pseudo(this, "clipping", shownDbov >= CLIPPING_DBOV);
        place(part);
        return fallen <= dbov || part == 0;
    }

    /** Silent at once: another call begins. */
    public void clear() {
        shownDbov = -127;
        place(0);
    }

    /** Share of the track that a level fills: linear in dB from the floor to full scale. */
    static float part(float dbov) {
        return Math.clamp(1 - dbov / FLOOR_DBOV, 0, 1);
    }

    private void place(float part) {
        double width = snapSizeX(getWidth() * part);
        if (width == shownWidth && bar.getHeight() == getHeight()) {
            return; // a bar that is placed again is drawn again
        }
        shownWidth = width;
        bar.setVisible(width > 0);
        bar.resizeRelocate(0, 0, width, getHeight());
    }

    @Override
    protected void layoutChildren() {
        place(part(shownDbov));
    }
}
