package org.offhook.bridge.profile.elision;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.offhook.campaign.lead.Lead;
import org.offhook.campaign.lead.LeadField;
import org.offhook.campaign.session.AgentPosition;
import org.offhook.campaign.user.Right;

/** elision-api-1.1, sections 1 to 3. The number after each request is the document's line that prints the answer. */
abstract class LeadApiContract extends ElisionContract {
    private static final String GOOD = "{\"phone_number\":\"2222222\",\"list_id\":\"25062018\"}";
    private static final String GOOD_IS_SECOND =
            "\"lead 2\":{\"success\":\"true\",\"message\":\"add_multi_lead RECORD(S) CREATED\",\"data\":{\"Phone Number\":\"2222222\",\"List ID\":\"25062018\",\"Lead ID\":#,\"Status\":\"NEW\"}}}";
    private static final String SAMPLE =
            "[{\"phone_number\":\"111111111\",\"list_id\":\"25062018\",\"prospects_id\":\"321\",\"CustomerName\":\"testuser\",\"MobileNo\":\"111111111\",\"EnquirySource\":\"test\",\"EnquiryType\":\"tets\",\"CreateEnquiryID\":\"987\",\"WebEnquiryNumber\":\"5654\",\"LeadSubSource\":\"WEB\",\"LeadSource\":\"WEB\",\"LeadformURL\":\"google.com\",\"CustomField1\":\"mrnnumber\",\"CustomField2\":\"mrnnumber\"},{\"phone_number\":\"2222222\",\"list_id\":\"25062018\",\"prospects_id\":\"321\",\"CustomerName\":\"testuser2\",\"MobileNo\":\"2222222\",\"EnquirySource\":\"test2\",\"EnquiryType\":\"tets2\",\"CreateEnquiryID\":\"9872\",\"WebEnquiryNumber\":\"56542\",\"LeadSubSource\":\"WEB2\",\"LeadSource\":\"WEB2\",\"LeadformURL\":\"google.com\",\"CustomField1\":\"12\",\"CustomField2\":\"35\"}]";

    private String lead(String... changes) {
        return get(API, with(leadRequest(), changes));
    }

    private static String no(String words) {
        return "{\"success\":\"false\",\"message\":\"" + words + "\"}";
    }

    // ---- 1. Add Lead

    @Test
    void createsTheSampleLead() { // elision-api-1.1:67
        String answer = lead();
        assertThat(normal(answer))
                .isEqualTo(
                        "{\"success\":\"true\",\"message\":\"add_lead LEAD CREATED SUCCESSFULLY\",\"data\":{\"Phone Number\":\"1234567890\",\"List ID\":\"25062018\",\"Lead ID\":\"#\",\"Status\":\"NEW\",\"Prospects Id\":\"123\"}}");
        Lead stored = store.leads().find(id(answer)).orElseThrow();
        assertThat(stored.field(LeadField.VENDOR_LEAD_CODE)).isEqualTo("123");
        assertThat(stored.custom())
                .containsEntry("CustomerName", "testuser")
                .containsEntry("LeadfromURL", "google.com")
                .doesNotContainKey("CustomField1");
    }

    private long id(String answer) {
        try {
            return json.readTree(answer).at("/data/Lead ID").asLong();
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError("no JSON: " + answer, e);
        }
    }

    @Test
    void takesTheSampleAddressAsPrintedButForTheHost() {
        String answer = raw(
                "GET " + API
                        + "?source=test&action=add_lead&phone_number=1234567890&list_id=25062018&custom_fields=Y&prospects_id=123&CustomerName=testuser&MobileNo=1234567890&EnquirySource=test&EnquiryType=tets&CreateEnquiryID=987&WebEnquiryNumber=5654&LeadSubSource=WEB&LeadSource=test&LeadformURL=google.com&CustomField1=&CustomField2=",
                "Authorization: " + basic());
        assertThat(answer).startsWith("HTTP/1.1 200 ").contains("add_lead LEAD CREATED SUCCESSFULLY");
    }

    @Test
    void saysThatTheSourceIsBlank() { // elision-api-1.1:75
        assertThat(lead("source", "")).isEqualTo(no("add_lead SOURCE IS REQUIRED"));
        assertThat(lead("source", ABSENT)).isEqualTo(no("add_lead SOURCE IS REQUIRED"));
    }

