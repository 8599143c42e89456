package org.offhook.desktop.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.offhook.core.account.Secret;
import org.offhook.desktop.instance.BridgeFile;

class RemoteCommandsTest {
    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private String answer = "{\"status\":\"true\",\"message\":\"done\",\"data\":{}}";
    private HttpServer bridge;
    private RemoteCommands commands;

    @BeforeEach
    void startFakeBridge() throws IOException {
        bridge = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        bridge.createContext("/bridge/messages", this::serve);
        bridge.start();
        BridgeFile.write(
                folder,
                new BridgeFile.Address(
                        bridge.getAddress().getPort(),
                        Secret.of("t0ken"),
                        ProcessHandle.current().pid()));
        commands = new RemoteCommands(folder, console());
    }

    private Console console() {
        return new Console(
                new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void stopFakeBridge() {
        bridge.stop(0);
    }

    private void serve(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        requests.add(
                exchange.getRequestMethod() + " " + exchange.getRequestHeaders().getFirst("Authorization") + " "
                        + exchange.getRequestHeaders().getFirst("Content-Type") + " "
                        + body.replaceFirst(",\"id\":\"cli-\\d+\"", ""));
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static String post(String body) {
        return "POST Bearer t0ken application/json " + body;
    }

    @Test
    void eachCommandIsOneMessageOfTheCrmsProtocol() {
        Passwords passwords =
                new Passwords(new ByteArrayInputStream("crm-secret\nphone-secret\n".getBytes(StandardCharsets.UTF_8)));

        assertThat(commands.login("asha", Optional.of("2101"), passwords)).isZero();
        assertThat(commands.logout()).isZero();
        assertThat(commands.call("+1 727 555 1212", Optional.empty())).isZero();
        assertThat(commands.call("305", Optional.of("branch"))).isZero();
        assertThat(commands.answer()).isZero();
        assertThat(commands.hangUp()).isZero();
        assertThat(commands.transfer("305")).isZero();
        assertThat(commands.connectCalls()).isZero();
        assertThat(commands.join()).isZero();
        assertThat(commands.show()).isZero();
        assertThat(commands.link("tel:+1-727-555-1212")).isZero();

        assertThat(requests)
                .containsExactly(
                        post(
                                "{\"action\":\"login\",\"username\":\"asha\",\"password\":\"crm-secret\",\"extension\":\"2101\",\"phone_pass\":\"phone-secret\"}"),
                        post("{\"action\":\"logout\"}"),
                        post("{\"action\":\"consult\",\"phone_code\":\"\",\"number\":\"+1 727 555 1212\"}"),
                        post("{\"action\":\"consult\",\"phone_code\":\"\",\"number\":\"305\",\"account\":\"branch\"}"),
                        post("{\"action\":\"answer\"}"),
                        post("{\"action\":\"hangup\"}"),
                        post("{\"action\":\"transfer\",\"number\":\"305\"}"),
                        post("{\"action\":\"transfer\",\"attended\":\"YES\"}"),
                        post("{\"action\":\"join\"}"),
                        post("{\"action\":\"show\"}"),
                        post(
                                "{\"action\":\"click_to_call\",\"phone_code\":\"\",\"phone_number\":\"+1-727-555-1212\",\"preview\":\"YES\",\"focus\":\"YES\",\"source\":\"link\"}"));
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("done\n".repeat(11));
    }

    @Test
    void anEmptyPhonePasswordIsLeftToThePhone() {
        Passwords passwords = new Passwords(new ByteArrayInputStream("crm\n\n".getBytes(StandardCharsets.UTF_8)));

        commands.login("asha", Optional.empty(), passwords);

        assertThat(requests).containsExactly(post("{\"action\":\"login\",\"username\":\"asha\",\"password\":\"crm\"}"));
    }

    @Test
    void aRefusalSaysItsCodeAndEndsWithOne() {
        answer = "{\"status\":\"false\",\"message\":\"x\",\"data\":{\"code\":\"OH-401\",\"detail\":\"letters\"}}";

        assertThat(commands.call("CALLME", Optional.empty())).isEqualTo(ExitCode.REFUSED);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .startsWith("offhook: OH-401 ")
                .contains("(letters)");
    }

    @Test
    void statusTellsInAFewLinesOrAsJson() {
        answer = """
            {"event":"snapshot","stream":"s","seq":5,
             "agent":{"state":"PAUSED","reason":"BREAK","displayName":"Asha P."},
             "registration":{"status":"REGISTERED","extension":"2101","domain":"pbx.example","transport":"UDP"},
             "accounts":[{"account":"branch","status":"LOST","extension":"2201","domain":"branch.example","transport":"TLS","code":"OH-204"}],
             "calls":[{"callId":"c-1","phase":"CONNECTED","direction":"OUTGOING","number":"600","name":"Echo","account":"main",
                       "muted":true,"onHold":true,"recording":"PAUSED"},
                      {"callId":"c-2","phase":"CONNECTED","direction":"OUTGOING","number":"601","account":"main","recording":"OFF"},
                      {"phase":"OFFERED","direction":"INCOMING","number":"300","name":"Tom","account":"branch"}],
             "joined":["c-2"],"queue":[{}],"audio":{"code":"OH-302"}}\
            """;

        assertThat(commands.status(false)).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("""
            Agent:  PAUSED (BREAK), Asha P.
            Phone:  REGISTERED, 2101@pbx.example over UDP
            Line:   branch: LOST, 2201@branch.example over TLS, OH-204
            Call:   CONNECTED, OUTGOING, 600, Echo, muted, on hold, recording paused, id c-1
            Call:   CONNECTED, OUTGOING, 601, joined, id c-2
            Call:   OFFERED, INCOMING, 300, Tom, on branch
            Queue:  1 waiting
            Sound:  OH-302
            """);
        out.reset();
        assertThat(commands.status(true)).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("{").contains("\"seq\" : 5");
    }

    @Test
    void withoutARunningPhoneEveryCommandSaysSo() throws IOException {
        bridge.stop(0);
        assertThat(commands.logout()).as("left behind by a crash").isEqualTo(ExitCode.NOT_RUNNING);

        BridgeFile.remove(folder);
        assertThat(commands.status(false)).isEqualTo(ExitCode.NOT_RUNNING);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("OH-801");
    }

    @Test
    void aPhoneThatTakesTooLongToAnswerIsNotSaidToBeMissing() throws IOException {
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            BridgeFile.write(
                    folder,
                    new BridgeFile.Address(
                            silent.getLocalPort(),
                            Secret.of("t0ken"),
                            ProcessHandle.current().pid()));
            int code = new RemoteCommands(folder, console(), Duration.ofMillis(50)).hangUp();

            assertThat(code).isEqualTo(ExitCode.REFUSED);
            assertThat(err.toString(StandardCharsets.UTF_8)).contains("OH-805").doesNotContain("OH-801");
        }
    }

    @Test
    void aSoundCheckThatDoesNotEndIsSaidToBeLateAndNotToHaveBeenGivenUpForACall() throws IOException {
        answer = "{\"status\":\"true\",\"data\":{},\"event\":\"x\",\"sound\":{\"check\":{\"phase\":\"OPENING\"}}}";
        int code = new AudioTest(commands, console(), Duration.ZERO).run(false);

        assertThat(code).isEqualTo(ExitCode.REFUSED);
        assertThat(out.toString(StandardCharsets.UTF_8)).doesNotContain("a call came first");
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("OH-805");
    }

    @Test
    void somethingElseOnThePortIsNotTakenForThePhone() {
        answer = "{\"hello\":1}";
        assertThat(commands.hangUp()).isEqualTo(ExitCode.NOT_RUNNING);
        answer = "<html>";
        assertThat(commands.hangUp()).isEqualTo(ExitCode.NOT_RUNNING);
    }

    @Test
    void aLinkWithoutANumberIsNotSent() {
        assertThat(commands.link("sip:pbx.example")).isEqualTo(ExitCode.USAGE);
        assertThat(requests).isEmpty();
    }
}
