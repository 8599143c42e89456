package org.offhook.ui.fx;

import org.offhook.core.port.LevelSource;

/**
 * Whether the level meters have anything new to show. Told on the JavaFX thread what they showed, asked on any: a steady or silent call
 * costs the window nothing.
 */
public final class LevelWatch {
    /** Less than this moves the bar by less than two pixels. */
    private static final float NOTICEABLE_DB = 0.8f;

    private final LevelSource levels;
    private volatile boolean watched;
    private volatile boolean atRest;
    private volatile float sent;
    private volatile float received;
    private volatile float microphone;

    public LevelWatch(LevelSource levels) {
        this.levels = levels;
    }

    /** Something else about the window changed: whether there are meters to show at all, or which. */
    public void look(boolean onScreen) {
        watched = onScreen;
        atRest = false;
    }

    /** @param rest whether the meters stay as they are for as long as the levels do */
    public void shown(boolean rest) {
        sent = levels.sentDbov();
        received = levels.receivedDbov();
        microphone = levels.microphoneDbov();
        atRest = rest;
    }

    /** Also true when nobody looks any more, so that the asking ends. Any thread. */
    public boolean moved() {
        return !watched
                || !atRest
                || noticeable(levels.sentDbov(), sent)
                || noticeable(levels.receivedDbov(), received)
                || noticeable(levels.microphoneDbov(), microphone);
    }

    private static boolean noticeable(float now, float before) {
        return Math.abs(now - before) >= NOTICEABLE_DB && Math.max(now, before) > Meter.FLOOR_DBOV;
    }
}
