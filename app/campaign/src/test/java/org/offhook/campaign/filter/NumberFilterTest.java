package org.offhook.campaign.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.offhook.campaign.lead.Lead;
import org.offhook.campaign.lead.LeadStatus;
import org.offhook.campaign.number.DialRules;
import org.offhook.campaign.number.DialableNumber;
import org.offhook.campaign.number.NumberReading;
import org.offhook.campaign.setup.CallingHours;
import org.offhook.campaign.setup.Campaign;

class NumberFilterTest {
    private static final Instant NOW = Instant.parse("2026-11-23T14:30:00Z"); // a Monday
    private static final CallingHours OFFICE = CallingHours.parse(
                    "MON 09:00-18:00, TUE 09:00-18:00, WED 09:00-18:00, THU 09:00-18:00, FRI 09:00-18:00")
            .orElseThrow();
    private static final Campaign US = Campaign.of("USCAMP", "US").withDialRules(new DialRules("9", "1", false), "US");

    private static NumberFilter filter(Campaign campaign) {
        return new NumberFilter(campaign, ZoneOffset.UTC);
    }

    private static DialSubject typed(Campaign campaign, String number) {
        DialableNumber read = ((NumberReading.Dialable) DialableNumber.read(number)).number();
        return new DialSubject(campaign.dialRules().dialled(read, ""), number, "", Optional.empty());
    }

