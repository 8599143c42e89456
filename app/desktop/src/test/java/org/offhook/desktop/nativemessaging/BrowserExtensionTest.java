package org.offhook.desktop.nativemessaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.offhook.core.account.Account;
import org.offhook.practice.PracticeExchange;
import org.offhook.practice.PracticeSettings;
import org.offhook.testkit.peer.BrowserPeer;

/** A CRM on plain HTTP under a name of its own network, in a real Chromium with the extension, and the whole phone as a process. */
@Tag("browser")
@Timeout(180)
class BrowserExtensionTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String RESOURCES = "/org/offhook/resources/";

    private static final String PAGE = """
            <!doctype html><meta charset="utf-8"><title>CRM</title>
            <script>
              window.addEventListener('offhook', event => console.log('offhook ' + JSON.stringify(event.detail)));
              function login(extension, secret) {
                parent.postMessage({'action': 'login', 'username': 'asha', 'password': 'crm password',
                  'extension': extension, 'phone_pass': secret}, '*');
              }
              function click2call(number) {
                parent.postMessage({'action': 'click_to_call', 'phone_code': '', 'phone_number': number}, '*');
              }
              function logout() { parent.postMessage({'action': 'logout'}, '*'); }
            </script>
            """;

    @TempDir
    Path folder;

    private Optional<Process> phone = Optional.empty();
    private Optional<BrowserPeer> browser = Optional.empty();

    @AfterEach
    void stop() throws Exception {
        browser.ifPresent(BrowserPeer::close);
        if (phone.isPresent()) {
            phone.get().destroy();
            if (!phone.get().waitFor(10, TimeUnit.SECONDS)) {
                phone.get().destroyForcibly();
            }
        }
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = BrowserExtensionTest.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new AssertionError("missing " + name);
            }
            return in.readAllBytes();
        }
    }

    /** The files that installer/extension/build puts together. */
    private Path extension() throws IOException {
        Path extension = Files.createDirectories(folder.resolve("extension"));
        for (String name : List.of(
                "extension/manifest.json",
                "extension/background.js",
                "extension/content.js",
                "pages/connection.js",
                "pages/notice.js",
                "icons/offhook-16.png",
                "icons/offhook-32.png",
                "icons/offhook-256.png")) {
            Files.write(extension.resolve(name.substring(name.indexOf('/') + 1)), resource(RESOURCES + name));
        }
        return extension;
    }

    private static List<String> program() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "org.offhook.desktop.Main");
    }

    private void startPhone(Path data, Account account, String origin) throws IOException {
        Path password =
                Files.writeString(folder.resolve("password"), account.password().reveal());
        List<String> command = new ArrayList<>(program());
        command.addAll(List.of("--headless", "--data", data.toString()));
        for (String setting : List.of(
                "account.exchange=own",
                "account.server=127.0.0.1",
                "account.domain=" + account.domain(),
                "account.port=" + account.server().port().orElseThrow(),
                "account.extension=" + account.extension(),
                "account.passwordFile=" + password,
                "audio.device=silent",
                "bridge.port=0",
                "bridge.approvedOrigins=" + origin)) {
            command.addAll(List.of("--set", setting));
        }
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("phone.log").toFile());
        builder.environment().remove("DISPLAY");
        phone = Optional.of(builder.start());
    }

    /** What the package writes for Chromium, for this test's program and data directory. */
    private void registerHost(Path profile, Path data) throws IOException {
        Path wrapper = folder.resolve("offhook");
        String quoted = program().stream()
                .map(part -> "'" + part + "'")
                .reduce((a, b) -> a + " " + b)
                .orElseThrow();
        Files.writeString(wrapper, "#!/bin/sh\nexec " + quoted + " native-messaging --data '" + data + "' \"$@\"\n");
        Files.setPosixFilePermissions(wrapper, PosixFilePermissions.fromString("rwx------"));
        JsonNode manifest = new ObjectMapper()
                .readTree(Files.readString(Path.of("..", "..", "installer", "browsers", "chromium.json")));
        ((com.fasterxml.jackson.databind.node.ObjectNode) manifest).put("path", wrapper.toString());
        Path hosts = Files.createDirectories(profile.resolve("NativeMessagingHosts"));
        Files.writeString(hosts.resolve(BrowserStart.HOST + ".json"), manifest.toString());
    }

    private HttpServer site() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] body = PAGE.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/html;charset=utf-8");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return server;
    }

    private void says(String pattern) {
        browser.orElseThrow().log().await(Pattern.compile(pattern), PATIENCE);
    }

    private void run(String code) {
        browser.orElseThrow()
                .tell(new ObjectMapper()
                        .createObjectNode()
                        .put("do", "run")
                        .put("code", code)
                        .toString());
    }

    @Test
    void aCrmOnPlainHttpLogsInCallsAndLogsOut() throws Exception {
        HttpServer site = site();
        String origin = "http://crm.intranet.example:" + site.getAddress().getPort();
        Path data = Files.createDirectories(folder.resolve("data"));
        Path profile = Files.createDirectories(folder.resolve("profile"));
        Path script = folder.resolve("driver.js");
        Files.write(script, resource("driver.js"));
        registerHost(profile, data);
        try (PracticeExchange exchange = PracticeExchange.start(PracticeSettings.USUAL)) {
            Account account = exchange.account();
            startPhone(data, account, origin);
            browser = Optional.of(BrowserPeer.run(
                    script,
                    Map.of(
                            "EXTENSION",
                            extension().toString(),
                            "PROFILE",
                            profile.toString(),
                            "HOSTS",
                            "MAP crm.intranet.example 127.0.0.1")));
            says("ready .*");
            browser.orElseThrow().tell("{\"do\":\"goto\",\"url\":\"" + origin + "/\"}");
            says("went .*");

            run("login('" + account.extension() + "', '" + account.password().reveal() + "')");
            says("offhook .*\"state\":\"connected\"");
            says("offhook .*\"message\":\"logged in\"");

            run("click2call('7275550163')");
            says("offhook .*\"event\":\"call.connected\"");

            run("logout()");
            says("offhook .*\"afterCall\":\"true\"");
            assertThat(String.join("\n", browser.orElseThrow().log().lines()))
                    .contains("\"event\":\"call.dialled\"")
                    .doesNotContain("\"token\"")
                    .doesNotContain("pageerror");
        } finally {
            site.stop(0);
        }
    }
}
