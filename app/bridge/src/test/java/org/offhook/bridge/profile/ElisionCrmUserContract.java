package org.offhook.bridge.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.offhook.bridge.profile.elisioncrm.ElisionCrmProfile;
import org.offhook.campaign.user.Password;
import org.offhook.campaign.user.Right;
import org.offhook.campaign.user.User;
import org.offhook.campaign.user.Verdict;

/**
 * add_user and update_user of elision-crm. Rows that carry a line number are answers printed in elision-crm-integration-1.0 (the file
 * {@code elision-crm-integration-1.0.txt}), letter for letter.
 */
abstract class ElisionCrmUserContract extends ElisionCrmCalls {
    private static final String DOCUMENT = "elision-crm-integration-1.0";

    private static Map<String, String> newUser(String name, String level, String group) {
        return fields(
                "add_user",
                "agent_user",
                name,
                "agent_pass",
                "9999",
                "agent_user_level",
                level,
                "agent_full_name",
                "Testing Person",
                "agent_user_group",
                group);
    }

    private record Row(int line, Caller caller, Map<String, String> request, String response) {}

    @TestFactory
    Stream<DynamicTest> everyDocumentedLineAboutUsers() {
        return Stream.of(
                        new Row(
                                63,
                                Caller.POWERLESS,
                                newUser("1001", "1", "AGENTS"),
                                "ERROR: add_user USER DOES NOT HAVE PERMISSION TO ADD USERS - api|0"),
                        new Row(
                                64,
                                Caller.API,
                                newUser("1000", "1", ""),
                                "ERROR: add_user YOU MUST USE ALL REQUIRED FIELDS - api|1000|"),
                        new Row(
                                66,
                                Caller.API,
                                newUser("1001", "8", "AGENTS"),
                                "ERROR: add_user USER DOES NOT HAVE PERMISSION TO ADD USERS IN THIS USER LEVEL - api|8"),
                        new Row(
                                68,
                                Caller.API,
                                newUser("1001", "1", "ADFHR"),
                                "ERROR: add_user USER GROUP DOES NOT EXIST - api|ADFHR"),
                        new Row(
                                69,
                                Caller.API,
                                newUser("api", "1", "AGENTS"),
                                "ERROR: add_user USER ALREADY EXISTS - api|api"),
                        new Row(
                                112,
                                Caller.POWERLESS,
                                fields("update_user", "agent_user", "1000"),
                                "ERROR: update_user USER DOES NOT HAVE PERMISSION TO UPDATE USERS - api|0"),
                        new Row(
                                114,
                                Caller.API,
                                fields("update_user"),
                                "ERROR: update_user YOU MUST USE ALL REQUIRED FIELDS - api||"),
                        new Row(
                                116,
                                Caller.API,
                                fields("update_user", "agent_user", "78789"),
                                "ERROR: update_user USER DOES NOT EXIST - api|78789"),
                        new Row(
                                118,
                                Caller.API,
                                fields("update_user", "agent_user", "7878", "agent_full_name", "X"),
                                "ERROR: update_user USER DOES NOT HAVE PERMISSION TO UPDATE THIS USER - api|7878"),
                        new Row(
                                120,
                                Caller.API,
                                fields("update_user", "agent_user", "1000", "agent_full_name", " "),
                                "ERROR: update_user YOU MUST USE A VALID FULL NAME, THIS IS AN OPTIONAL FIELD - api|"),
                        new Row(
                                122,
                                Caller.BOSS,
                                fields("update_user", "agent_user", "1000", "agent_user_level", "0"),
                                "ERROR: update_user YOU MUST USE A VALID USER LEVEL, THIS IS AN OPTIONAL FIELD - api|0|9|1"),
                        new Row(
                                124,
                                Caller.API,
                                fields("update_user", "agent_user", "1000", "agent_user_group", "FAKEGROUP"),
                                "ERROR: update_user YOU MUST USE A VALID USER GROUP, THIS IS AN OPTIONAL FIELD - api|FAKEGROUP|0"),
                        new Row(
                                126,
                                Caller.API,
                                fields("update_user", "agent_user", "1000", "phone_login", "fakephone"),
                                "ERROR: update_user YOU MUST USE A VALID PHONE LOGIN, THIS IS AN OPTIONAL FIELD - api|fakephone|0|0"),
                        new Row(
                                128,
                                Caller.API,
                                fields("update_user", "agent_user", "1000", "phone_pass", "  "),
                                "ERROR: update_user YOU MUST USE A VALID PHONE PASSWORD, THIS IS AN OPTIONAL FIELD - api|0"),
                        new Row(
                                130,
                                Caller.API,
                                fields("update_user", "agent_user", "1000", "voicemail_id", "12a"),
                                "ERROR: update_user YOU MUST USE A VALID VOICEMAIL ID, THIS IS AN OPTIONAL FIELD - api"),
                        new Row(
                                132,
                                Caller.API,
                                fields("update_user", "agent_user", "1000", "email", "nobody"),
                                "ERROR: update_user YOU MUST USE A VALID EMAIL, THIS IS AN OPTIONAL FIELD - api"),
                        new Row(
                                134,
                                Caller.API,
                                fields("update_user", "agent_user", "1000", "active", "maybe"),
                                "ERROR: update_user ACTIVE MUST BE Y OR N, THIS IS AN OPTIONAL FIELD - api"),
                        new Row(
                                138,
                                Caller.API,
                                fields(
                                        "update_user",
                                        "agent_user",
                                        "1000",
                                        "agent_pass",
                                        "9876",
                                        "agent_user_level",
                                        "5",
                                        "agent_full_name",
                                        "Testing Person",
                                        "agent_user_group",
                                        "AGENTS"),
                                "SUCCESS: update_user USER HAS BEEN UPDATED - api|1000"))
                .map(row -> documented(row.line(), () -> {
                    HttpResponse<String> answer = answer(row.caller(), row.request());
                    assertThat(answer.body()).isEqualTo(row.response());
                    assertThat(answer.headers().firstValue("Content-Type")).contains("text/plain;charset=utf-8");
                }));
    }