    private static Lead lead(String code, String number, String zone) {
        return new Lead(
                1, 999, code, number, zone, LeadStatus.NEW, 0, Map.of(), Map.of(), "", 0, Optional.empty(), NOW, NOW);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // asked | allowed when the campaign calls the US and Germany only
                "(727) 555-1212|true",
                "+1 727 555 1212|true",
                "+49 30 901820|true",
                "011 49 30 901820|true",
                "+44 20 7946 0018|false",
                "011 44 20 7946 0018|false",
                "+1 416 555 0100|false", // the same country code, another country
                "+882 16 123456|false", // belongs to no country
                "201|true", // the exchange's own
                "*97|true",
            })
    void onlyTheCampaignsCountriesAreCalled(String number, boolean allowed) {
        Campaign campaign = US.withNumbersAllowed(Set.of("US", "DE"), List.of(), List.of());
        assertThat(filter(campaign).block(typed(campaign, number), false, NOW))
                .isEqualTo(allowed ? Optional.empty() : Optional.of(DialBlock.NUMBER_NOT_ALLOWED));
    }

    @Test
    void anAllowedPrefixOpensWhatItsCountryCloses() {
        Campaign campaign = US.withNumbersAllowed(Set.of("US"), List.of("+4420"), List.of("+1900", "+44207"));
        NumberFilter filter = filter(campaign);
        assertThat(filter.block(typed(campaign, "+44 20 8946 0018"), false, NOW))
                .isEmpty();
        assertThat(filter.block(typed(campaign, "+44 20 7946 0018"), false, NOW))
                .contains(DialBlock.NUMBER_NOT_ALLOWED);
        assertThat(filter.block(typed(campaign, "+44 161 496 0018"), false, NOW))
                .contains(DialBlock.NUMBER_NOT_ALLOWED);
    }

    @Test
    void aTrunkPrefixDoesNotHideAPremiumNumber() {
        Campaign campaign = US.withNumbersAllowed(Set.of(), List.of(), List.of("+1900"));
        assertThat(filter(campaign).block(typed(campaign, "900 555 1212"), false, NOW))
                .contains(DialBlock.NUMBER_NOT_ALLOWED);
        assertThat(filter(campaign).block(typed(campaign, "727 555 1212"), false, NOW))
                .isEmpty();
    }

    @Test
    void aPrefixOfTheRequestMayNotMakeAnotherNumber() {
        Campaign campaign = US.withNumbersAllowed(Set.of("US"), List.of(), List.of("+1900"));
        DialSubject abroad = new DialSubject("0114420794600", "7275550000", "", Optional.empty());
        assertThat(filter(campaign).block(abroad, false, NOW)).contains(DialBlock.NUMBER_NOT_ALLOWED);
        DialSubject premium = new DialSubject("19005551212", "5551212", "", Optional.empty());
        assertThat(filter(campaign).block(premium, false, NOW)).contains(DialBlock.NUMBER_NOT_ALLOWED);
        DialSubject ours = new DialSubject("917275551212", "7275551212", "1", Optional.empty());
        assertThat(filter(campaign).block(ours, false, NOW)).isEmpty();
    }

    @Test
    void shortNumbersGoByPrefixesOnly() {
        Campaign campaign = US.withNumbersAllowed(Set.of("US"), List.of(), List.of("118"));
        assertThat(filter(campaign).block(typed(campaign, "11833"), false, NOW)).contains(DialBlock.NUMBER_NOT_ALLOWED);
        assertThat(filter(campaign).block(typed(campaign, "2001"), false, NOW)).isEmpty();
    }

    @Test
    void theHoursAreThoseWhereTheNumberIs() {
        Campaign campaign = US.withCallingHours(OFFICE);
        // 14:30 UTC: 09:30 in New York, 06:30 in Los Angeles, 20:00 in Mumbai
        assertThat(filter(campaign).block(typed(campaign, "212 555 1212"), false, NOW))
                .isEmpty();
        assertThat(filter(campaign).block(typed(campaign, "213 555 1212"), false, NOW))
                .contains(DialBlock.OUTSIDE_CALLING_HOURS);
        assertThat(filter(campaign).block(typed(campaign, "+91 98201 23456"), false, NOW))
                .contains(DialBlock.OUTSIDE_CALLING_HOURS);
    }

    @Test
    void aNumberOfSeveralZonesIsCalledOnlyWhileAllOfThemAreOpen() {
        Campaign campaign = US.withCallingHours(OFFICE);
        DialSubject tollFree = typed(campaign, "800 555 0199"); // anywhere in North America
        assertThat(filter(campaign).block(tollFree, false, NOW)).contains(DialBlock.OUTSIDE_CALLING_HOURS);
    }

    @Test
    void theLeadsOwnZoneComesBeforeTheNumbersAndOursComesLast() {
        Campaign campaign = US.withCallingHours(OFFICE);
        Lead moved = lead("1", "2135551212", "America/New_York");
        assertThat(filter(campaign).block(DialSubject.of("912135551212", "2135551212", Optional.of(moved)), false, NOW))
                .isEmpty();
        Lead strange = lead("1", "2135551212", "Middle/Earth");
        assertThat(filter(campaign)
                        .block(DialSubject.of("912135551212", "2135551212", Optional.of(strange)), false, NOW))
                .contains(DialBlock.OUTSIDE_CALLING_HOURS);
        Campaign nowhere = Campaign.of("NOCODE", "No country").withCallingHours(OFFICE);
        DialSubject unknown = DialSubject.of("7275551", "7275551", Optional.empty());
        assertThat(new NumberFilter(nowhere, ZoneOffset.UTC).block(unknown, false, NOW))
                .isEmpty();
        assertThat(new NumberFilter(nowhere, ZoneId.of("Asia/Tokyo")).block(unknown, false, NOW))
                .contains(DialBlock.OUTSIDE_CALLING_HOURS);
    }

    @Test
    void whoMustNotBeCalledIsFoundInEveryFormAListMayHave() {
        NumberFilter filter = filter(US);
        assertThat(filter.dncForms(typed(US, "(727) 555-1212"))).contains("7275551212", "17275551212");
        assertThat(filter.dncForms(typed(US, "011 49 30 901820"))).contains("4930901820");
        assertThat(filter.dncForms(DialSubject.of("x", "0", Optional.of(lead("91", "9820123456", "")))))
                .contains("9820123456", "919820123456");
        assertThat(filter.block(typed(US, "7275551212"), true, NOW)).contains(DialBlock.DNC);
    }

    @Test
    void aCampaignWithoutRulesCallsEverybody() {
        assertThat(filter(US).block(typed(US, "+44 20 7946 0018"), false, NOW)).isEmpty();
        assertThat(typed(US, "+442079460018").toString()).doesNotContain("2079460018");
    }
}
