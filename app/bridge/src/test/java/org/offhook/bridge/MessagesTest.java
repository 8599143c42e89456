package org.offhook.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.offhook.agent.AgentCommand;
import org.offhook.core.account.AccountId;
import org.offhook.core.account.Secret;
import org.offhook.core.call.CallId;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.phone.CommandOutcome;

/** The three messages of the CRM document, letter for letter, on every way in that is no browser. */
class MessagesTest {
    private static final String CRM = "https://crm.example";

    private final FakeAgentDesk desk = new FakeAgentDesk(FakeAgentDesk.paired(CRM));
    private final BridgeRig rig = BridgeRig.on(desk);

    @AfterEach
    void stop() {
        rig.close();
        desk.close();
    }

    @Test
    void takesTheThreeMessagesWithoutEnvelopeFromAPairedPage() throws Exception {
        try (TestSocket page = rig.page(CRM)) {
            page.send("{\"action\":\"login\",\"username\":\"crm username\",\"password\":\"crm"
                    + " password\",\"extension\":\"101\",\"phone_pass\":\"crm phone extension\"}");
            assertThat(desk.nextCommand())
                    .isEqualTo(new AgentCommand.LogIn(
                            "crm username",
                            Secret.of("crm password"),
                            Optional.of("101"),
                            Optional.of(Secret.of("crm phone extension"))));

            page.send("{\"action\":\"click_to_call\",\"phone_code\":\"1\",\"phone_number\":\"7275551212\"}");
            AgentCommand.ClickToCall click = (AgentCommand.ClickToCall) desk.nextCommand();
            assertThat(click.dial().number()).isEqualTo("7275551212");
            assertThat(click.dial().phoneCode()).isEqualTo("1");
            assertThat(click.dial().preview()).isFalse();
            assertThat(click.dial().focus()).isTrue();
            assertThat(click.dial().source()).isEqualTo("crm");

            page.send("{\"action\":\"logout\"}");
            assertThat(desk.nextCommand()).isEqualTo(new AgentCommand.LogOut());
        }
    }

    @Test
    void dialsOverTheAccountThatIsNamedAndElseOverTheMainOne() throws Exception {
        rig.tell("{\"action\":\"dial\",\"number\":\"305\",\"account\":\"branch\"}");
        assertThat(((AgentCommand.ClickToCall) desk.nextCommand()).dial().account())
                .isEqualTo(new AccountId("branch"));
        rig.tell("{\"action\":\"consult\",\"number\":\"305\",\"account\":\"main\"}");
        assertThat(((AgentCommand.Consult) desk.nextCommand()).dial().account()).isEqualTo(AccountId.MAIN);
        rig.tell("{\"action\":\"click_to_call\",\"phone_code\":\"1\",\"phone_number\":\"7275551212\"}");
        assertThat(((AgentCommand.ClickToCall) desk.nextCommand()).dial().account())
                .isEqualTo(AccountId.MAIN);
        assertThat(rig.tell("{\"action\":\"dial\",\"number\":\"305\",\"account\":\"two words\"}")
                        .body())
                .contains("OH-704", "account");
    }

    @Test
    void callsAgainAndBackWhatTheLogHas() throws Exception {
        rig.tell("{\"action\":\"redial\"}");
        AgentCommand.Redial last = (AgentCommand.Redial) desk.nextCommand();
        assertThat(last.call()).isEmpty();
        assertThat(last.source())
                .isEqualTo(((AgentCommand.ClickToCall) asked("{\"action\":\"dial\",\"number\":\"305\"}"))
                        .dial()
                        .source());
        assertThat(((AgentCommand.Redial) asked("{\"action\":\"redial\",\"callId\":\"call-7\"}")).call())
                .contains(new CallId("call-7"));
        assertThat(asked("{\"action\":\"call_back\"}")).isInstanceOf(AgentCommand.CallBackMissed.class);
    }

    private AgentCommand asked(String message) throws Exception {
        rig.tell(message);
        return desk.nextCommand();
    }

    @Test
    void answersAPostWithAnAcknowledgement() throws Exception {
        desk.answer(_ -> new CommandOutcome.Accepted("calling", Map.of("callId", "call-1")));

        HttpResponse<String> response =
                rig.tell("{\"action\":\"click_to_call\",\"phone_code\":\"\",\"phone_number\":7275551212}");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body())
                .isEqualTo("{\"status\":\"true\",\"message\":\"calling\",\"data\":{\"callId\":\"call-1\"}}");
        assertThat(((AgentCommand.ClickToCall) desk.nextCommand()).dial().number())
                .isEqualTo("7275551212");
    }

    @Test
    void acknowledgesWhatCarriesAnIdAndOnlyThat() throws Exception {
        try (TestSocket page = rig.page(CRM)) {
            page.awaitEvent("snapshot");
            page.send("{\"action\":\"ready\"}").send("{\"action\":\"ready\",\"id\":7}");
            JsonNode answer = page.next();
            assertThat(answer.toString()).isEqualTo("{\"id\":7,\"status\":\"true\",\"message\":\"done\",\"data\":{}}");
        }
    }

    @Test
    void tellsAPageWithoutAnIdToo_whenTheDeskRefuses() throws Exception {
        desk.answer(_ -> new CommandOutcome.Refused(ErrorCode.NUMBER_HAS_LETTERS, ""));
        try (TestSocket page = rig.page(CRM)) {
            page.awaitEvent("snapshot");
            page.send("{\"action\":\"click_to_call\",\"phone_code\":\"1\",\"phone_number\":\"727CALLME\"}");
            JsonNode answer = page.next();
            assertThat(answer.path("status").asText()).isEqualTo("false");
            assertThat(answer.path("data").path("code").asText()).isEqualTo("OH-401");
            assertThat(answer.path("message").asText()).isNotBlank().doesNotContain("727");
        }
    }
}
