package org.offhook.ui.look;

import java.util.Optional;

/**
 * Everything the window remembers about itself.
 *
 * @param theme colours
 * @param scalePercent size of everything, 100 to 250
 * @param alwaysOnTop whether the full-size window stays above others; mini mode always does
 * @param mini whether the window was small when it was last seen
 * @param placement where the full-size window stood; absent before it was ever moved
 * @param miniPlacement where the mini window stood
 */
public record WindowSettings(
        Theme theme,
        int scalePercent,
        boolean alwaysOnTop,
        boolean mini,
        Optional<Placement> placement,
        Optional<Placement> miniPlacement) {
    public static final int LEAST_SCALE_PERCENT = 100;
    public static final int GREATEST_SCALE_PERCENT = 250;

    public static final WindowSettings DEFAULT =
            new WindowSettings(Theme.SYSTEM, 100, false, false, Optional.empty(), Optional.empty());

    public WindowSettings {
        scalePercent = Math.clamp(scalePercent, LEAST_SCALE_PERCENT, GREATEST_SCALE_PERCENT);
    }

    public WindowSettings withTheme(Theme chosen) {
        return new WindowSettings(chosen, scalePercent, alwaysOnTop, mini, placement, miniPlacement);
    }

    public WindowSettings withScalePercent(int percent) {
        return new WindowSettings(theme, percent, alwaysOnTop, mini, placement, miniPlacement);
    }

    public WindowSettings withAlwaysOnTop(boolean on) {
        return new WindowSettings(theme, scalePercent, on, mini, placement, miniPlacement);
    }

    public WindowSettings withMini(boolean on) {
        return new WindowSettings(theme, scalePercent, alwaysOnTop, on, placement, miniPlacement);
    }

    public WindowSettings withPlacement(Placement where) {
        return new WindowSettings(theme, scalePercent, alwaysOnTop, mini, Optional.of(where), miniPlacement);
    }

    public WindowSettings withMiniPlacement(Placement where) {
        return new WindowSettings(theme, scalePercent, alwaysOnTop, mini, placement, Optional.of(where));
    }
}
