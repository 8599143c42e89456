package org.offhook.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.offhook.agent.AgentCommand;
import org.offhook.agent.PairedOrigin;
import org.offhook.agent.PairingRequest;
import org.offhook.agent.PairingScope;
import org.offhook.bridge.trust.PeerProcess;
import org.offhook.bridge.trust.PeerProcess.Owner;
import org.offhook.bridge.trust.PeerProcesses;
import org.offhook.core.account.Secret;

/** An unknown page asks a person, and only then anybody answers it. */
class PairingTest {
    private static final String CRM = "https://crm.example";
    private static final String HELLO = "{\"action\":\"hello\",\"code\":\"4729\",\"scopes\":[\"READ\",\"DIAL\"]}";

    private volatile Instant now = Instant.parse("2026-11-21T12:00:00Z");
    private final InstantSource clock = () -> now;
    private volatile Owner owner = Owner.SAME_USER;
    private final FakeAgentDesk desk = new FakeAgentDesk();
    private final BridgeSettings settings = BridgeSettings.on(0).withPairingKey(Optional.of(Secret.of("a key")));
    private BridgeRig rig = start();

    private BridgeRig start() {
        return BridgeRig.on(desk, settings, new GivenOwner(), clock);
    }

    private final class GivenOwner implements PeerProcesses {
        @Override
        public Owner owner(InetSocketAddress peer, InetSocketAddress own) {
            return owner;
        }

        @Override
        public PeerProcess find(InetSocketAddress peer, InetSocketAddress own) {
            return new PeerProcess(owner, Optional.of("chromium"));
        }
    }

    @AfterEach
    void stop() {
        rig.close();
        desk.close();
    }

    private static Map<String, String> vouching(String token, String origin) {
        return Map.of("Authorization", "Bearer " + token, "Offhook-Page-Origin", origin);
    }

    @Test
    void aPageThatAProgramVouchesForIsAskedAboutLikeAnyOtherAndGetsItsScopesOnly() throws Exception {
        try (FakeAgentDesk desk = new FakeAgentDesk();
                BridgeRig bridge = BridgeRig.on(desk)) {
            try (TestSocket page = bridge.socket("/bridge", vouching(bridge.token(), "http://crm.intranet:8080"))) {
                page.send("{\"action\":\"hello\",\"scopes\":[\"READ\",\"DIAL\"]}");
                PairingRequest request = ((AgentCommand.RequestPairing) desk.nextCommand()).request();
                assertThat(request.origin()).isEqualTo("http://crm.intranet:8080");
                assertThat(page.unread()).isZero();
                desk.allow(PairingScope.READ, PairingScope.DIAL);
                assertThat(page.awaitEvent("paired").path("origin").asText()).isEqualTo("http://crm.intranet:8080");
                page.send("{\"action\":\"logout\",\"id\":\"x\"}");
                assertThat(page.awaitAnswer("x").path("data").path("name").asText())
                        .isEqualTo("SCOPE_MISSING");
            }
        }
    }

    @Test
    void nobodyVouchesWithoutTheTokenNorForWhatIsNoOrigin() {
        try (FakeAgentDesk desk = new FakeAgentDesk(FakeAgentDesk.paired("https://crm.example"));
                BridgeRig bridge = BridgeRig.on(desk)) {
            assertThatThrownBy(() -> bridge.socket("/bridge", vouching("guess", "https://crm.example")))
                    .isInstanceOf(TestSocket.NotLetIn.class);
            assertThatThrownBy(() -> bridge.socket("/bridge", vouching(bridge.token(), "null")))
                    .isInstanceOf(TestSocket.NotLetIn.class);
            assertThat(desk.commandsSoFar()).isEmpty();
        }
    }

    @Test
    void asksAPersonWithOriginProgramCodeAndScopes() throws Exception {
        try (TestSocket page = rig.page(CRM)) {
            page.send(HELLO);
            PairingRequest request = ((AgentCommand.RequestPairing) desk.nextCommand()).request();
            assertThat(request.origin()).isEqualTo(CRM);
            assertThat(request.secure()).isTrue();
            assertThat(request.program()).hasValue("chromium");
            assertThat(request.code()).isEqualTo("4729");
            assertThat(request.asked()).containsExactlyInAnyOrder(PairingScope.READ, PairingScope.DIAL);
        }
    }

    @Test
    void answersNothingUntilAllowedThenTokenAndSnapshot() throws Exception {
        try (TestSocket page = rig.page(CRM)) {
            page.send(HELLO);
            desk.nextCommand();
            page.send("{\"action\":\"logout\",\"id\":\"early\"}").send("}{").taken();
            desk.settle();
            assertThat(page.unread()).isZero();

            desk.allow(PairingScope.READ, PairingScope.DIAL);

            JsonNode paired = page.next();
            assertThat(paired.path("event").asText()).isEqualTo("paired");
            assertThat(paired.path("scopes").toString()).isEqualTo("[\"READ\",\"DIAL\"]");
            assertThat(paired.path("token").asText()).hasSizeGreaterThan(40);
            assertThat(page.next().path("event").asText()).isEqualTo("snapshot");
            // What was sent before the answer is neither done nor kept.
            page.send("{\"action\":\"click_to_call\",\"phone_number\":\"72755\",\"id\":\"1\"}");
            assertThat(desk.nextCommand()).isInstanceOf(AgentCommand.ClickToCall.class);
            assertThat(page.awaitAnswer("1").path("status").asText()).isEqualTo("true");
        }
    }