    private static DynamicTest documented(int line, org.junit.jupiter.api.function.Executable test) {
        return DynamicTest.dynamicTest(DOCUMENT + ", line " + line, test);
    }

    @Test
    void addsTheUserOfLine73AndRepeatsThePasswordOnlyWhenToldTo() {
        assertThat(asked(Caller.API, newUser("1001", "1", "AGENTS")))
                .isEqualTo("SUCCESS: add_user USER HAS BEEN ADDED - api|1001|****|1|Testing Person|AGENTS");
        // line 73, joined with line 74
        serve(new ElisionCrmProfile(store(), true));
        assertThat(asked(Caller.API, newUser("10000", "1", "AGENTS")))
                .isEqualTo("SUCCESS: add_user USER HAS BEEN ADDED - api|10000|9999|1|Testing Person|AGENTS");
        assertThat(store().users().verify("10000", Password.of("9999"))).isInstanceOf(Verdict.Proven.class);
        assertThat(store().users().find("10000").orElseThrow())
                .isEqualTo(User.of("10000", "Testing Person", 1, "AGENTS", Right.MANUAL_DIAL));
    }

    @Test
    void keepsTheOptionalFieldsOfANewUser() {
        Map<String, String> request = newUser("1002", "2", "AGENTS");
        request.putAll(
                Map.of("phone_login", "gs102", "phone_pass", "sip", "voicemail_id", "102", "email", "a@b.example"));
        assertThat(asked(Caller.API, request)).startsWith("SUCCESS: ");
        User added = store().users().find("1002").orElseThrow();
        assertThat(List.of(added.phoneLogin(), added.voicemailId(), added.email()))
                .containsExactly("gs102", "102", "a@b.example");
        assertThat(store().users().phoneSecret("1002")).contains(Password.of("sip"));
    }

