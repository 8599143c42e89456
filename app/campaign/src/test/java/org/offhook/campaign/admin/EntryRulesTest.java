package org.offhook.campaign.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.offhook.campaign.list.CustomField;
import org.offhook.campaign.list.LeadList;
import org.offhook.campaign.number.DialRules;
import org.offhook.campaign.setup.CallerId;
import org.offhook.campaign.setup.Campaign;
import org.offhook.campaign.setup.Disposition;
import org.offhook.campaign.setup.GroupAlias;
import org.offhook.campaign.setup.PauseCode;
import org.offhook.campaign.user.Password;
import org.offhook.campaign.user.Right;
import org.offhook.campaign.user.User;
import org.offhook.campaign.user.UserGroup;

class EntryRulesTest {
    private static final User ASHA = User.of("asha", "Asha Example", 4, "AGENTS");

    @Test
    void aGoodEntryHasNoFault() {
        assertThat(EntryRules.of(ASHA.withEmail("asha@example.com")
                        .withPhoneLogin("2101")
                        .withVoicemailId("2101")
                        .withCustomThree("crm-7")))
                .isEmpty();
        assertThat(EntryRules.of(Campaign.of("SALES", "Sales").withDialRules(new DialRules("9", "91", true), "IN")))
                .isEmpty();
        assertThat(EntryRules.of(new LeadList(10, "Leads.", "SALES", true, List.of(new CustomField("A", "B", 1)))))
                .isEmpty();
        assertThat(EntryRules.of(new UserGroup("A", "B", Set.of()))).isEmpty();
        assertThat(EntryRules.of(new GroupAlias("a", "b", "", "", true))).isEmpty();
        assertThat(EntryRules.ofToken("a", "b", "c")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "with blank", "a|b", "twentyonecharacters-x", "line\nbreak"})
    void aNameThatWouldBreakAUrlOrALineIsRefused(String name) {
        assertThat(EntryRules.of(User.of(name, "Full", 1, "AGENTS"))).containsExactly(EntryFault.USER_NAME);
    }

    @ParameterizedTest
    @CsvSource({"no-at,false", "a@b,true", "a@b@c,false", "@b,false", "a@,false", "a b@c,false", "a@b;c,false"})
    void anAddressThatMailCannotBeSentToIsRefused(String email, boolean good) {
        assertThat(EntryRules.of(ASHA.withEmail(email)).isEmpty()).isEqualTo(good);
    }

    @Test
    void faultsComeInTheOrderOfTheFields() {
        assertThat(EntryRules.of(User.of("!", "", 1, "A")
                        .withPhoneLogin("a b")
                        .withVoicemailId("x")
                        .withEmail("x")))
                .containsExactly(
                        EntryFault.USER_NAME,
                        EntryFault.FULL_NAME,
                        EntryFault.PHONE_LOGIN,
                        EntryFault.VOICEMAIL,
                        EntryFault.EMAIL);
    }

    @Test
    void anOldEntryMayBeChangedAlthoughNewerRulesWouldRefuseIt() {
        List<EntryFault> before = EntryRules.of(ASHA.withEmail("none"));
        assertThat(EntryRules.fresh(before, EntryRules.of(ASHA.withEmail("none").withFullName("Other"))))
                .isEmpty();
        assertThat(EntryRules.fresh(before, EntryRules.of(ASHA.withEmail("none").withFullName(""))))
                .containsExactly(EntryFault.FULL_NAME);
    }

    @Test
    void everyRuleOfACampaignIsLookedAt() {
        Campaign plain = Campaign.of("S", "");
        Campaign worst = new Campaign(
                "S",
                "",
                true,
                plain.apiManualDial(),
                new DialRules("x", "+91", false),
                "XX",
                Set.of("YY"),
                List.of("91"),
                List.of("+"),
                new CallerId("me", "x".repeat(41), CallerId.Presentation.FROM_DISPLAY),
                plain.recording(),
                plain.callingHours(),
                Duration.ofSeconds(3_601),
                Duration.ofSeconds(4),
                0,
                999);
        assertThat(EntryRules.of(worst))
                .containsExactly(
                        EntryFault.CAMPAIGN_ID,
                        EntryFault.NAME,
                        EntryFault.PREFIX,
                        EntryFault.PHONE_CODE,
                        EntryFault.COUNTRY,
                        EntryFault.ALLOWED_COUNTRIES,
                        EntryFault.ALLOWED_PREFIXES,
                        EntryFault.REFUSED_PREFIXES,
                        EntryFault.CALLER_ID,
                        EntryFault.CALLER_NAME,
                        EntryFault.WRAP_UP,
                        EntryFault.RING_LIMIT,
                        EntryFault.QUEUE_LIMIT);
    }

