package org.offhook.ui.model;

import java.util.Optional;
import org.offhook.core.phone.CallView;

/** How the line sounds, in a word. The steps are those of ITU-T G.109: a rating of 80 satisfies, below 60 nearly all are dissatisfied. */
public enum LineQuality {
    GOOD(3),
    FAIR(2),
    POOR(1);

    /** The opinion that a rating of 80 stands for (ITU-T G.107). */
    private static final double SATISFIES = 4.0;
    /** The opinion that a rating of 60 stands for. */
    private static final double DISSATISFIES = 3.1;

    private final int bars;

    LineQuality(int bars) {
        this.bars = bars;
    }

    /** @param opinion mean opinion score, 1 to 4.5 */
    public static LineQuality of(double opinion) {
        return opinion >= SATISFIES ? GOOD : opinion >= DISSATISFIES ? FAIR : POOR;
    }

    /** That of a call's last five seconds; empty in its first ones. */
    public static Optional<LineQuality> of(CallView call) {
        return call.quality().map(quality -> of(quality.opinion()));
    }

    /** How many of the three bars are full. */
    public int bars() {
        return bars;
    }
}
