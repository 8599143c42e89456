package org.offhook.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.offhook.testkit.peer.AsteriskPeer;
import org.offhook.testkit.peer.AsteriskPeer.Dialled;

/** The whole program is stopped in a call with a real Asterisk 22, as a machine is whose lid is closed, and goes on. */
@Tag("interop")
@Timeout(120)
class SleepInteropTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** More than the gap by which the phone tells sleep from a busy machine. */
    private static final Duration ASLEEP = Duration.ofSeconds(7);

    @TempDir
    Path data;

    private OffhookProcess start(AsteriskPeer asterisk) throws IOException {
        Path password =
                Files.writeString(data.resolve("password"), asterisk.phone().password());
        String host = asterisk.udp().getAddress().getHostAddress();
        List<String> arguments = new ArrayList<>(List.of("--headless", "--data", data.toString()));
        for (String setting : List.of(
                "account.exchange=own",
                "account.server=" + host,
                "account.domain=" + host,
                "account.port=" + asterisk.udp().getPort(),
                "account.extension=" + asterisk.phone().user(),
                "account.passwordFile=" + password,
                "audio.device=silent",
                "bridge.port=0",
                "secrets.useSystem=false")) {
            arguments.addAll(List.of("--set", setting));
        }
        return OffhookProcess.launch(data, arguments);
    }

    private static void signal(OffhookProcess phone, String name) throws Exception {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(phone.pid())).start();
        assertThat(kill.waitFor()).isZero();
    }

    @Test
    void registersAndTellsItsCallWhereItIsWhenItWakesUp() throws Exception {
        try (AsteriskPeer asterisk = AsteriskPeer.start()) {
            String number = asterisk.phone().user();
            OffhookProcess phone = start(asterisk);
            try {
                phone.logIn(data, asterisk.phone());
                phone.tell(data, Map.of("action", "click_to_call", "phone_code", "", "phone_number", Dialled.ECHO));
                asterisk.log().await(Pattern.compile("Executing \\[" + Dialled.ECHO + "@phones:2] Echo"), PATIENCE);
                asterisk.logMessages();
                signal(phone, "STOP");
                long end = System.nanoTime() + ASLEEP.toNanos();
                DialerBench.await("it sleeps", () -> System.nanoTime() > end);
                int before = asterisk.log().size();
                signal(phone, "CONT");
                for (String message : List.of("^REGISTER sip:", "^INVITE sip:", "^ACK sip:")) {
                    asterisk.log().await(Pattern.compile(message), before, PATIENCE);
                }
                assertThat(asterisk.console("core show channels"))
                        .as("the call is still up")
                        .contains("PJSIP/" + number);
            } finally {
                signal(phone, "CONT");
                phone.kill();
            }
        }
    }
}