    @Test
    void aFormsFieldsHaveNamesThatDifferInMoreThanLetterCase() {
        assertThat(form(new CustomField("Budget", "B", 1), new CustomField("budget", "C", 1)))
                .containsExactly(EntryFault.FIELD_TWICE);
        assertThat(form(new CustomField("1st", "", 2_001)))
                .containsExactly(EntryFault.FIELD_NAME, EntryFault.FIELD_LABEL, EntryFault.FIELD_LONGEST);
        assertThat(EntryRules.of(new LeadList(9, "five", "", true, List.of())))
                .containsExactly(EntryFault.LIST_ID, EntryFault.LIST_NAME, EntryFault.LIST_CAMPAIGN);
    }

    private static List<EntryFault> form(CustomField... fields) {
        return EntryRules.of(new LeadList(1001, "May leads", "SALES", true, List.of(fields)));
    }

    @Test
    void aFieldThatIsOnlyRenamedInItsLetterCaseIsNotDropped() {
        var before = new LeadList(
                1001,
                "May leads",
                "SALES",
                true,
                List.of(new CustomField("Budget", "B", 1), new CustomField("Colour", "C", 1)));
        var after = new LeadList(1001, "May leads", "SALES", true, List.of(new CustomField("BUDGET", "B", 1)));
        assertThat(EntryRules.dropped(before, after)).containsExactly("Colour");
    }

    @Test
    void codesKeysLimitsAndSecretsHaveTheirBounds() {
        assertThat(EntryRules.of(new PauseCode("", "TOOLONGACODE1", "", false, Duration.ofMinutes(1_441))))
                .containsExactly(EntryFault.PAUSE_CODE, EntryFault.NAME, EntryFault.PAUSE_LIMIT);
        assertThat(EntryRules.of(new Disposition("", "TOOLONG", "", "12", Set.of())))
                .containsExactly(EntryFault.DISPOSITION_CODE, EntryFault.NAME, EntryFault.HOTKEY);
        assertThat(EntryRules.of(new GroupAlias("a b", "", "me", "x".repeat(41), true)))
                .containsExactly(EntryFault.ALIAS_ID, EntryFault.NAME, EntryFault.ALIAS_NUMBER, EntryFault.CALLER_NAME);
        assertThat(EntryRules.of(new UserGroup("", "", Set.of())))
                .containsExactly(EntryFault.GROUP_ID, EntryFault.NAME);
        assertThat(EntryRules.ofToken("", "", "\n"))
                .containsExactly(EntryFault.TOKEN_LABEL, EntryFault.TOKEN_HOST, EntryFault.TOKEN_POLICY);
        assertThat(EntryRules.of(Password.of(""))).containsExactly(EntryFault.PASSWORD);
        assertThat(EntryRules.of(Password.of("x".repeat(201)))).containsExactly(EntryFault.PASSWORD);
    }

    @ParameterizedTest
    @CsvSource({"7,7,true", "8,7,false", "8,8,true", "8,9,true", "9,9,false", "9,8,false"})
    void nobodyTouchesTheirOwnLevelOrHigherExceptNine(int own, int level, boolean tooHigh) {
        assertThat(AdminRights.tooHigh(ASHA.withLevel(own), level)).isEqualTo(tooHigh);
    }

    @Test
    void itTakesTheLevelAndTheRightToModify() {
        User eight = ASHA.withLevel(8).withRights(Set.of(Right.MODIFY_LISTS));
        assertThat(AdminRights.mayModify(eight, Right.MODIFY_LISTS)).isTrue();
        assertThat(AdminRights.mayModify(eight, Right.MODIFY_USERS)).isFalse();
        assertThat(AdminRights.mayModify(eight.withLevel(7), Right.MODIFY_LISTS))
                .isFalse();
        assertThat(AdminRights.mayAdminister(eight.withActive(false))).isFalse();
    }
}
