package org.offhook.bridge.profile.elision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.offhook.campaign.lead.AddedLead;
import org.offhook.campaign.lead.DuplicateCheck;
import org.offhook.campaign.lead.LeadField;
import org.offhook.campaign.lead.NewLead;
import org.offhook.campaign.queue.NewDial;
import org.offhook.campaign.session.AgentPosition;
import org.offhook.campaign.setup.ApiManualDial;
import org.offhook.campaign.setup.Campaign;
import org.offhook.campaign.setup.GroupAlias;
import org.offhook.campaign.user.Right;

/** elision-click-to-call-1.0. The number after each request is the document's line that prints the answer. */
abstract class ClickToCallContract extends ElisionContract {
    private String click(String... changes) {
        return get(CLICK, with(clickRequest(), changes));
    }

    private static String no(String words, String... data) {
        StringBuilder pairs = new StringBuilder();
        for (int i = 0; i < data.length; i += 2) {
            pairs.append(i == 0 ? "" : ",").append("\"" + data[i] + "\":\"" + data[i + 1] + "\"");
        }
        return "{\"status\":\"false\",\"message\":\"" + words + "\",\"data\":{" + pairs + "}}";
    }

    private NewDial queued() {
        return store.dialQueue().waiting(AGENT).getLast().asked();
    }

    private long lead(String number, Map<LeadField, String> fields) {
        NewLead bare = NewLead.of(LIST, "1", number);
        NewLead lead = new NewLead(LIST, bare.phoneCode(), number, "", bare.status(), 0, fields, Map.of());
        return ((AddedLead.Created)
                        store.leads().add(List.of(lead), DuplicateCheck.NONE).getFirst())
                .leadId();
    }

    @Test
    void saysThatTheActionIsBlank() { // elision-click-to-call-1.0:62
        String words = "{\"status\":\"false\",\"message\":\"PLEASE ENTER ACTION VALUE\"}";
        assertThat(click("action", "")).isEqualTo(words);
        assertThat(click("action", ABSENT)).isEqualTo(words);
    }

    @Test
    void saysThatTheActionIsWrong() { // elision-click-to-call-1.0:63
        assertThat(click("action", "hang_up"))
                .isEqualTo("{\"status\":\"false\",\"message\":\"ENTER ACTION IS WRONG\"}");
    }

    @Test
    void saysThatTheSourceIsTooShort() { // elision-click-to-call-1.0:64
        assertThat(click("source", "")).isEqualTo(no("external_dial ENTER SOURCE VALUE MINIMUM 2 DIGIT", "source", ""));
        assertThat(click("source", "x"))
                .isEqualTo(no("external_dial ENTER SOURCE VALUE MINIMUM 2 DIGIT", "source", "x"));
        assertThat(click("source", "x".repeat(21))).contains("MAXIMUM 20");
    }

    @Test
    void listsTheRequiredFields() { // elision-click-to-call-1.0:66
        assertThat(click("value", ""))
                .isEqualTo(no(
                        "external_dial YOU MUST USE ALL REQUIRED FIELDS",
                        "value",
                        "",
                        "phone_code",
                        "1",
                        "search",
                        "YES",
                        "preview",
                        "NO",
                        "focus",
                        "YES",
                        "lead_id",
                        "",
                        "agent_user",
                        "1000",
                        "alt_user",
                        ""));
        for (String field : List.of("value", "phone_code", "search", "preview", "focus", "agent_user")) {
            assertThat(click(field, ABSENT)).as(field).contains("YOU MUST USE ALL REQUIRED FIELDS");
            assertThat(click(field, " ")).as(field).contains("YOU MUST USE ALL REQUIRED FIELDS");
        }
        assertThat(click("search", "MAYBE")).contains("YOU MUST USE ALL REQUIRED FIELDS");
        assertThat(click("phone_code", "x")).contains("YOU MUST USE ALL REQUIRED FIELDS");
    }

    @Test
    void saysThatTheApiUserMayNotDial() { // elision-click-to-call-1.0:69
        giveApiUser(Right.MODIFY_LEADS);
        loggedIn();
        assertThat(click("value", "1"))
                .isEqualTo(no(
                        "external_dial AUTH USER DOES NOT HAVE PERMISSION TO USE THIS FUNCTION",
                        "user",
                        "api",
                        "value",
                        "1",
                        "function",
                        "external_dial",
                        "user_group",
                        "superadmin"));
    }