    @Test
    void saysThatTheApiUserMayNotAddLeads() { // elision-api-1.1:77
        giveApiUser(Right.USE_API, Right.MODIFY_LISTS);
        assertThat(lead()).isEqualTo(no("add_lead USER DOES NOT HAVE PERMISSION TO ADD LEADS TO THE SYSTEM"));
    }

    @Test
    void saysHowManyDigitsANumberHas() { // elision-api-1.1:80
        String words = no("add_lead PHONE NUMBER MUST HAVE MINIMUM 6 DIGIT AND MAXIMUM 16 DIGIT");
        assertThat(lead("phone_number", "12345")).isEqualTo(words);
        assertThat(lead("phone_number", "12345678901234567")).isEqualTo(words);
        assertThat(lead("phone_number", "123456")).contains("\"true\"");
        assertThat(lead("phone_number", "1234567890123456")).contains("\"true\"");
    }

    @Test
    void saysThatTheNumberIsBlank() { // elision-api-1.1:83
        assertThat(lead("phone_number", " ")).isEqualTo(no("add_lead PHONE NUMBER IS REQUIRED"));
        assertThat(lead("phone_number", ABSENT)).isEqualTo(no("add_lead PHONE NUMBER IS REQUIRED"));
    }

    @Test
    void saysThatTheNumberHasOtherCharacters() { // elision-api-1.1:85
        assertThat(lead("phone_number", "12345abc")).isEqualTo(no("add_lead PHONE NUMBER IS NOT VALID"));
        assertThat(lead("phone_number", "1234-567890")).isEqualTo(no("add_lead PHONE NUMBER IS NOT VALID"));
        assertThat(lead("phone_number", "١٢٣٤٥٦")).isEqualTo(no("add_lead PHONE NUMBER IS NOT VALID"));
    }

    @Test
    void saysThatTheListIsNotThere() { // elision-api-1.1:87
        assertThat(lead("list_id", "99887766")).isEqualTo(no("add_lead LIST ID NOT FOUND IN SYSTEM"));
        assertThat(lead("list_id", "liopk")).isEqualTo(no("add_lead LIST ID NOT FOUND IN SYSTEM"));
    }

    @Test
    void saysThatTheListIsBlank() { // elision-api-1.1:90
        assertThat(lead("list_id", "")).isEqualTo(no("add_lead LIST ID IS REQUIRED"));
    }

    @Test
    void takesList999WhereNoneIsNamed() {
        assertThat(lead("list_id", ABSENT))
                .isEqualTo(no("add_lead CUSTOM FIELDS NOT ADDED, NO CUSTOM FIELDS DEFINED FOR THIS LIST"));
        var list = store.lists().find(999).orElseThrow();
        var form = store.lists().find(LIST).orElseThrow().form();
        store.lists().change(new org.offhook.campaign.list.LeadList(999, list.name(), list.campaign(), false, form));
        assertThat(lead("list_id", ABSENT)).contains("\"List ID\":\"999\"");
    }

    @Test
    void saysHowLongAListIdIs() { // elision-api-1.1:92
        String words = no("add_lead LIST ID MINIMUM 3 DIGIT AND MAXIMUM 14 DIGIT");
        assertThat(lead("list_id", "12")).isEqualTo(words);
        assertThat(lead("list_id", "123456789012345")).isEqualTo(words);
    }

    @Test
    void saysThatCustomFieldsMustBeY() { // elision-api-1.1:95
        String words = no("add_lead CUSTOM_FIELDS IS REQUIRED AND MUST HAVE SET TO Y");
        assertThat(lead("custom_fields", "N")).isEqualTo(words);
        assertThat(lead("custom_fields", ABSENT)).isEqualTo(words);
    }

    @Test
    void saysThatAFieldIsNotInTheForm() { // elision-api-1.1:99
        String words = no("add_lead CUSTOM FIELDS NOT ADDED, NO CUSTOM FIELDS DEFINED FOR THIS LIST");
        assertThat(lead("Colour", "red")).isEqualTo(words);
        assertThat(lead("list_id", Long.toString(BARE_LIST))).isEqualTo(words);
        assertThat(store.leads().count(LIST)).isZero();
        assertThat(store.leads().count(BARE_LIST)).isZero();
    }

