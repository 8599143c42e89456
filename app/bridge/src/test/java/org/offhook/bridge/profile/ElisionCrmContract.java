package org.offhook.bridge.profile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.offhook.bridge.profile.elisioncrm.ElisionCrmProfile;
import org.offhook.campaign.lead.DuplicateCheck;
import org.offhook.campaign.lead.LeadField;
import org.offhook.campaign.lead.NewLead;
import org.offhook.campaign.list.LeadList;
import org.offhook.campaign.number.DialRules;
import org.offhook.campaign.setup.Campaign;
import org.offhook.campaign.user.Password;
import org.offhook.campaign.user.Right;
import org.offhook.campaign.user.User;
import org.offhook.campaign.user.Verdict;

/**
 * The elision-crm functions. Rows that carry a line number are answers printed in elision-crm-integration-1.0 (the file
 * {@code elision-crm-integration-1.0.txt}), letter for letter.
 */
abstract class ElisionCrmContract extends ElisionCrmCalls {
    private static final String DOCUMENT = "elision-crm-integration-1.0";
    private static final ObjectMapper JSON = new ObjectMapper();

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

    @Test
    void saysWhenNoFunctionIsNamed() {
        assertThat(asked(Caller.API, fields("drop_everything"))).isEqualTo("ERROR: NO FUNCTION SPECIFIED - api|");
    }

    @Test
    void aWrongPasswordIsToldAsElisionTellsIt() {
        Map<String, String> request = fields("active_lists", "user", "api", "pass", "12345");
        HttpResponse<String> response = post(PATH, request);
        assertThat(response.body())
                .isEqualTo("{\"success\":\"false\",\"message\":\"Login incorrect, please try again\"}");
    }

    // ---- lists

    private static Map<String, String> newList(String id) {
        return fields("add_list", "list_id", id, "list_name", "Test API list", "campaign_id", "TESTCAMP");
    }

    @Test
    void everyDocumentedAnswerToAddList() {
        String data = "\"data\":{\"list_id\":\"1101\",\"list_name\":\"Test API list\",\"campaign_id\":\"TESTCAMP\"}}";
        serve(new ElisionCrmProfile(store(), true));
        assertThat(asked(Caller.POWERLESS, newList("1101"))) // line 180
                .isEqualTo("{\"success\":false,\"message\":\"api User does not have permission to add list"
                        + " in the system\",\"data\":{\"user\":\"api\",\"password\":\"1234\"}}");
        serve(new ElisionCrmProfile(store(), false));
        assertThat(asked(Caller.POWERLESS, newList("1101")))
                .endsWith("\"data\":{\"user\":\"api\",\"password\":\"****\"}}");
        assertThat(asked(Caller.API, newList(""))) // line 184
                .isEqualTo(
                        "{\"success\":false,\"message\":\"Please send list id , campaign id and list name\",\"data\":"
                                + "{\"list_id\":\"\",\"list_name\":\"Test API list\",\"campaign_id\":\"TESTCAMP\"}}");
        assertThat(asked(Caller.API, newList("1101"))) // line 188
                .isEqualTo("{\"success\":false,\"message\":\"TESTCAMP campaign does not exist\"," + data);
        store().setup().putCampaign(Campaign.of("TESTCAMP", "Test"));
        assertThat(asked(Caller.API, newList("1101"))) // line 198
                .isEqualTo("{\"success\":true,\"message\":\"1101 list created\"," + data);
        assertThat(asked(Caller.API, newList("1101"))) // line 192
                .isEqualTo("{\"success\":false,\"message\":\"1101 list already exist\"," + data);
        assertThat(store().lists().find(1101))
                .contains(new LeadList(1101, "Test API list", "TESTCAMP", false, List.of()));
    }

    @Test
    void aListIsActiveOnlyWhenToldSoAndEveryFieldKeepsItsLength() {
        store().setup().putCampaign(Campaign.of("TESTCAMP", "Test"));
        Map<String, String> active = newList("1102");
        active.put("active", "Y");
        asked(Caller.API, active);
        assertThat(store().lists().find(1102).orElseThrow().active()).isTrue();
        assertThat(asked(Caller.API, newList("1"))).contains("list_id must be 2 to 14 digits");
        assertThat(asked(Caller.API, newList("1x"))).contains("list_id must be 2 to 14 digits");
        Map<String, String> shortName = newList("1103");
        shortName.put("list_name", "short");
        assertThat(asked(Caller.API, shortName)).contains("list_name must be 6 to 30 characters");
        Map<String, String> maybe = newList("1103");
        maybe.put("active", "maybe");
        assertThat(asked(Caller.API, maybe)).contains("active must be Y or N");
        assertThat(store().lists().find(1103)).isEmpty();
    }

