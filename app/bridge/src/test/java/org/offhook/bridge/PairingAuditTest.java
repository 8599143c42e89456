package org.offhook.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.offhook.agent.PairingScope;

/** The audit log says of every page that asked what it may, or that it may not and why; nothing of its code. */
class PairingAuditTest {
    private static final String PAGE = "https://new.example";
    private static final String HELLO = "{\"action\":\"hello\",\"code\":\"4729\",\"scopes\":[\"READ\",\"DIAL\"]}";

    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final PrintStream usual = System.err;
    private final FakeAgentDesk desk = new FakeAgentDesk();
    private final BridgeRig rig = BridgeRig.on(desk);

    /** The log of a test goes there. */
    @BeforeEach
    void listen() {
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void stop() {
        System.setErr(usual);
        rig.close();
        desk.close();
    }

    private List<String> lines() {
        return log.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.contains("org.offhook.audit"))
                .toList();
    }

    private String line() {
        Instant end = Instant.now().plus(BridgeRig.PATIENCE);
        while (lines().isEmpty()) {
            assertThat(Instant.now()).as("a line in the audit log").isBefore(end);
            LockSupport.parkNanos(1_000_000);
        }
        assertThat(lines()).hasSize(1);
        return lines().getFirst();
    }

    @Test
    void whatAPageWasAllowedStandsThere() throws Exception {
        try (TestSocket page = rig.page(PAGE)) {
            page.send(HELLO);
            desk.nextCommand();
            desk.allow(PairingScope.DIAL, PairingScope.READ);
            page.awaitEvent("paired");
            assertThat(line())
                    .endsWith(PAGE + " may use the phone: [READ, DIAL]")
                    .doesNotContain("4729");
        }
    }

    @ParameterizedTest
    @CsvSource({"refused, refused", "nobody answered, nobody answered", "'', OH-717"})
    void whyAPageMayNotStandsThere(String why, String told) throws Exception {
        try (TestSocket page = rig.page(PAGE)) {
            page.send(HELLO);
            desk.nextCommand();
            desk.refusePairing(why);
            page.awaitClosed();
            assertThat(line())
                    .endsWith(PAGE + " may not use the phone: " + told)
                    .doesNotContain("4729");
        }
    }
}
