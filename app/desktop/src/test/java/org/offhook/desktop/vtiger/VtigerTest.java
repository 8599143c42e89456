package org.offhook.desktop.vtiger;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.offhook.agent.dial.VtigerPort;
import org.offhook.agent.dial.VtigerPort.Activity;
import org.offhook.desktop.settings.VtigerSettings;

/** Vtiger by HTTP, against a real server on loopback. */
class VtigerTest {
    @TempDir
    Path folder;

    private final List<String> asked = new ArrayList<>();
    private final List<String> shown = new ArrayList<>();
    private final CountDownLatch never = new CountDownLatch(1);
    private HttpServer server;
    private volatile int status = 200;
    private volatile String body = "";

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization"));
            if (status == 0) {
                try {
                    never.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            if (bytes.length > 0) {
                exchange.getResponseBody().write(bytes);
            }
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void end() {
        never.countDown();
        server.stop(0);
    }

    private VtigerPort vtiger(String user, Optional<Path> passwordFile) {
        VtigerSettings settings = new VtigerSettings(
                Optional.of("http://127.0.0.1:" + server.getAddress().getPort() + "/events/{id}?as=json"),
                Optional.empty(),
                user,
                passwordFile,
                Duration.ofSeconds(2));
        return Vtiger.of(settings, new Vtiger.Faults() {
            @Override
            public void silent(String why) {
                shown.add(why);
            }

            @Override
            public void answers() {
                shown.add("answers");
            }
        });
    }

    private Optional<Activity> look() {
        return vtiger("", Optional.empty()).activity("4711");
    }

    @Test
    void asksTheConfiguredAddressWithTheEventsIdAndTheCredentials() throws IOException {
        body = "{\"phone_number\":\"+17275551212\",\"account\":\"3x12\"}";
        Path password = Files.writeString(folder.resolve("password"), "s3cret\nnot this");
        assertThat(vtiger("crm", Optional.of(password)).activity("4711"))
                .contains(new Activity("+17275551212", "3x12"));
        String basic = Base64.getEncoder().encodeToString("crm:s3cret".getBytes(StandardCharsets.UTF_8));
        assertThat(asked).containsExactly("/events/4711?as=json Basic " + basic);
    }

    @Test
    void understandsTheWebServicesEnvelope() {
        body = "{\"success\":true,\"result\":{\"id\":\"18x4711\",\"phone\":\"7275551212\",\"parent_id\":\"11x5\"}}";
        assertThat(look()).contains(new Activity("7275551212", "11x5"));
    }

    @Test
    void anEventThatIsNotThereIsNoFault() {
        body = "{\"success\":false,\"error\":{\"code\":\"RECORD_NOT_FOUND\"}}";
        assertThat(look()).isEmpty();
        body = "{\"account\":\"11x5\"}";
        assertThat(look()).as("no number, no callback").isEmpty();
        status = 404;
        body = "";
        assertThat(look()).isEmpty();
        assertThat(shown).containsOnly("answers");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>", "{\"phone\":"})
    void anAnswerThatIsNoJsonIsShownAndNotQuoted(String wrong) {
        body = wrong;
        assertThat(look()).isEmpty();
        assertThat(shown).hasSize(1);
        assertThat(String.join("", shown)).doesNotContain("html");
    }

    @Test
    void aServerThatFailsOrAnswersWithoutEndIsShown() {
        status = 500;
        assertThat(look()).isEmpty();
        assertThat(shown).containsExactly("status 500");
        status = 200;
        body = "{\"phone\":\"" + "7".repeat(100_000) + "\"}";
        assertThat(look()).isEmpty();
        assertThat(shown).hasSize(2);
    }

    @Test
    void aServerThatNeverAnswersCostsTheTimeoutAndNoMore() {
        status = 0;
        assertThat(look()).isEmpty();
        assertThat(shown).hasSize(1).first().asString().isNotEqualTo("answers");
    }

    @Test
    void aServerThatIsGoneIsShownAndOneThatIsBackClearsIt() {
        body = "{\"phone\":\"7275551212\"}";
        VtigerPort gone = vtiger("", Optional.of(folder.resolve("no-such-file")));
        assertThat(gone.activity("1")).as("without a user no password is read").isPresent();
        VtigerPort lost = vtiger("crm", Optional.of(folder.resolve("no-such-file")));
        assertThat(lost.activity("1")).isEmpty();
        server.stop(0);
        assertThat(look()).isEmpty();
        assertThat(shown).hasSize(3).first().isEqualTo("answers");
    }

    @Test
    void withoutSettingsNoEventIsKnown() {
        VtigerSettings none =
                new VtigerSettings(Optional.empty(), Optional.empty(), "", Optional.empty(), Duration.ofSeconds(1));
        assertThat(Vtiger.of(none, new Vtiger.Faults() {
                    @Override
                    public void silent(String why) {
                        shown.add(why);
                    }

                    @Override
                    public void answers() {}
                }))
                .isSameAs(VtigerPort.NONE);
    }
}