    @Test
    void listsTheListsOfLine233() throws Exception {
        List<String> documented = List.of(
                "NIKHIL-1101-Test API list",
                "kartik-2018-kartik jagani",
                "TESTING-20042018-20042018-hardik",
                "NIKHIL-26042018-26042018_custom-form",
                "TESTING-6547-testA",
                "radhika-522018-522018",
                "testcmp-1652018-1652018",
                "Elision-2352018-2352018",
                "test_plk-260518-260518 test");
        for (String entry : documented) {
            String[] parts = entry.split("-", 3);
            store().setup().putCampaign(Campaign.of(parts[0], parts[0]));
            store().lists().add(new LeadList(Long.parseLong(parts[1]), parts[2], parts[0], true, List.of()));
        }
        store().lists().add(new LeadList(77, "switched off", "NIKHIL", false, List.of()));
        String answer = asked(Caller.API, fields("active_lists"));
        assertThat(answer)
                .startsWith(
                        "{\"success\":true,\"message\":\"lists are listed successfully\",\"data\":[\"NIKHIL-1101-Test API list\",\"kartik-2018-kartik jagani\",\"");
        JsonNode data = JSON.readTree(answer).get("data");
        assertThat(data).extracting(JsonNode::textValue).containsExactlyInAnyOrderElementsOf(documented);
        assertThat(asked(Caller.POWERLESS, fields("active_lists"))).startsWith("{\"success\":false,");
    }

    // ---- leads

    private static Map<String, String> leads(String json) {
        return fields("add_multi_lead", "multi_leads", json);
    }

    /** The sample of line 257. */
    private static String sample(String phone) {
        return "[{\"city\":\"Ahmedabad\",\"email\":\"\",\"phone_number\":" + phone
                + ",\"first_name\":\"test\",\"last_name\":\"test\","
                + "\"vendor_lead_code\":1236,\"list_id\":\"1101\",\"postal_code\":91}]";
    }

    private void makeList() {
        store().setup()
                .putCampaign(Campaign.of("TESTCAMP", "Test").withDialRules(new DialRules("", "91", false), "IN"));
        store().lists().add(new LeadList(1101, "Test API list", "TESTCAMP", true, List.of()));
    }

    @Test
    void everyDocumentedAnswerToAddMultiLead() {
        makeList();
        assertThat(asked(Caller.API, fields("add_multi_lead"))) // line 262
                .isEqualTo("[\"ERROR\",\"add_multi_lead YOU MUST USE ALL REQUIRED FIELDS\",\"api\",\"\"]");
        assertThat(asked(Caller.API, leads(sample("1293")))) // line 266
                .isEqualTo("{\"lead 1\":{\"success\":false,\"message\":\"Invalid phone number\",\"data\":\"1293\"}}");
        store().leads()
                .add(
                        IntStream.range(0, 1035)
                                .mapToObj(i -> NewLead.of(1101, "", "55500" + i))
                                .toList(),
                        DuplicateCheck.NONE);
        assertThat(asked(Caller.API, leads(sample("1234567893")))) // line 272
                .isEqualTo(
                        "{\"lead 1\":{\"success\":true,\"message\":\"Record(s) Created\",\"data\":\"1234567893|1101|1036||NEW|\"}}");
        var lead = store().leads().find(1036).orElseThrow();
        assertThat(lead.phoneCode()).isEqualTo("91");
        assertThat(lead.fields())
                .isEqualTo(Map.of(
                        LeadField.CITY,
                        "Ahmedabad",
                        LeadField.FIRST_NAME,
                        "test",
                        LeadField.LAST_NAME,
                        "test",
                        LeadField.VENDOR_LEAD_CODE,
                        "1236",
                        LeadField.POSTAL_CODE,
                        "91"));
    }

