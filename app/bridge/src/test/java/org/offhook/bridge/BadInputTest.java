package org.offhook.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.offhook.agent.AgentCommand;
import org.offhook.core.error.ErrorCode;

/** Everything that is wrong gets one clear error with its code, reaches no desk, and the next message works. */
class BadInputTest {
    private static final String CRM = "https://crm.example";
    private static final String MEGABYTE = "x".repeat(1_048_576);

    private final FakeAgentDesk desk = new FakeAgentDesk(FakeAgentDesk.paired(CRM));
    private final BridgeRig rig = BridgeRig.on(desk);

    @AfterEach
    void theBridgeStillWorksAndTheDeskWasLeftAlone() throws Exception {
        assertThat(desk.commandsSoFar()).isEmpty();
        assertThat(rig.tell("{\"action\":\"ready\"}").statusCode()).isEqualTo(200);
        assertThat(desk.nextCommand()).isEqualTo(new AgentCommand.GoReady());
        rig.close();
        desk.close();
    }

    /** More than the bridge has threads. What is sent afterwards is answered long before those connections are given up (30 s). */
    @Test
    void bodiesThatNeverEndKeepNobodyElseWaiting() throws Exception {
        List<Socket> halfSent = new ArrayList<>();
        try {
            for (int i = 0; i < 40; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), rig.port());
                halfSent.add(socket);
                socket.getOutputStream()
                        .write(("POST /bridge/messages HTTP/1.1\r\nHost: 127.0.0.1:" + rig.port()
                                        + "\r\nAuthorization: Bearer " + rig.token()
                                        + "\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{")
                                .getBytes(StandardCharsets.US_ASCII));
                socket.getOutputStream().flush();
            }
            assertThat(rig.tell("{\"action\":\"make_coffee\"}").statusCode()).isEqualTo(400);
        } finally {
            for (Socket socket : halfSent) {
                socket.close();
            }
        }
    }

    @Test
    void aBodyInPiecesIsOneMessage() throws Exception {
        byte[] body = "{\"action\":\"make_coffee\",\"id\":\"in pieces\"}".getBytes(StandardCharsets.US_ASCII);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), rig.port())) {
            socket.setTcpNoDelay(true);
            socket.getOutputStream()
                    .write(("POST /bridge/messages HTTP/1.1\r\nHost: 127.0.0.1:" + rig.port()
                                    + "\r\nAuthorization: Bearer " + rig.token()
                                    + "\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: "
                                    + body.length + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            for (byte single : body) {
                socket.getOutputStream().write(single);
                socket.getOutputStream().flush();
            }
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 400")
                    .contains("OH-702", "in pieces");
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        not JSON                      | hello                                                                   | 400 | OH-701 |
        half an object                | {"action":"ready"                                                       | 400 | OH-701 |
        an array                      | [{"action":"ready"}]                                                    | 400 | OH-701 |
        two objects                   | {"action":"ready"}{"action":"ready"}                                    | 400 | OH-701 |
        a field twice                 | {"action":"ready","action":"logout"}                                    | 400 | OH-701 |
        a lone surrogate's escape end | {"action":"rea\\uZZZZ"}                                                 | 400 | OH-701 |
        a number too long to read     | {"action":"dial","number":11111111111111111111111111111111111111111111111111111111111111111111111111111111} | 400 | OH-701 |
        an unknown action             | {"action":"make_coffee"}                                                | 400 | OH-702 |
        another case of an action     | {"action":"LOGIN"}                                                      | 400 | OH-702 |
        no action                     | {"username":"anna"}                                                     | 400 | OH-703 | action
        an empty action               | {"action":""}                                                           | 400 | OH-703 | action
        an action that is a number    | {"action":1}                                                            | 400 | OH-704 | action
        no phone number               | {"action":"click_to_call","phone_code":"1"}                             | 400 | OH-703 | phone_number
        a null phone number           | {"action":"click_to_call","phone_number":null}                          | 400 | OH-703 | phone_number
        a blank phone number          | {"action":"click_to_call","phone_number":"   "}                         | 400 | OH-703 | phone_number
        a number with a fraction      | {"action":"click_to_call","phone_number":7275551212.5}                  | 400 | OH-704 | phone_number
        a number with an exponent     | {"action":"click_to_call","phone_number":1e400}                         | 400 | OH-704 | phone_number
        a number in an array          | {"action":"click_to_call","phone_number":["7275551212"]}                | 400 | OH-704 | phone_number
        a number in an object         | {"action":"click_to_call","phone_number":{"n":"7275551212"}}            | 400 | OH-704 | phone_number
        a line break in a number      | {"action":"click_to_call","phone_number":"727\\r\\nInjected: yes"}      | 400 | OH-704 | phone_number
        letters in the phone code     | {"action":"click_to_call","phone_number":"72755","phone_code":"US"}     | 400 | OH-704 | phone_code
        neither YES nor NO            | {"action":"click_to_call","phone_number":"72755","preview":"MAYBE"}     | 400 | OH-704 | preview
        no user name                  | {"action":"login","password":"secret"}                                  | 400 | OH-703 | username
        no password                   | {"action":"login","username":"anna"}                                    | 400 | OH-703 | password
        an object as an id            | {"action":"ready","id":{}}                                              | 400 | OH-704 | id
        an unknown next state         | {"action":"next_state","state":"HOLIDAY"}                               | 400 | OH-704 | state
        no digits                     | {"action":"dtmf","callId":"c"}                                          | 400 | OH-703 | digits
        no call to answer             | {"action":"answer"}                                                     | 200 | OH-428 |
        events over HTTP              | {"action":"subscribe"}                                                  | 400 | OH-702 |
        """)
    void refusesAMessageWith(String what, String body, int status, String code, String field) throws Exception {
        HttpResponse<String> response = rig.tell(body);

        JsonNode answer = BridgeRig.json(response.body());
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(answer.path("status").asText()).isEqualTo("false");
        assertThat(answer.path("message").asText()).isNotBlank();
        assertThat(answer.path("data").path("code").asText()).isEqualTo(code);
        assertThat(answer.path("data").path("field").asText("")).isEqualTo(field == null ? "" : field);
        assertThat(response.body()).doesNotContain("secret").doesNotContain("7275551212");
    }

    /** "That call no longer exists" would not be true of a call that never was. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {"action":"answer"}                    | answer: no call is ringing
        {"action":"reject"}                    | reject: no call is ringing
        {"action":"forward","number":"305"}    | forward: no call is ringing
        {"action":"hangup"}                    | hangup: there is no call
        {"action":"mute"}                      | mute: there is no call
        {"action":"hold"}                      | hold: no call is talked on
        {"action":"hold","hold":"NO"}          | hold: no call is on hold
        {"action":"record"}                    | record: there is no call
        {"action":"dtmf","digits":"1"}         | dtmf: there is no call
        {"action":"park"}                      | park: no call is connected
        {"action":"transfer","number":"305"}   | transfer: no call is connected
        {"action":"transfer","attended":"YES"} | transfer: no call is on hold
        """)
    void withoutACallSaysWhichCommandDidNothingAndWhy(String body, String why) throws Exception {
        JsonNode data = BridgeRig.json(rig.tell(body).body()).path("data");

        assertThat(data.path("code").asText()).isEqualTo("OH-428");
        assertThat(data.path("detail").asText()).isEqualTo(why);
    }

    @Test
    void refusesDeepNesting() throws Exception {
        String deep = "{\"action\":\"ready\",\"x\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}";
        assertThat(code(rig.tell(deep))).isEqualTo("OH-701");
        String deepObject = "{\"a\":".repeat(2_000) + "1" + "}".repeat(2_000);
        assertThat(code(rig.tell(deepObject))).isEqualTo("OH-701");
    }

    @Test
    void refusesThousandsOfFields() throws Exception {
        StringBuilder many = new StringBuilder("{\"action\":\"ready\"");
        for (int i = 0; i < 2_000; i++) {
            many.append(",\"f").append(i).append("\":1");
        }
        assertThat(code(rig.tell(many.append('}').toString()))).isEqualTo("OH-701");
    }

    @Test
    void refusesABodyOfAMegabyteWith413() throws Exception {
        HttpResponse<String> response = rig.tell("{\"action\":\"ready\",\"x\":\"" + MEGABYTE + "\"}");
        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(code(response)).isEqualTo("OH-705");
    }

    @Test
    void takesABodyOfExactly64KibAndNotAByteMore() throws Exception {
        String frame = "{\"action\":\"hello\",\"x\":\"\"}";
        assertThat(rig.tell(frame.replace("\"\"", "\"" + "x".repeat(65_536 - frame.length()) + "\""))
                        .statusCode())
                .isEqualTo(200);
        assertThat(rig.tell(frame.replace("\"\"", "\"" + "x".repeat(65_537 - frame.length()) + "\""))
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void closesTheSocketWith1009WhenAMessageIsAMegabyte() throws Exception {
        try (TestSocket program = rig.program()) {
            program.awaitEvent("snapshot");
            program.sendAndSeeWhatHappens("{\"action\":\"ready\",\"x\":\"" + MEGABYTE + "\"}");
            assertThat(program.next().path("data").path("code").asText()).isEqualTo("OH-705");
            assertThat(program.awaitClosed()).isEqualTo(new TestSocket.Closing(1009, "OH-705 MESSAGE_TOO_LARGE"));
        }
    }

    @Test
    void countsBytesAndNotCharactersInASocketToo() throws Exception {
        try (TestSocket program = rig.program()) {
            program.awaitEvent("snapshot");
            program.sendAndSeeWhatHappens("{\"action\":\"ready\",\"x\":\"" + "€".repeat(30_000) + "\"}");
            assertThat(program.awaitClosed().code()).isEqualTo(1009);
        }
    }

    @Test
    void answersMalformedMessagesOnASocketAndKeepsItOpen() throws Exception {
        try (TestSocket program = rig.program()) {
            program.awaitEvent("snapshot");
            program.send("}{");
            assertThat(program.next().path("data").path("code").asText()).isEqualTo("OH-701");
            program.send("{\"id\":\"a\"}");
            JsonNode missing = program.awaitAnswer("a");
            assertThat(missing.path("data").path("code").asText()).isEqualTo("OH-703");
            program.send("{\"action\":\"hello\",\"id\":\"b\"}");
            assertThat(program.awaitAnswer("b").path("status").asText()).isEqualTo("true");
        }
    }

    @Test
    void closesTheSocketOnBinary() throws Exception {
        try (TestSocket program = rig.program()) {
            program.sendBinary(new byte[] {1, 2, 3});
            assertThat(program.awaitClosed()).isEqualTo(new TestSocket.Closing(1003, "OH-701 MESSAGE_MALFORMED"));
        }
    }

    @Test
    void refusesABodyThatIsNotUtf8() throws Exception {
        for (byte[] bad : List.of(new byte[] {(byte) 0xff}, new byte[] {(byte) 0xc0, (byte) 0x80}, new byte[] {
            (byte) 0xed, (byte) 0xa0, (byte) 0x80
        })) {
            byte[] before = "{\"action\":\"ready\",\"x\":\"".getBytes(StandardCharsets.UTF_8);
            byte[] body = new byte[before.length + bad.length + 2];
            System.arraycopy(before, 0, body, 0, before.length);
            System.arraycopy(bad, 0, body, before.length, bad.length);
            body[body.length - 2] = '"';
            body[body.length - 1] = '}';
            HttpResponse<String> response = rig.send(rig.request("/bridge/messages")
                    .header("Content-Type", "application/json")
                    .header("Authorization", "Bearer " + rig.token())
                    .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(code(response)).isEqualTo("OH-701");
        }
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "text/plain",
                "application/x-www-form-urlencoded",
                "''",
                "application/json; charset=utf-16",
                "application/jsonp"
            })
    void refusesAnotherContentType(String type) throws Exception {
        HttpRequest.Builder request = rig.request("/bridge/messages")
                .header("Authorization", "Bearer " + rig.token())
                .POST(HttpRequest.BodyPublishers.ofString("{\"action\":\"ready\"}"));
        HttpResponse<String> response = rig.send(type.isEmpty() ? request : request.header("Content-Type", type));
        assertThat(response.statusCode()).isEqualTo(415);
        assertThat(code(response)).isEqualTo("OH-715");
    }

    @Test
    void hasNoGetWithAnEffect() throws Exception {
        HttpResponse<String> response =
                rig.send(rig.request("/bridge/messages?action=click_to_call&phone_number=7275551212")
                        .header("Authorization", "Bearer " + rig.token())
                        .GET());
        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Allow")).hasValue("POST, OPTIONS");
        assertThat(code(response)).isEqualTo("OH-716");
    }

    @Test
    void refusesALinkOrFormEvenWithTheToken() throws Exception {
        HttpResponse<String> response = rig.send(rig.post("{\"action\":\"ready\"}")
                .header("Authorization", "Bearer " + rig.token())
                .header("Sec-Fetch-Mode", "navigate")
                .header("Sec-Fetch-Site", "none"));
        assertThat(code(response)).isEqualTo("OH-716");
    }

    @Test
    void refusesAProgramWithoutTheToken() throws Exception {
        assertThat(code(rig.send(rig.post("{\"action\":\"ready\"}")))).isEqualTo("OH-708");
        HttpResponse<String> wrong =
                rig.send(rig.post("{\"action\":\"ready\"}").header("Authorization", "Bearer guess"));
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(code(wrong)).isEqualTo("OH-708");
        assertThat(rig.server().refusals().of(ErrorCode.TOKEN_REFUSED)).isEqualTo(2);
    }

    @Test
    void saysNothingOfItselfWhenWhatComesIsNoHttp() throws Exception {
        for (String garbage : List.of(
                "\0\0\0\r\n\r\n",
                "GET / HTTP/9.9\r\n\r\n",
                "REGISTER sip:x SIP/2.0\r\n\r\n",
                "GET /" + "a".repeat(20_000) + " HTTP/1.1\r\nHost: 127.0.0.1:" + rig.port() + "\r\n\r\n")) {
            assertThat(rig.raw(garbage).toLowerCase(java.util.Locale.ROOT))
                    .doesNotContain("jetty")
                    .doesNotContain("offhook");
        }
    }

    private static String code(HttpResponse<String> response) {
        return BridgeRig.json(response.body()).path("data").path("code").asText();
    }
}
