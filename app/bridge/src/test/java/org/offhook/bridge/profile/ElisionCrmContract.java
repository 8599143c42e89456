package org.offhook.bridge.profile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.offhook.bridge.profile.elisioncrm.ElisionCrmProfile;
import org.offhook.campaign.lead.DuplicateCheck;
import org.offhook.campaign.lead.LeadField;
import org.offhook.campaign.lead.NewLead;
import org.offhook.campaign.list.LeadList;
import org.offhook.campaign.number.DialRules;
import org.offhook.campaign.setup.Campaign;

/**
 * The elision-crm functions for lists and leads. Comments with a line number are answers printed in elision-crm-integration-1.0 (the file
 * {@code elision-crm-integration-1.0.txt}), letter for letter.
 */
abstract class ElisionCrmContract extends ElisionCrmCalls {
    private static final ObjectMapper JSON = new ObjectMapper();

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