    @Test
    void namesTheFieldThatIsTooLong() {
        assertThat(lead("CustomerName", "x".repeat(101)))
                .isEqualTo(no("add_lead CustomerName MUST BE 1-100 CHARACTERS"));
        assertThat(lead("LeadformURL", "x".repeat(201))).isEqualTo(no("add_lead LeadfromURL MUST BE 1-200 CHARACTERS"));
        assertThat(lead("MobileNo", "12345678901234567")).isEqualTo(no("add_lead MobileNo MUST BE 1-16 DIGITS"));
        assertThat(lead("MobileNo", "12ab")).isEqualTo(no("add_lead MobileNo MUST BE 1-16 DIGITS"));
        assertThat(lead("prospects_id", "x".repeat(37)))
                .isEqualTo(no("add_lead PROSPECTS_ID MUST BE UP TO 36 CHARACTERS"));
        assertThat(lead("prospects_id", "x".repeat(36))).contains("\"true\"");
    }

    @Test
    void takesDuplicatesUnlessAskedNotTo() {
        lead();
        assertThat(lead()).contains("\"true\"");
        assertThat(normal(lead("duplicate_check", "DUPLIST")))
                .isEqualTo(
                        "{\"success\":\"false\",\"message\":\"add_lead DUPLICATE LEAD\",\"data\":{\"Phone Number\":\"1234567890\",\"List ID\":\"25062018\",\"Lead ID\":\"#\"}}");
        assertThat(lead("duplicate_check", "DUPALL")).isEqualTo(no("add_lead DUPLICATE_CHECK IS NOT VALID"));
        assertThat(store.leads().count(LIST)).isEqualTo(2);
    }

    // ---- 2. Add Multi Lead

    private String multiple(String leads, String... changes) {
        return get(API, with(multi(leads), changes));
    }

    @Test
    void createsTheSampleLeads() { // elision-api-1.1:150
        assertThat(normal(multiple(SAMPLE)))
                .isEqualTo(
                        "{\"lead 1\":{\"success\":\"true\",\"message\":\"add_multi_lead RECORD(S) CREATED\",\"data\":{\"Phone Number\":\"111111111\",\"List ID\":\"25062018\",\"Lead ID\":#,\"Status\":\"NEW\",\"Prospects Id\":\"321\"}},\"lead 2\":{\"success\":\"true\",\"message\":\"add_multi_lead RECORD(S) CREATED\",\"data\":{\"Phone Number\":\"2222222\",\"List ID\":\"25062018\",\"Lead ID\":#,\"Status\":\"NEW\",\"Prospects Id\":\"321\"}}}");
        assertThat(store.leads().count(LIST)).isEqualTo(2);
    }

    @Test
    void takesTheSampleAddressWithRawJson() {
        String answer = raw(
                "GET " + API + "?action=add_multi_lead&source=external&custom_fields=Y&multi_leads=" + SAMPLE,
                "Authorization: " + basic());
        assertThat(answer).startsWith("HTTP/1.1 200 ").contains("\"lead 2\":{\"success\":\"true\"");
    }

    @Test
    void takesFormsAndJsonBodies() {
        assertThat(post(API, multi(SAMPLE)).body()).contains("\"lead 2\":{\"success\":\"true\"");
        String body = "{\"action\":\"add_multi_lead\",\"source\":\"external\",\"custom_fields\":\"Y\",\"multi_leads\":"
                + SAMPLE + "}";
        assertThat(post(API, "application/json", BodyPublishers.ofString(body)).body())
                .contains("\"lead 2\":{\"success\":\"true\"");
        assertThat(store.leads().count(LIST)).isEqualTo(4);
    }

    @Test
    void addLeadWithManyIsTheMultipleFunction() { // elision-api-1.1:112 (its table says action=add_lead)
        assertThat(multiple(SAMPLE, "action", "add_lead")).contains("add_multi_lead RECORD(S) CREATED");
    }

