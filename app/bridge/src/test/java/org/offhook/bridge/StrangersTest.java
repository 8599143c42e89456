package org.offhook.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.offhook.agent.AgentCommand;
import org.offhook.agent.PairingScope;
import org.offhook.core.error.ErrorCode;

/** Who is not known gets nothing: no command through, no answer, no sign that anything listens. */
class StrangersTest {
    private static final String CRM = "https://crm.example";
    private static final String STRANGER = "https://evil.example";

    private final FakeAgentDesk desk = new FakeAgentDesk(
            FakeAgentDesk.paired(CRM), FakeAgentDesk.paired("https://reader.example", PairingScope.READ));
    private final BridgeRig rig = BridgeRig.on(desk);

    @AfterEach
    void stop() {
        rig.close();
        desk.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:PORT",
                "127.0.0.1",
                "127.0.0.1:1",
                "localhost.:PORT",
                "127.0.0.2:PORT",
                "[::ffff:127.0.0.1]:PORT"
            })
    void saysNothingToAnotherHost(String host) throws Exception {
        String name = host.replace("PORT", Integer.toString(rig.port()));
        String body = "{\"action\":\"ready\"}";
        String post = "POST /bridge/messages HTTP/1.1\r\nHost: " + name + "\r\nOrigin: " + CRM
                + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
        assertThat(rig.raw(post)).isEmpty();
        assertThat(rig.raw("GET /host HTTP/1.1\r\nHost: " + name + "\r\n\r\n")).isEmpty();
        assertThat(rig.raw("GET /bridge HTTP/1.1\r\nHost: " + name + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nOrigin: " + CRM
                        + "\r\n\r\n"))
                .isEmpty();
        assertThat(rig.server().refusals().of(ErrorCode.HOST_REFUSED)).isEqualTo(3);
        assertThat(desk.commandsSoFar()).isEmpty();
    }

    @Test
    void tellsAProgramWithTheTokenThatItsHostIsWrong() throws Exception {
        HttpResponse<String> response = rig.send(rig.post("{\"action\":\"ready\"}")
                .header("Authorization", "Bearer " + rig.token())
                .header("Host", "myphone:47800"));
        assertThat(response.statusCode()).isEqualTo(421);
        assertThat(response.body()).contains("OH-707");
    }

    @Test
    void needsAHost() throws Exception {
        assertThat(rig.raw("GET /host HTTP/1.0\r\n\r\n")).doesNotContain("200");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                STRANGER,
                "null",
                "http://crm.example",
                "https://crm.example:8443",
                "https://crm.example.evil.example",
                "https://CRM.example",
                "https://crm.example/",
                "file://",
                "chrome-extension://abcdefgh",
                "https://evil.example https://crm.example"
            })
    void closesAPostOfAnotherOriginWithoutAWord(String origin) throws Exception {
        String body = "{\"action\":\"logout\"}";
        assertThat(rig.raw("POST /bridge/messages HTTP/1.1\r\nHost: 127.0.0.1:" + rig.port() + "\r\nOrigin: " + origin
                        + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body))
                .isEmpty();
        assertThat(rig.raw("OPTIONS /bridge/messages HTTP/1.1\r\nHost: 127.0.0.1:" + rig.port() + "\r\nOrigin: "
                        + origin + "\r\nAccess-Control-Request-Method: POST\r\n\r\n"))
                .isEmpty();
        assertThat(desk.commandsSoFar()).isEmpty();
    }

    @Test
    void closesARequestWithTwoOrigins() throws Exception {
        String body = "{\"action\":\"logout\"}";
        assertThat(rig.raw("POST /bridge/messages HTTP/1.1\r\nHost: 127.0.0.1:" + rig.port() + "\r\nOrigin: " + CRM
                        + "\r\nOrigin: " + STRANGER + "\r\nContent-Type: application/json\r\nContent-Length: "
                        + body.length() + "\r\n\r\n" + body))
                .isEmpty();
        assertThat(desk.commandsSoFar()).isEmpty();
    }

    @Test
    void letsANullOriginNotEvenAsk() {
        assertThatThrownBy(() -> rig.page("null")).isInstanceOf(TestSocket.NotLetIn.class);
    }

    @Test
    void saysNothingToAnImageOrFrameOfAnotherSite() throws Exception {
        for (String path :
                List.of("/", "/bridge", "/bridge/messages", "/offhook.js", "/host", "/host/host.js", "/favicon.ico")) {
            assertThat(
                            rig.raw(
                                    "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + rig.port()
                                            + "\r\nSec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors\r\nSec-Fetch-Dest: image\r\n\r\n"))
                    .as(path)
                    .isEmpty();
        }
    }

    @Test
    void givesTheScriptToPairedPagesAndProgramsOnly() throws Exception {
        HttpResponse<String> paired = rig.send(rig.request("/offhook.js").header("Origin", CRM));
        assertThat(paired.statusCode()).isEqualTo(200);
        assertThat(paired.headers().firstValue("Access-Control-Allow-Origin")).hasValue(CRM);
        assertThat(paired.headers().firstValue("Vary")).hasValue("Origin");
        assertThat(paired.headers().firstValue("Content-Type").orElse("")).startsWith("text/javascript");

        HttpResponse<String> program =
                rig.send(rig.request("/offhook.js").header("Authorization", "Bearer " + rig.token()));
        assertThat(program.body()).isEqualTo(paired.body());

        assertThatThrownBy(() -> rig.send(rig.request("/offhook.js").header("Origin", STRANGER)))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> rig.send(rig.request("/offhook.js"))).isInstanceOf(IOException.class);
    }

    @Test
    void answersThePreflightOfAPairedPageAndItsPost() throws Exception {
        HttpResponse<String> preflight = rig.send(rig.request("/bridge/messages")
                .header("Origin", CRM)
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "content-type")
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody()));
        assertThat(preflight.statusCode()).isEqualTo(204);
        assertThat(preflight.headers().firstValue("Access-Control-Allow-Origin"))
                .hasValue(CRM);
        assertThat(preflight.headers().firstValue("Access-Control-Allow-Methods"))
                .hasValue("POST");
        assertThat(preflight.headers().firstValue("Access-Control-Allow-Headers"))
                .hasValue("Content-Type, Authorization");

        HttpResponse<String> post = rig.send(rig.post("{\"action\":\"ready\"}").header("Origin", CRM));
        assertThat(post.statusCode()).isEqualTo(200);
        assertThat(post.headers().firstValue("Access-Control-Allow-Origin")).hasValue(CRM);
        assertThat(desk.nextCommand()).isEqualTo(new AgentCommand.GoReady());
    }

    @Test
    void holdsAPageToItsScopes() throws Exception {
        try (TestSocket reader = rig.page("https://reader.example")) {
            assertThat(reader.awaitEvent("welcome").path("scopes").toString()).isEqualTo("[\"READ\"]");
            reader.send("{\"action\":\"click_to_call\",\"phone_number\":\"72755\",\"id\":\"1\"}");
            assertThat(reader.awaitAnswer("1").path("data").path("code").asText())
                    .isEqualTo("OH-711");
            reader.send("{\"action\":\"logout\",\"id\":\"2\"}");
            assertThat(reader.awaitAnswer("2").path("data").path("code").asText())
                    .isEqualTo("OH-711");
            reader.send("{\"action\":\"snapshot\",\"id\":\"3\"}");
            assertThat(reader.awaitAnswer("3").path("status").asText()).isEqualTo("true");
        }
        assertThat(desk.commandsSoFar()).isEmpty();
    }

    @Test
    void takesNoMoreThanEightSocketsOfAnOrigin() throws Exception {
        List<TestSocket> open = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            open.add(rig.page(CRM));
        }
        assertThatThrownBy(() -> rig.page(CRM)).isInstanceOf(TestSocket.NotLetIn.class);
        try (TestSocket other = rig.page("https://reader.example")) {
            other.awaitEvent("snapshot");
        }
        open.getFirst().abort();
        rig.awaitSockets(7);
        rig.page(CRM).abort();
        open.forEach(TestSocket::abort);
    }

    @Test
    void closesAProgramsSocketThatShowsAWrongTokenOrNone() throws Exception {
        assertThatThrownBy(() -> rig.socket("/bridge", Map.of("Authorization", "Bearer guess")))
                .isInstanceOf(TestSocket.NotLetIn.class);
        try (TestSocket guess = rig.socket("/bridge", Map.of())) {
            guess.send("{\"action\":\"hello\",\"token\":\"guess\"}");
            assertThat(guess.awaitClosed()).isEqualTo(new TestSocket.Closing(1008, "OH-708 TOKEN_REFUSED"));
        }
        try (TestSocket late = rig.socket("/bridge", Map.of())) {
            assertThat(late.awaitClosed().code()).isEqualTo(1008); // five seconds are over
        }
        try (TestSocket good = rig.socket("/bridge", Map.of())) {
            good.send("{\"action\":\"hello\",\"token\":\"" + rig.token() + "\"}");
            good.awaitEvent("snapshot");
        }
    }

    @Test
    void limitsHowFastAPageDials() throws Exception {
        rig.close();
        try (BridgeRig slow = BridgeRig.on(desk, BridgeSettings.on(0).withDialLimit(2, 0.001));
                TestSocket page = slow.page(CRM);
                TestSocket second = slow.page(CRM)) {
            page.send("{\"action\":\"click_to_call\",\"phone_number\":\"1001\",\"id\":\"1\"}");
            assertThat(page.awaitAnswer("1").path("status").asText()).isEqualTo("true");
            second.send("{\"action\":\"dial\",\"number\":\"1002\",\"id\":\"2\"}");
            assertThat(second.awaitAnswer("2").path("status").asText()).isEqualTo("true");
            page.send("{\"action\":\"click_to_call\",\"phone_number\":\"1003\",\"id\":\"3\"}");
            assertThat(page.awaitAnswer("3").path("data").path("code").asText()).isEqualTo("OH-408");
            page.send("{\"action\":\"hangup\",\"callId\":\"c\",\"id\":\"4\"}");
            assertThat(page.awaitAnswer("4").path("status").asText()).isEqualTo("true");
        }
    }

    @Test
    void limitsHowFastAnybodySendsAnything() throws Exception {
        try (TestSocket page = rig.page(CRM)) {
            for (int i = 0; i < 400; i++) {
                page.send("{\"action\":\"hello\"}");
            }
            assertThat(page.await(message -> message.has("status"))
                            .path("data")
                            .path("code")
                            .asText())
                    .isEqualTo("OH-709");
        }
    }
}
