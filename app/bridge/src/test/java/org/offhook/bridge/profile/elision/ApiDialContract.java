package org.offhook.bridge.profile.elision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.offhook.campaign.lead.Lead;
import org.offhook.campaign.lead.LeadField;
import org.offhook.campaign.session.AgentPosition;

/** elision-api-1.1, its manual_dial. The number after each request is the document's line that prints the answer. */
abstract class ApiDialContract extends ElisionContract {
    private String dial(String... changes) {
        return get(API, with(apiDial(), changes));
    }

    private static String no(String words) {
        return "{\"success\":\"false\",\"message\":\"" + words + "\"}";
    }

    @Test
    void queuesACallForAPausedAgent() { // elision-api-1.1:268
        loggedIn();
        assertThat(dial())
                .isEqualTo(
                        "{\"success\":\"true\",\"message\":\"manual_dial EXTERNAL_DIAL FUNCTION SET\",\"data\":{\"Phone Number\":\"1234567890\",\"Prospects Id\":\"654dsddfd\"}}");
        var waiting = store.dialQueue().waiting(AGENT);
        assertThat(waiting).hasSize(1);
        assertThat(waiting.getFirst().asked().number()).isEqualTo("1234567890");
        assertThat(waiting.getFirst().asked().focus()).isTrue();
        assertThat(waiting.getFirst().asked().atOnce())
                .as("the document has no queue to wait in")
                .isTrue();
        Lead lead = store.leads()
                .find(waiting.getFirst().asked().lead().orElseThrow())
                .orElseThrow();
        assertThat(lead.listId()).isEqualTo(BARE_LIST);
        assertThat(lead.field(LeadField.VENDOR_LEAD_CODE)).isEqualTo("654dsddfd");
        assertThat(noticed).contains(AGENT);
    }

    @Test
    void saysThatTheAgentIsNotLoggedIn() { // elision-api-1.1:281
        assertThat(dial()).isEqualTo(no("manual_dial AGENT_USER IS NOT LOGGED IN"));
        assertThat(dial("agent_user", "nobody")).isEqualTo(no("manual_dial AGENT_USER IS NOT LOGGED IN"));
    }

    @Test
    void twoRequestsAtOnceForAPausedAgentAreOneDial() {
        loggedIn();
        List<Future<String>> asked = new ArrayList<>();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 10; i < 26; i++) {
                String number = "72755512" + i;
                asked.add(callers.submit(() -> dial("value", number)));
            }
        }
        List<String> answers = asked.stream().map(Future::resultNow).toList();
        assertThat(answers)
                .filteredOn(answer -> answer.contains("EXTERNAL_DIAL FUNCTION SET"))
                .hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.contains("ALREADY IN THIS AGENTS MANUAL DIAL QUEUE"))
                .hasSize(15);
        assertThat(store.dialQueue().open(AGENT)).hasSize(1);
    }

    @Test
    void saysThatTheAgentIsNotPaused() { // elision-api-1.1:286
        loggedIn(position(AgentPosition.State.READY));
        assertThat(dial()).isEqualTo(no("manual_dial AGENT_USER IS NOT PAUSED"));
    }

    @Test
    void saysThatTheAgentMayNotDialByHand() { // elision-api-1.1:291
        loggedIn();
        store.users().change(AGENT, user -> user.withRights(java.util.Set.of()));
        assertThat(dial()).isEqualTo(no("manual_dial AGENT_USER IS NOT ALLOWED TO PLACE MANUAL DIAL CALLS"));
    }

    @Test
    void saysThatTheValueIsNoNumber() { // elision-api-1.1:296
        loggedIn();
        for (String value : new String[] {"call me", "1", "1234567890123456789", "MANUALNEXT", "12;DROP TABLE leads"}) {
            assertThat(dial("value", value)).isEqualTo(no("manual_dial VALUE IS NOT VALID"));
        }
        assertThat(store.leads().count(BARE_LIST)).isZero();
    }

    @Test
    void saysThatTheValueIsBlank() { // elision-api-1.1:301
        assertThat(dial("value", "")).isEqualTo(no("manual_dial VALUE IS REQUIRED"));
    }

    @Test
    void namesTheOtherFieldsThatAreMissing() {
        assertThat(dial("agent_user", ABSENT)).isEqualTo(no("manual_dial AGENT_USER IS REQUIRED"));
        assertThat(dial("source", ABSENT)).isEqualTo(no("manual_dial SOURCE IS REQUIRED"));
        assertThat(dial("search", ABSENT)).isEqualTo(no("manual_dial SEARCH IS REQUIRED"));
        assertThat(dial("preview", "MAYBE")).isEqualTo(no("manual_dial PREVIEW IS REQUIRED"));
        assertThat(dial("focus", "")).isEqualTo(no("manual_dial FOCUS IS REQUIRED"));
    }

    @Test
    void refusesASecondNumberInsteadOfForgettingTheFirst() {
        loggedIn();
        dial();
        assertThat(dial("value", "7275551212"))
                .isEqualTo(no("manual_dial PHONE_NUMBER IS ALREADY IN THIS AGENTS MANUAL DIAL QUEUE"));
        assertThat(store.dialQueue().waiting(AGENT)).hasSize(1);
    }

    @Test
    void aPlusThatWasNotEncodedIsAPlusAgain() {
        loggedIn();
        String answer = raw(
                "GET " + API + "?" + form(with(apiDial(), "value", ABSENT)) + "&value=+917275551212",
                "Authorization: " + basic());
        assertThat(answer).contains("\"Phone Number\":\"+917275551212\"");
        assertThat(store.dialQueue().waiting(AGENT).getFirst().asked().number()).isEqualTo("+917275551212");
    }
}