    @Test
    void saysThatNoUserHasThisCustomField() { // elision-click-to-call-1.0:82
        loggedIn();
        assertThat(click("alt_user", "crm-9")).isEqualTo(no("external_dial NO USER FOUND", "alt_user", "crm-9"));
    }

    @Test
    void findsTheAgentByCustomThree() {
        loggedIn();
        store.users().change(AGENT, user -> user.withCustomThree("crm-9"));
        assertThat(click("alt_user", "crm-9", "agent_user", ABSENT))
                .contains("FUNCTION SET", "\"agent_user\":\"1000\"");
    }

    @Test
    void saysThatTheAgentIsNotLoggedIn() { // elision-click-to-call-1.0:84 and 109
        assertThat(click()).isEqualTo(no("external_dial AGENT_USER IS NOT LOGGED IN", "agent_user", "1000"));
    }

    @Test
    void saysThatTheAliasIsUnknown() { // elision-click-to-call-1.0:86
        loggedIn();
        assertThat(click("group_alias", "SALES"))
                .isEqualTo(no("external_dial GROUP_ALIAS IS NOT VALID", "agent_user", "1000", "group_alias", "SALES"));
    }

    @Test
    void saysThatTheAliasHasNoCallerId() { // elision-click-to-call-1.0:88
        loggedIn();
        store.setup().putGroupAlias(new GroupAlias("SALES", "Sales", "123", "", true));
        assertThat(click("group_alias", "SALES"))
                .isEqualTo(no(
                        "external_dial CALLER ID NUMBER FROM GROUP ALIAS IS NOT VALID",
                        "agent_user",
                        "1000",
                        "group_alias",
                        "SALES",
                        "caller_id_number",
                        "123"));
    }

    @Test
    void showsTheAliasesCallerId() {
        loggedIn();
        store.setup().putGroupAlias(new GroupAlias("SALES", "Sales", "7275550000", "Sales", true));
        assertThat(click("group_alias", "SALES"))
                .contains("\"group_alias\":\"SALES\",\"caller_id_number\":\"7275550000\"");
        assertThat(queued().callerIdNumber()).isEqualTo("7275550000");
        assertThat(queued().callerIdName()).isEqualTo("Sales");
    }

    @Test
    void saysThatVtigerDoesNotKnowTheEvent() { // elision-click-to-call-1.0:91
        loggedIn();
        for (String value : List.of("01234567890", "994712", "99", "99x")) {
            assertThat(click("vtiger_callback", "YES", "value", value))
                    .isEqualTo(no(
                            "external_dial VTIGER CALLBACK ACTIVITY DOES NOT EXIST IN VTIGER SYSTEM", "value", value));
        }
    }

    @Test
    void takesNumberAndAccountFromVtiger() {
        loggedIn();
        assertThat(click("vtiger_callback", "YES", "value", "994711")).contains("\"value\":\"7275551212\"");
        long lead = queued().lead().orElseThrow();
        assertThat(store.leads().find(lead).orElseThrow().field(LeadField.VENDOR_LEAD_CODE))
                .isEqualTo("account-7");
    }

    @Test
    void saysThatTheLeadHasNoSuchNumber() { // elision-click-to-call-1.0:93
        loggedIn();
        String id = Long.toString(lead("7275551212", Map.of(LeadField.ALT_PHONE, "7275553434")));
        assertThat(click("lead_id", id, "alt_dial", "SEARCH"))
                .isEqualTo(no(
                        "external_dial PHONE NUMBER LEAD_ID SEARCH NOT FOUND",
                        "agent_user",
                        "1000",
                        "value",
                        "01234567890",
                        "lead_id",
                        id,
                        "alt_dial",
                        "SEARCH"));
    }

