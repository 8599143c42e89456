package org.offhook.ui.look;

import java.util.Optional;

/**
 * Everything the window remembers about itself.
 *
 * @param theme colours
 * @param scalePercent size of everything, 100 to 250
 * @param alwaysOnTop whether the full-size window stays above others; mini mode always does
 * @param country by which numbers without {@code +} are grouped where no campaign says: ISO 3166 alpha-2, {@link #NO_COUNTRY}, or empty for
 *     what the phone is set up with
 * @param mini whether the window was small when it was last seen
 * @param placement where the full-size window stood; absent before it was ever moved
 * @param miniPlacement where the mini window stood
 */
public record WindowSettings(
        Theme theme,
        int scalePercent,
        boolean alwaysOnTop,
        String country,
        boolean mini,
        Optional<Placement> placement,
        Optional<Placement> miniPlacement) {
    public static final int LEAST_SCALE_PERCENT = 100;
    public static final int GREATEST_SCALE_PERCENT = 250;

    /** Numbers are grouped by no country's rules. */
    public static final String NO_COUNTRY = "ZZ";

    public static final WindowSettings DEFAULT =
            new WindowSettings(Theme.SYSTEM, 100, false, "", false, Optional.empty(), Optional.empty());

    public WindowSettings {
        scalePercent = Math.clamp(scalePercent, LEAST_SCALE_PERCENT, GREATEST_SCALE_PERCENT);
    }

    public WindowSettings withTheme(Theme chosen) {
        return new WindowSettings(chosen, scalePercent, alwaysOnTop, country, mini, placement, miniPlacement);
    }

    public WindowSettings withScalePercent(int percent) {
        return new WindowSettings(theme, percent, alwaysOnTop, country, mini, placement, miniPlacement);
    }

    public WindowSettings withAlwaysOnTop(boolean on) {
        return new WindowSettings(theme, scalePercent, on, country, mini, placement, miniPlacement);
    }

    public WindowSettings withCountry(String code) {
        return new WindowSettings(theme, scalePercent, alwaysOnTop, code, mini, placement, miniPlacement);
    }

    /** The country by which numbers are grouped, when the phone is set up with {@code own}; empty for none. */
    public String countryOr(String own) {
        return country.isEmpty() ? own : country.equals(NO_COUNTRY) ? "" : country;
    }

    public WindowSettings withMini(boolean on) {
        return new WindowSettings(theme, scalePercent, alwaysOnTop, country, on, placement, miniPlacement);
    }

    public WindowSettings withPlacement(Placement where) {
        return new WindowSettings(theme, scalePercent, alwaysOnTop, country, mini, Optional.of(where), miniPlacement);
    }

    public WindowSettings withMiniPlacement(Placement where) {
        return new WindowSettings(theme, scalePercent, alwaysOnTop, country, mini, placement, Optional.of(where));
    }
}