    @Test
    void raisesTheQuestionForAnyFirstMessage() throws Exception {
        try (TestSocket page = rig.page(CRM)) {
            page.send("{\"action\":\"login\",\"username\":\"anna\",\"password\":\"secret\"}");
            PairingRequest request = ((AgentCommand.RequestPairing) desk.nextCommand()).request();
            assertThat(request.code()).isEmpty();
            assertThat(request.asked()).isEqualTo(Set.of(PairingScope.values()));
            desk.allow();
            page.awaitEvent("paired");
        }
        assertThat(desk.commandsSoFar()).noneMatch(AgentCommand.LogIn.class::isInstance);
    }

    @Test
    void isSilentToARefusedOriginForTenMinutes() throws Exception {
        try (TestSocket page = rig.page(CRM)) {
            page.send(HELLO);
            desk.nextCommand();
            desk.refusePairing();
            assertThat(page.awaitClosed()).isEqualTo(new TestSocket.Closing(1006, ""));
            assertThat(page.unread()).isZero();
        }
        Instant refusedAt = now;
        now = refusedAt.plus(Duration.ofMinutes(10)).minusMillis(1);
        assertThatThrownBy(() -> rig.page(CRM)).isInstanceOf(TestSocket.NotLetIn.class);
        now = refusedAt.plus(Duration.ofMinutes(10));
        try (TestSocket again = rig.page(CRM)) {
            again.send(HELLO);
            assertThat(desk.nextCommand()).isInstanceOf(AgentCommand.RequestPairing.class);
        }
    }

    @Test
    void asksOneQuestionAtATime() throws Exception {
        try (TestSocket first = rig.page(CRM);
                TestSocket second = rig.page("https://other.example")) {
            first.send(HELLO);
            desk.nextCommand();
            second.send(HELLO);
            assertThat(second.awaitClosed().code()).isEqualTo(1006);
            desk.allow();
            first.awaitEvent("paired");
        }
        assertThat(desk.commandsSoFar()).isEmpty();
    }

    @Test
    void aReloadedPageJoinsItsOwnQuestion() throws Exception {
        try (TestSocket page = rig.page(CRM)) {
            page.send(HELLO);
            desk.nextCommand();
            page.abort();
        }
        try (TestSocket reloaded = rig.page(CRM);
                TestSocket otherTab = rig.page(CRM)) {
            reloaded.send(HELLO).taken();
            otherTab.send(HELLO.replace("4729", "1111"));
            assertThat(otherTab.awaitClosed().code()).isEqualTo(1006);
            desk.allow();
            reloaded.awaitEvent("paired");
        }
        assertThat(desk.commandsSoFar()).isEmpty();
    }

    @Test
    void aPairedOriginThatCannotProveItselfIsNotLetInByTheDeskAlone() throws Exception {
        pair();
        owner = Owner.UNKNOWN;
        desk.answerPairingByItself();
        try (TestSocket page = rig.page(CRM)) {
            page.send(HELLO);
            assertThat(page.awaitClosed()).isEqualTo(new TestSocket.Closing(1006, ""));
            assertThat(page.unread()).isZero();
        }
    }

    @Test
    void closesThePagesSocketsWhenThePairingIsTakenBack() throws Exception {
        try (TestSocket page = rig.page(CRM)) {
            page.send(HELLO);
            desk.nextCommand();
            desk.allow();
            page.awaitEvent("snapshot");

            desk.revoke(CRM);

            assertThat(page.awaitClosed()).isEqualTo(new TestSocket.Closing(1008, "OH-706 ORIGIN_NOT_PAIRED"));
        }
    }

    @Test
    void anOriginFromAnotherUsersProcessProvesNothingWithoutItsToken() throws Exception {
        String token = pair();
        owner = Owner.OTHER_USER;
        assertThatThrownBy(() -> rig.page(CRM)).isInstanceOf(TestSocket.NotLetIn.class);
        assertThatThrownBy(() -> rig.page("https://other.example")).isInstanceOf(TestSocket.NotLetIn.class);
        assertThat(rig.send(rig.post("{\"action\":\"ready\"}")
                                .header("Origin", CRM)
                                .header("Authorization", "Bearer " + token))
                        .statusCode())
                .isEqualTo(200);
        assertThatThrownBy(() -> rig.send(rig.post("{\"action\":\"ready\"}")
                        .header("Origin", CRM)
                        .header("Authorization", "Bearer " + token + "x")))
                .isInstanceOf(java.io.IOException.class);
    }

    @Test
    void aTokenIsBoundToItsOriginAndOutlivesARestart() throws Exception {
        String token = pair();
        owner = Owner.UNKNOWN;
        rig.close();
        rig = start();
        try (TestSocket page = rig.page(CRM)) {
            page.send("{\"action\":\"hello\",\"token\":\"" + token + "\"}");
            page.awaitEvent("welcome");
            page.awaitEvent("snapshot");
        }
        try (TestSocket thief = rig.page("https://evil.example")) {
            thief.send("{\"action\":\"hello\",\"token\":\"" + token + "\"}");
            AgentCommand asked = desk.nextCommand();
            assertThat(asked).isInstanceOf(AgentCommand.RequestPairing.class);
            assertThat(thief.unread()).isZero();
        }
    }

    @Test
    void anAdministratorsOriginNeedsNoQuestionEvenWhereTheProcessIsUnknown() throws Exception {
        owner = Owner.UNKNOWN;
        try (FakeAgentDesk managed =
                        new FakeAgentDesk(new PairedOrigin(CRM, Set.of(PairingScope.values()), Instant.EPOCH, true));
                BridgeRig open = BridgeRig.on(managed, settings, new GivenOwner(), clock);
                TestSocket page = open.page(CRM)) {
            page.awaitEvent("snapshot");
        }
    }

    private String pair() throws Exception {
        try (TestSocket page = rig.page(CRM)) {
            page.send(HELLO);
            desk.nextCommand();
            desk.allow();
            return page.awaitEvent("paired").path("token").asText();
        }
    }
}