    @Test
    void saysThatTheNumberIsNotValid() { // elision-click-to-call-1.0:97
        loggedIn();
        String id = Long.toString(lead("7275551212", Map.of()));
        assertThat(click("lead_id", id, "alt_dial", "ALT", "value", ""))
                .isEqualTo(no(
                        "external_dial PHONE NUMBER IS NOT VALID",
                        "agent_user",
                        "1000",
                        "value",
                        "",
                        "lead_id",
                        id,
                        "alt_dial",
                        "ALT"));
        assertThat(click("value", "call me"))
                .isEqualTo(no(
                        "external_dial PHONE NUMBER IS NOT VALID",
                        "agent_user",
                        "1000",
                        "value",
                        "call me",
                        "lead_id",
                        "",
                        "alt_dial",
                        ""));
        assertThat(click("lead_id", id, "alt_dial", "HOME")).contains("PHONE NUMBER IS NOT VALID");
        assertThat(click("dial_prefix", "9;rm")).contains("PHONE NUMBER IS NOT VALID");
        assertThat(store.dialQueue().waiting(AGENT)).isEmpty();
    }

    @Test
    void saysThatTheLeadIsUnknown() { // elision-click-to-call-1.0:100
        loggedIn();
        for (String id : List.of("224", "x", "1 OR 1=1", "9".repeat(40))) {
            assertThat(click("lead_id", id))
                    .isEqualTo(no("external_dial LEAD_ID IS NOT VALID", "agent_user", "1000", "lead_id", id));
        }
    }

    @Test
    void saysThatTheNumberIsQueuedAlready() { // elision-click-to-call-1.0:102
        loggedIn();
        click();
        assertThat(click())
                .isEqualTo(no(
                        "external_dial PHONE_NUMBER IS ALREADY IN THIS AGENTS MANUAL DIAL QUEUE",
                        "agent_user",
                        "1000",
                        "value",
                        "01234567890"));
        assertThat(store.leads().count(BARE_LIST)).isEqualTo(1);
    }

    @Test
    void saysThatTheAgentMayNotDialByHand() { // elision-click-to-call-1.0:105
        loggedIn();
        store.users().change(AGENT, user -> user.withRights(java.util.Set.of()));
        assertThat(click())
                .isEqualTo(
                        no("external_dial AGENT USER IS NOT ALLOWED TO PLACE MANUAL DIAL CALLS", "agent_user", "1000"));
    }

    @Test
    void saysThatTheAgentIsNotPausedWhereTheCampaignIsStandard() { // elision-click-to-call-1.0:107
        store.setup()
                .putCampaign(Campaign.of(CAMPAIGN, "Test")
                        .withManualDialList(BARE_LIST)
                        .withApiManualDial(ApiManualDial.STANDARD));
        loggedIn(position(AgentPosition.State.IN_CALL));
        assertThat(click()).isEqualTo(no("external_dial AGENT_USER IS NOT PAUSED", "agent_user", "1000"));
    }

    @Test
    void anExpiredLeaseIsNoLogIn() {
        store.sessions().claim(AGENT, "node-1", position(AgentPosition.State.PAUSED), Duration.ofMillis(-1));
        assertThat(click()).contains("AGENT_USER IS NOT LOGGED IN");
    }

    @Test
    void setsTheSampleCall() { // elision-click-to-call-1.0:112
        loggedIn(position(AgentPosition.State.IN_CALL)); // a queue, so the agent need not be free
        assertThat(click("vendor_id", "1021", "dial_prefix", "91"))
                .isEqualTo(
                        "{\"status\":\"true\",\"message\":\"external_dial FUNCTION SET\",\"data\":{\"value\":\"01234567890\",\"agent_user\":\"1000\",\"phone_code\":\"1\",\"search\":\"YES\",\"preview\":\"NO\",\"focus\":\"YES\",\"vendor_id\":\"1021\",\"epoch\":\""
                                + NOW.getEpochSecond()
                                + "\",\"dial_prefix\":\"91\",\"group_alias\":\"\",\"caller_id_number\":\"\",\"alt_dial\":\"\"}}");
        assertThat(queued().number()).isEqualTo("91101234567890"); // prefix, country code, number
        assertThat(queued().preview()).isFalse();
    }

