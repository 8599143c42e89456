package org.offhook.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.offhook.agent.AgentCommand;
import org.offhook.agent.AgentSnapshot.Setup;
import org.offhook.agent.DeskSettings;
import org.offhook.agent.DeskStart;
import org.offhook.agent.PairingScope;
import org.offhook.agent.TlsFinding;
import org.offhook.agent.desk.DeskPorts;
import org.offhook.agent.desk.LoopAgentDesk;
import org.offhook.agent.port.KeepsNothing;
import org.offhook.agent.port.UserDirectoryPort.Verdict;
import org.offhook.core.account.Account;
import org.offhook.core.account.Secret;
import org.offhook.core.account.ServerAddress;
import org.offhook.core.account.Transport;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.phone.PhoneLoop;
import org.offhook.core.phone.PhoneSettings;
import org.offhook.testkit.core.FakeMedia;
import org.offhook.testkit.core.FakeSignalling;
import org.offhook.testkit.core.SignallingOrder;

/** The bridge in front of the real desk and phone loop; only the network and the sound are not there. */
class RealDeskTest {
    private static final String CRM = "https://crm.example";
    private static final String LOGIN =
            "{\"action\":\"login\",\"username\":\"anna\",\"password\":\"secret\",\"extension\":\"101\",\"phone_pass\":\"phone-secret\",\"id\":\"in\"}";
    private static final Account ACCOUNT =
            Account.of("101", "pbx.example", ServerAddress.of("pbx.example"), Transport.UDP, Secret.of("phone-secret"));

    private final FakeSignalling signalling = new FakeSignalling().farEnd(FakeSignalling.FarEnd.ANSWERS);
    private final PhoneLoop loop =
            new PhoneLoop(signalling, new FakeMedia(), PhoneSettings.of(1), InstantSource.system(), "call-");
    private final LoopAgentDesk desk = desk();
    private final BridgeRig rig = BridgeRig.on(desk);

    private LoopAgentDesk desk() {
        KeepsNothing stores = new KeepsNothing();
        DeskPorts ports = new DeskPorts(
                (user, password) -> CompletableFuture.completedFuture(new Verdict(
                        password.equals(Secret.of("secret")) ? Optional.empty() : Optional.of(ErrorCode.LOGIN_REFUSED),
                        user)),
                stores,
                stores,
                () -> CompletableFuture.completedFuture(ACCOUNT),
                server -> CompletableFuture.completedFuture(TlsFinding.ABSENT),
                call -> CompletableFuture.completedFuture(Optional.empty()));
        LoopAgentDesk made = LoopAgentDesk.create(
                loop,
                ports,
                DeskSettings.defaults(),
                new DeskStart(Setup.OWN_EXCHANGE, Optional.of(ACCOUNT), List.of(FakeAgentDesk.paired(CRM)), List.of()),
                "stream-real");
        loop.start();
        return made;
    }

    @AfterEach
    void stop() {
        rig.close();
        desk.close();
    }

    @Test
    void theDocumentsThreeMessagesLogInCallAndLogOut() throws Exception {
        try (TestSocket page = rig.page(CRM)) {
            page.awaitEvent("snapshot");
            page.send(LOGIN);
            assertThat(page.awaitAnswer("in").path("status").asText()).isEqualTo("true");
            assertThat(signalling.orders(SignallingOrder.Register.class)).hasSize(1);

            page.send("{\"action\":\"click_to_call\",\"phone_code\":\"1\",\"phone_number\":\"7275551212\"}");
            JsonNode dialled = page.awaitEvent("call.dialled");
            String call = dialled.path("callId").asText();
            JsonNode connected = page.awaitEvent("call.connected");
            assertThat(connected.path("callId").asText()).isEqualTo(call);

            page.send("{\"action\":\"hangup\",\"id\":\"bye\"}");
            assertThat(page.awaitEvent("call.ended").path("callId").asText()).isEqualTo(call);

            page.send("{\"action\":\"logout\"}");
            page.await(message -> message.path("event").asText().equals("agent")
                    && message.path("state").asText().equals("LOGGED_OUT"));
        }
    }