    @Test
    void oneBadLeadDoesNotStopTheOthers() throws Exception {
        makeList();
        String answer = asked(
                Caller.API,
                leads(
                        "[{\"phone_number\":\"12345678\",\"list_id\":1101},{\"phone_number\":\"12345678\"},"
                                + "{\"phone_number\":\"abcdefg\",\"list_id\":\"1101\"},{\"phone_number\":\"87654321\",\"list_id\":\"1102\"},"
                                + "{\"phone_number\":\"87654321\",\"list_id\":\"1101\",\"postal_code\":\""
                                + "9".repeat(21) + "\"},"
                                + "{\"phone_number\":[1],\"list_id\":\"1101\"},{\"phone_number\":\"87654321\",\"list_id\":\"1101\"}]"));
        JsonNode json = JSON.readTree(answer);
        assertThat(json.properties())
                .extracting(Map.Entry::getKey)
                .containsExactly("lead 1", "lead 2", "lead 3", "lead 4", "lead 5", "lead 6", "lead 7");
        assertThat(json)
                .extracting(entry -> entry.get("success").booleanValue())
                .containsExactly(true, false, false, false, false, false, true);
        assertThat(json)
                .extracting(entry -> entry.get("message").textValue())
                .containsExactly(
                        "Record(s) Created",
                        "Invalid list id",
                        "Invalid phone number",
                        "Invalid list id",
                        "Invalid postal_code, longer than 20 characters",
                        "Invalid phone_number",
                        "Record(s) Created");
        assertThat(store().leads().count(1101)).isEqualTo(2);
    }

    @Test
    void storesNothingOfBrokenJsonAndRepeatsWhatWasSent() {
        makeList();
        String broken = "[{\"phone_number\":\"12345678\",\"list_id\":1101},{\"phone_number\":";
        assertThat(asked(Caller.API, leads(broken)))
                .isEqualTo("[\"ERROR\",\"add_multi_lead PLEASE CHECK YOUR JSON SYNTAX\",\"api\",\""
                        + broken.replace("\"", "\\\"") + "\"]");
        for (String nul : new String[] {"\"city\":\"a\\u0000b\"", "\"a\\u0000\":\"b\"", "\"c\":[\"\\u0000\"]"}) {
            assertThat(asked(Caller.API, leads("[{\"phone_number\":\"12345678\",\"list_id\":1101},{" + nul + "}]")))
                    .contains("PLEASE CHECK YOUR JSON SYNTAX");
        }
        assertThat(asked(Caller.API, leads("[]"))).contains("YOU MUST USE ALL REQUIRED FIELDS");
        assertThat(asked(Caller.API, leads("{\"phone_number\":\"12345678\"}")))
                .contains("PLEASE CHECK YOUR JSON SYNTAX");
        assertThat(asked(Caller.API, leads(sample("12345678") + "x"))).contains("PLEASE CHECK YOUR JSON SYNTAX");
        assertThat(asked(Caller.POWERLESS, leads(sample("12345678")))).contains("DOES NOT HAVE PERMISSION");
        assertThat(store().leads().count(1101)).isZero();
    }

    @Test
    void answersMoreLeadsThanOneUnitOfWorkTakesInOrder() throws Exception {
        makeList();
        String many = IntStream.range(0, 2_500)
                .mapToObj(i -> "{\"phone_number\":" + (i % 1_000 == 7 ? 12 : 1_000_000 + i) + ",\"list_id\":1101}")
                .collect(java.util.stream.Collectors.joining(",", "[", "]"));
        JsonNode json = JSON.readTree(asked(Caller.API, leads(many)));
        assertThat(json.size()).isEqualTo(2_500);
        assertThat(json.get("lead 1008").get("success").booleanValue()).isFalse();
        assertThat(json.get("lead 2500").get("data").textValue()).startsWith("1002499|1101|");
        assertThat(store().leads().count(1101)).isEqualTo(2_497);
    }

    @Test
    void aRepeatWithTheSameKeyAddsNothingAndIsToldTheFirstAnswer() {
        makeList();
        Map<String, String> request = leads(sample("12345678"));
        request.put("idempotency_key", "export-1");
        String first = asked(Caller.API, request);
        assertThat(asked(Caller.API, request)).isEqualTo(first).contains("Record(s) Created");
        Map<String, String> other = leads(sample("87654321"));
        other.put("idempotency_key", "export-1");
        assertThat(asked(Caller.API, other)).contains("Not stored");
        assertThat(store().leads().count(1101)).isEqualTo(1);
    }
}
