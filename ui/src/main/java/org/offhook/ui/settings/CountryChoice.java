package org.offhook.ui.settings;

import java.text.Collator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.offhook.campaign.transfer.NumberPlan;
import org.offhook.ui.look.WindowSettings;
import org.offhook.ui.text.Words;

/**
 * A country by which numbers may be grouped, as the agent reads it.
 *
 * @param code as {@link WindowSettings#country} has it
 */
record CountryChoice(String code, String name) {
    /** As the phone is set up, none, then every country that has numbers, by name. */
    static List<CountryChoice> all(Words words, Locale locale) {
        Collator order = Collator.getInstance(locale);
        var choices = new ArrayList<CountryChoice>();
        choices.add(new CountryChoice("", words.of("settings.look.country.own")));
        choices.add(new CountryChoice(WindowSettings.NO_COUNTRY, words.of("settings.look.country.none")));
        Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2).stream()
                .filter(NumberPlan::knows)
                .map(code -> new CountryChoice(code, Locale.of("", code).getDisplayCountry(locale)))
                .sorted(Comparator.comparing(CountryChoice::name, order::compare))
                .forEach(choices::add);
        return List.copyOf(choices);
    }

    /** What the box shows. */
    @Override
    public String toString() {
        return name;
    }
}