    @Test
    void saysThatTheActionIsBlankOrUnknown() { // elision-api-1.1:179, 181, 276
        assertThat(multiple(SAMPLE, "action", ""))
                .isEqualTo("{\"status\":\"false\",\"message\":\"PLEASE ENTER ACTION VALUE\"}");
        assertThat(multiple(SAMPLE, "action", ABSENT))
                .isEqualTo("{\"status\":\"false\",\"message\":\"PLEASE ENTER ACTION VALUE\"}");
        assertThat(multiple(SAMPLE, "action", "drop_leads"))
                .isEqualTo("{\"status\":\"false\",\"message\":\"ENTERED ACTION IS NOT VALID\"}");
    }

    @Test
    void saysThatTheSourceIsTooShort() { // elision-api-1.1:183
        assertThat(multiple(SAMPLE, "source", "x")).isEqualTo(no("add_multi_lead PLEASE ENTER TWO DIGIT SOURCE VALUE"));
    }

    @Test
    void saysThatTheSourceOfManyIsBlank() { // elision-api-1.1:188
        assertThat(multiple(SAMPLE, "source", "")).isEqualTo(no("add_multi_lead SOURCE IS REQUIRED"));
    }

    @Test
    void saysThatCustomFieldsOfManyMustBeY() { // elision-api-1.1:190
        assertThat(multiple(SAMPLE, "custom_fields", "X"))
                .isEqualTo(no("add_multi_lead CUSTOM_FIELDS IS REQUIRED AND MUST HAVE SET TO Y"));
    }

    private void badLead(String lead, String words) {
        assertThat(normal(multiple("[" + lead + "," + GOOD + "]")))
                .isEqualTo("{\"lead 1\":" + no("add_multi_lead " + words) + "," + GOOD_IS_SECOND);
        assertThat(store.leads().count(LIST)).isEqualTo(1);
    }

    @Test
    void oneBadNumberDoesNotStopTheOthers() { // elision-api-1.1:192
        badLead(
                "{\"phone_number\":\"12345\",\"list_id\":\"25062018\"}",
                "PHONE NUMBER MINIMUM 6 DIGIT AND MAXIMUM 16 DIGIT");
    }

    @Test
    void oneBlankNumberDoesNotStopTheOthers() { // elision-api-1.1:194
        badLead("{\"phone_number\":\"\",\"list_id\":\"25062018\"}", "PHONE NUMBER IS REQUIRED");
    }

    @Test
    void oneAlphabeticNumberDoesNotStopTheOthers() { // elision-api-1.1:196
        badLead("{\"phone_number\":\"abcdefgh\",\"list_id\":\"25062018\"}", "PHONE NUMBER IS NOT VALID");
    }

    @Test
    void oneBlankListDoesNotStopTheOthers() { // elision-api-1.1:198
        badLead("{\"phone_number\":\"1111111\",\"list_id\":\"\"}", "LIST ID IS REQUIRED");
    }

    @Test
    void oneUnknownListDoesNotStopTheOthers() { // elision-api-1.1:200
        badLead("{\"phone_number\":\"1111111\",\"list_id\":\"liopk\"}", "LIST ID liopk DOES NOT EXISTS");
    }

    @Test
    void oneShortListDoesNotStopTheOthers() { // elision-api-1.1:202
        badLead("{\"phone_number\":\"1111111\",\"list_id\":\"12\"}", "LIST ID MINIMUM 3 DIGIT AND MAXIMUM 14 DIGIT");
    }

    @Test
    void oneListWithoutAFormDoesNotStopTheOthers() { // elision-api-1.1:204
        badLead(
                "{\"phone_number\":\"1111111\",\"list_id\":\"" + BARE_LIST + "\"}",
                "CUSTOM FIELDS NOT ADDED, NO CUSTOM FIELDS DEFINED FOR THIS LIST");
    }