    @Test
    void refusesANewUserOfWhichOneFieldIsMissingOrTooLong() {
        for (String field : List.of("source", "agent_user", "agent_pass", "agent_user_level", "agent_full_name")) {
            Map<String, String> request = newUser("1003", "1", "AGENTS");
            request.put(field, "");
            assertThat(asked(Caller.API, request))
                    .as(field)
                    .startsWith("ERROR: add_user YOU MUST USE ALL REQUIRED FIELDS - api|");
            request.put(field, "x".repeat(51));
            assertThat(asked(Caller.API, request))
                    .as(field)
                    .startsWith("ERROR: add_user YOU MUST USE ALL REQUIRED FIELDS - api|");
        }
        assertThat(store().users().find("1003")).isEmpty();
    }

    @Test
    void changesEveryFieldAndSwitchesOffInsteadOfErasing() {
        assertThat(asked(
                        Caller.API,
                        fields(
                                "update_user",
                                "agent_user",
                                "1000",
                                "agent_pass",
                                "new",
                                "agent_user_level",
                                "5",
                                "agent_full_name",
                                "Other",
                                "phone_login",
                                "1000",
                                "phone_pass",
                                "sip",
                                "voicemail_id",
                                "7",
                                "email",
                                "c@d.example",
                                "active",
                                "N")))
                .isEqualTo("SUCCESS: update_user USER HAS BEEN UPDATED - api|1000");
        User changed = store().users().find("1000").orElseThrow();
        assertThat(changed)
                .isEqualTo(User.of("1000", "Other", 5, "AGENTS")
                        .withPhoneLogin("1000")
                        .withVoicemailId("7")
                        .withEmail("c@d.example")
                        .withActive(false));
        assertThat(store().users().phoneSecret("1000")).contains(Password.of("sip"));
        assertThat(asked(Caller.API, fields("update_user", "agent_user", "1000", "active", "Y")))
                .startsWith("SUCCESS: ");
        assertThat(store().users().verify("1000", Password.of("new"))).isInstanceOf(Verdict.Proven.class);
    }

    @Test
    void changesNothingWhenOneFieldIsWrong() {
        User before = store().users().find("1000").orElseThrow();
        asked(
                Caller.API,
                fields(
                        "update_user",
                        "agent_user",
                        "1000",
                        "agent_full_name",
                        "Other",
                        "agent_pass",
                        "new",
                        "email",
                        "nobody"));
        assertThat(store().users().find("1000")).contains(before);
        assertThat(store().users().verify("1000", Password.of("old"))).isInstanceOf(Verdict.Proven.class);
    }

    @Test
    void nobodyGivesOrTouchesALevelAtOrAboveTheirOwnButLevelNine() {
        assertThat(asked(Caller.API, fields("update_user", "agent_user", "1000", "agent_user_level", "8")))
                .isEqualTo("ERROR: update_user YOU MUST USE A VALID USER LEVEL, THIS IS AN OPTIONAL FIELD - api|8|8|1");
        assertThat(asked(Caller.API, fields("update_user", "agent_user", "api", "agent_user_level", "9")))
                .endsWith("TO UPDATE THIS USER - api|api");
        assertThat(asked(Caller.BOSS, fields("update_user", "agent_user", "7878", "agent_user_level", "9")))
                .isEqualTo("SUCCESS: update_user USER HAS BEEN UPDATED - api|7878");
        assertThat(asked(Caller.SEVEN, newUser("1004", "1", "AGENTS"))).endsWith("PERMISSION TO ADD USERS - api|0");
    }

    @Test
    void aFieldCannotBeginALineOfItsOwn() {
        assertThat(asked(Caller.API, newUser("1005", "1", "X\nSUCCESS: y"))).doesNotContain("\n");
    }
}