    @Test
    void takesTheSampleAddressAsPrintedButForTheHostAndTheBlanksOfTheExtraction() { // elision-click-to-call-1.0:55
        loggedIn();
        String answer = raw(
                "GET " + CLICK
                        + "?source=test&agent_user=1000&action=manual_dial&value=01234567890&phone_code=1&search=YES&preview=NO&focus=YES",
                "Authorization: " + basic());
        assertThat(answer).startsWith("HTTP/1.1 200 ").contains("external_dial FUNCTION SET");
        assertThat(queued().number()).isEqualTo("101234567890");
    }

    @Test
    void previewWaitsForTheAgent() {
        loggedIn();
        click("preview", "YES", "focus", "NO");
        assertThat(queued().preview()).isTrue();
        assertThat(queued().focus()).isFalse();
    }

    @Test
    void searchBringsUpTheNewestLead() {
        loggedIn();
        lead("7275551212", Map.of());
        long newest = lead("7275551212", Map.of());
        click("value", "(727) 555-1212");
        assertThat(queued().lead()).isEqualTo(OptionalLong.of(newest));
        assertThat(store.leads().count(BARE_LIST)).isZero();
    }

    @Test
    void withoutSearchThereIsAlwaysANewLead() {
        loggedIn();
        long known = lead("7275551212", Map.of());
        click("value", "7275551212", "search", "NO");
        assertThat(queued().lead().orElseThrow()).isNotEqualTo(known);
        assertThat(store.leads().count(BARE_LIST)).isEqualTo(1);
    }

    @Test
    void aLeadOverridesValueAndCountryCode() {
        loggedIn();
        String id = Long.toString(
                lead("7275551212", Map.of(LeadField.ALT_PHONE, "7275553434", LeadField.ADDRESS3, "7275555656")));
        assertThat(click("lead_id", id, "phone_code", "44"))
                .contains("\"value\":\"7275551212\"", "\"phone_code\":\"1\"");
        assertThat(queued().number()).isEqualTo("17275551212");
        click("lead_id", id, "alt_dial", "ALT");
        assertThat(queued().number()).isEqualTo("17275553434");
        click("lead_id", id, "alt_dial", "ADDR3");
        assertThat(queued().number()).isEqualTo("17275555656");
    }

    @Test
    void searchesTheNumberWithinTheLead() {
        loggedIn();
        String id = Long.toString(lead("7275551212", Map.of(LeadField.ALT_PHONE, "727-555-3434")));
        assertThat(click("lead_id", id, "alt_dial", "SEARCH", "value", "7275553434"))
                .contains("FUNCTION SET");
        assertThat(queued().number()).isEqualTo("17275553434");
    }

    @Test
    void takesTheNextLeadOfTheCampaign() {
        loggedIn();
        long first = lead("7275551212", Map.of());
        assertThat(click("value", "MANUALNEXT")).contains("\"value\":\"7275551212\"");
        assertThat(queued().lead()).isEqualTo(OptionalLong.of(first));
        assertThat(click("value", "MANUALNEXT"))
                .isEqualTo(no("external_dial NO MORE LEADS FOR MANUALNEXT", "agent_user", "1000"));
    }

    @Test
    void aNextLeadThatTheQueueRefusesStaysNew() {
        loggedIn();
        lead("7275551212", Map.of());
        long twin = lead("7275551212", Map.of());
        click("value", "MANUALNEXT");
        assertThat(click("value", "MANUALNEXT")).contains("ALREADY IN THIS AGENTS");
        assertThat(store.leads().find(twin).orElseThrow().status()).isEqualTo("NEW");
    }

    @Test
    void aFullQueueSaysSo() {
        Campaign base = Campaign.of(CAMPAIGN, "Test");
        store.setup()
                .putCampaign(new Campaign(
                        base.id(),
                        base.name(),
                        true,
                        base.apiManualDial(),
                        base.dialRules(),
                        "",
                        java.util.Set.of(),
                        List.of(),
                        List.of(),
                        base.callerId(),
                        base.recording(),
                        base.callingHours(),
                        base.wrapUp(),
                        base.ringLimit(),
                        1,
                        BARE_LIST));
        loggedIn();
        click();
        assertThat(click("value", "7275551212")).contains("MANUAL DIAL QUEUE OF THIS AGENT IS FULL");
    }
}