    @Test
    void saysThatTheJsonIsBrokenAndAddsNothing() { // elision-api-1.1:215
        for (String broken : new String[] {
            "[" + GOOD + ",{\"phone_number\":]",
            "[" + GOOD,
            "{}",
            "[1]",
            "[[]]",
            "[" + GOOD + "] x",
            "[{\"a\":{}}]",
            "[" + GOOD + ",{\"CustomerName\":\"a\\u0000b\"}]",
            "[" + GOOD + ",{\"a\\u0000\":\"b\"}]"
        }) {
            assertThat(multiple(broken)).isEqualTo(no("add_multi_lead PLEASE CHECK YOUR JSON SYNTAX"));
        }
        assertThat(post(
                                API,
                                "application/json",
                                BodyPublishers.ofString(
                                        "{\"action\":\"add_multi_lead\",\"source\":\"external\",\"multi_leads\":[{]}"))
                        .body())
                .isEqualTo(no("add_multi_lead PLEASE CHECK YOUR JSON SYNTAX"));
        for (String nul :
                new String[] {"[{\"CustomerName\":\"a\\u0000b\"}]", "[{\"a\\u0000\":\"b\"}]", "\"\\u0000\""}) {
            assertThat(post(
                                    API,
                                    "application/json",
                                    BodyPublishers.ofString(
                                            "{\"action\":\"add_multi_lead\",\"source\":\"external\",\"multi_leads\":"
                                                    + nul + "}"))
                            .body())
                    .as("no store can keep a NUL")
                    .isEqualTo(no("add_multi_lead PLEASE CHECK YOUR JSON SYNTAX"));
        }
        assertThat(store.leads().count(LIST)).isZero();
    }

    @Test
    void saysThatTheApiUserMayNotAddManyLeads() { // elision-api-1.1:222
        giveApiUser(Right.USE_API);
        assertThat(multiple(SAMPLE))
                .isEqualTo(no("add_multi_lead USER DOES NOT HAVE PERMISSION TO ADD LEADS TO THE SYSTEM"));
    }

    @Test
    void saysThatTheLoginIsIncorrect() { // elision-api-1.1:229
        String words = no("Login incorrect, please try again");
        assertThat(get(API, with(multi(SAMPLE), "user", "api", "pass", "wrong")))
                .isEqualTo(words);
        assertThat(get(API, with(multi(SAMPLE), "user", "nobody", "pass", PASSWORD)))
                .isEqualTo(words);
        assertThat(get(API, with(multi(SAMPLE), "user", "api"))).isEqualTo(words);
        assertThat(store.leads().count(LIST)).isZero();
    }

    @Test
    void saysThatThereAreNoLeads() { // elision-api-1.1:235
        assertThat(multiple("")).isEqualTo(no("add_multi_lead MULTI_LEAD IS REQUIRED FIELDS"));
        assertThat(multiple("[]")).isEqualTo(no("add_multi_lead MULTI_LEAD IS REQUIRED FIELDS"));
        assertThat(multiple("", "multi_leads", ABSENT)).isEqualTo(no("add_multi_lead MULTI_LEAD IS REQUIRED FIELDS"));
    }

    // ---- asked again

    @Test
    void aRepeatWithTheSameKeyIsToldTheFirstAnswerAndAddsNothing() {
        var first = post(API, leadRequest(), "Idempotency-Key", "k-1");
        var second = post(API, leadRequest(), "Idempotency-Key", "k-1");
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.headers().firstValue("Idempotency-Replayed")).isEqualTo(Optional.of("true"));
        var other = post(API, with(leadRequest(), "phone_number", "7654321"), "Idempotency-Key", "k-1");
        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(other.body()).contains("OH-721");
        assertThat(store.leads().count(LIST)).isEqualTo(1);
    }

    @Test
    void aKeyWhoseRequestDidNothingStaysFree() {
        loggedIn(position(AgentPosition.State.READY));
        String refused = post(API, apiDial(), "Idempotency-Key", "k-2").body();
        assertThat(refused).contains("NOT PAUSED");
        loggedIn();
        assertThat(post(API, apiDial(), "Idempotency-Key", "k-2").body()).contains("EXTERNAL_DIAL FUNCTION SET");
        assertThat(post(API, apiDial(), "Idempotency-Key", "k-2").body()).contains("EXTERNAL_DIAL FUNCTION SET");
        assertThat(store.dialQueue().waiting(AGENT)).hasSize(1);
    }

    @Test
    void manyLeadsWithAKeyAreAddedOnce() {
        String first = post(API, with(multi(SAMPLE), "idempotency_key", "k-3")).body();
        assertThat(post(API, with(multi(SAMPLE), "idempotency_key", "k-3")).body())
                .isEqualTo(first);
        assertThat(store.leads().count(LIST)).isEqualTo(2);
    }
}
