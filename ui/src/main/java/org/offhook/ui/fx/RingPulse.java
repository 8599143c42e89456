package org.offhook.ui.fx;

import java.time.Duration;
import javafx.application.Platform;

/**
 * Lets the shape of a ringing call dim and come back now and then; with reduced motion it has an outline instead. While nothing rings
 * nothing runs.
 */
public final class RingPulse {
    static final Duration PERIOD = Duration.ofMillis(1200);
    static final Duration DIMMED = Duration.ofMillis(150);

    private final Alarm alarm;
    private final StateGlyph glyph;
    private boolean ringing;
    private Runnable cancel = () -> {};

    public RingPulse(Alarm alarm, StateGlyph glyph) {
        this.alarm = alarm;
        this.glyph = glyph;
    }

    /** Whether a call rings now; asking for what is already so changes nothing. */
    public void ring(boolean on) {
        if (on == ringing) {
            return;
        }
        ringing = on;
        cancel.run();
        dim(false);
        boolean calm = Platform.getPreferences().isReducedMotion();
        Parts.pseudo(glyph, "steady", on && calm);
        if (on && !calm) {
            cancel = alarm.after(PERIOD, this::pulse);
        }
    }

    private void pulse() {
        dim(true);
        cancel = alarm.after(DIMMED, () -> {
            dim(false);
            cancel = alarm.after(PERIOD.minus(DIMMED), this::pulse);
        });
    }

    private void dim(boolean on) {
        Parts.pseudo(glyph, "dimmed", on);
    }
}
