package org.offhook.campaign.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.offhook.campaign.transfer.NumberPlan.Planned;

class NumberPlanTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // country | number | code column | code | national | time zone
                "US|(727) 555-1212||1|7275551212|America/New_York",
                "US|1 727 555 1212||1|7275551212|America/New_York",
                "IN|098201 23456||91|9820123456|Asia/Calcutta",
                "IN|+44 20 7946 0018||44|2079460018|Europe/London",
                "IN|7275551212|1|1|7275551212|America/New_York",
                "DE|030 901820||49|30901820|Europe/Berlin",
                "IT|02 1234 5678||39|0212345678|Europe/Rome",
                "''|7275551212|+1|1|7275551212|America/New_York",
                "US|800 555 0199||1|8005550199|''",
            })
    void numbersBecomeCountryCodeAndNationalDigits(
            String country, String number, String code, String expectedCode, String national, String zone) {
        assertThat(new NumberPlan(country, "").read(number, code == null ? "" : code))
                .isEqualTo(new Planned.Subscriber(expectedCode, national, zone));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "US|call me|the number has letters",
                "US|555|the number is too short for its country",
                "US|7275551212345|the number is too long for its country",
                "US|*97|the number has * or #",
                "''|+999 12345678|no phone number of this country",
            })
    void whatIsNoNumberSaysWhyWithoutRepeatingIt(String country, String number, String reason) {
        assertThat(new NumberPlan(country, "").read(number, "")).isEqualTo(new Planned.Refused(reason));
    }

    @Test
    void withoutACountryDigitsStayAsTheyAre() {
        assertThat(new NumberPlan("", "").read("555-1212", "")).isEqualTo(new Planned.Subscriber("", "5551212", ""));
        assertThat(new NumberPlan("", "1").read("727-555-1212", ""))
                .isEqualTo(new Planned.Subscriber("1", "7275551212", "America/New_York"));
    }

    @Test
    void knowsWhichCountriesThereAre() {
        assertThat(NumberPlan.knows("IN")).isTrue();
        assertThat(NumberPlan.knows("XX")).isFalse();
    }
}
