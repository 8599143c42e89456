package org.offhook.desktop.settings;

import java.util.Locale;
import java.util.Map;
import org.offhook.campaign.transfer.NumberPlan;

/**
 * The country by which the phone reads and groups numbers where no campaign names one.
 *
 * @param asked {@code system}, {@code none}, or an ISO 3166 alpha-2 code in either case
 */
public record CountrySetting(String asked) {
    private static final String SYSTEM = "system";
    private static final String NONE = "none";

    static CountrySetting of(Settings.Reading reading) {
        return new CountrySetting(reading.text(SettingKey.DIAL_COUNTRY));
    }

    /**
     * ISO 3166 alpha-2; empty where none is asked for, or the system names none that has numbers of its own.
     *
     * @param system the system's language and region
     */
    public String code(Locale system) {
        if (isNone()) {
            return "";
        }
        String code = asked.equalsIgnoreCase(SYSTEM) ? system.getCountry() : asked.toUpperCase(Locale.ROOT);
        return NumberPlan.knows(code) ? code : "";
    }

    private boolean isNone() {
        return asked.isEmpty() || asked.equalsIgnoreCase(NONE);
    }

    /** What cannot be meant, by the key that says it. */
    Map<SettingKey, String> objections() {
        boolean right = isNone() || asked.equalsIgnoreCase(SYSTEM) || NumberPlan.knows(asked.toUpperCase(Locale.ROOT));
        return right
                ? Map.of()
                : Map.of(SettingKey.DIAL_COUNTRY, "dial.country must be system, none or a country's two letters");
    }
}