    private static final String KEYED =
            "{\"action\":\"click_to_call\",\"phone_number\":\"7275551212\",\"requestId\":\"click-4711\",\"id\":\"d\"}";

    @Test
    void aPageThatReconnectsAndSendsAgainIsToldTheFirstOutcome() throws Exception {
        JsonNode first;
        try (TestSocket page = rig.page(CRM)) {
            page.send(LOGIN);
            assertThat(page.awaitAnswer("in").path("status").asText()).isEqualTo("true");
            page.send(KEYED);
            first = page.awaitAnswer("d");
            page.abort();
        }
        try (TestSocket again = rig.page(CRM)) {
            again.send(KEYED);
            assertThat(again.awaitAnswer("d")).isEqualTo(first);
        }
        assertThat(first.path("data").path("callId").asText()).isNotEmpty();
        assertThat(signalling.orders(SignallingOrder.Invite.class)).hasSize(1);
    }

    @Test
    void aPostThatIsTriedAgainDialsOnce() throws Exception {
        rig.tell(LOGIN);
        String first = rig.tell(KEYED).body();
        assertThat(rig.tell(KEYED).body()).isEqualTo(first);
        assertThat(BridgeRig.json(first).path("message").asText()).isEqualTo("dialling");
        assertThat(signalling.orders(SignallingOrder.Invite.class)).hasSize(1);
    }

    @Test
    void lettersInANumberAreRefusedByTheRulesOfTheDesk() throws Exception {
        rig.tell(LOGIN);
        for (String number : List.of("727CALLME", "seven")) {
            JsonNode answer =
                    BridgeRig.json(rig.tell("{\"action\":\"click_to_call\",\"phone_number\":\"" + number + "\"}")
                            .body());
            assertThat(answer.path("data").path("code").asText()).isEqualTo("OH-401");
            assertThat(answer.toString()).doesNotContain(number);
        }
    }

    @Test
    void aWrongPasswordAndASilentOrRefusingRegistrarAreSaid() throws Exception {
        assertThat(code(LOGIN.replace("\"secret\"", "\"guess\""))).isEqualTo("OH-712");
        signalling.registrar(FakeSignalling.Registrar.REFUSES_PASSWORD);
        assertThat(code(LOGIN)).isEqualTo("OH-202");
    }

    @Test
    void dialsOnlyForWhoIsLoggedIn() throws Exception {
        assertThat(code("{\"action\":\"click_to_call\",\"phone_number\":\"7275551212\"}"))
                .isEqualTo("OH-405");
    }

    @Test
    void aPersonsAnswerPairsThePageAndTakingItBackEndsIt() throws Exception {
        try (TestSocket page = rig.page("https://new.example");
                TestSocket program = rig.program()) {
            program.awaitEvent("snapshot");
            page.send("{\"action\":\"hello\",\"code\":\"4729\"}");
            program.awaitEvent("pairing");
            String id = desk.snapshot().pairingRequests().getFirst().id();
            desk.submit(new AgentCommand.AnswerPairing(id, Set.of(PairingScope.READ)));
            assertThat(page.awaitEvent("paired").path("scopes").toString()).isEqualTo("[\"READ\"]");
            page.awaitEvent("snapshot");
            desk.submit(new AgentCommand.RevokePairing("https://new.example"));
            assertThat(page.awaitClosed().reason()).startsWith("OH-706");
        }
    }

    @Test
    void aPersonsNoEndsTheConnectionWithoutAWord() throws Exception {
        try (TestSocket page = rig.page("https://new.example");
                TestSocket program = rig.program()) {
            program.awaitEvent("snapshot");
            page.send("{\"action\":\"hello\",\"code\":\"4729\"}");
            program.awaitEvent("pairing");
            String id = desk.snapshot().pairingRequests().getFirst().id();
            desk.submit(new AgentCommand.AnswerPairing(id, Set.of()));
            assertThat(page.awaitClosed()).isEqualTo(new TestSocket.Closing(1006, ""));
            assertThat(page.unread()).isZero();
        }
    }

    private String code(String message) throws Exception {
        return BridgeRig.json(rig.tell(message).body())
                .path("data")
                .path("code")
                .asText();
    }
}
