package org.offhook.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.offhook.testkit.peer.AsteriskPeer;
import org.offhook.testkit.peer.ExchangePeer;
import org.offhook.testkit.peer.KamailioPeer;

/** The whole program is killed and starts again on a real exchange, which then knows one address of it, the one where it is. */
@Tag("interop")
@Timeout(180)
class KilledPhoneInteropTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path data;

    private OffhookProcess start(ExchangePeer exchange) throws IOException {
        Path password =
                Files.writeString(data.resolve("password"), exchange.phone().password());
        String host = exchange.udp().getAddress().getHostAddress();
        List<String> arguments = new ArrayList<>(List.of("--headless", "--data", data.toString()));
        for (String setting : List.of(
                "account.exchange=own",
                "account.server=" + host,
                "account.domain=" + host,
                "account.port=" + exchange.udp().getPort(),
                "account.extension=" + exchange.phone().user(),
                "account.passwordFile=" + password,
                "audio.device=silent",
                "bridge.port=0",
                "secrets.useSystem=false")) {
            arguments.addAll(List.of("--set", setting));
        }
        return OffhookProcess.launch(data, arguments);
    }

    private String kept() {
        try {
            Path file = data.resolve("contacts.json");
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Another one than before, and that one only, beside the name of the account. */
    private void awaitKept(String before) {
        DialerBench.await(
                "its own address is kept", () -> !kept().equals(before) && kept().split("\"sip:", -1).length == 3);
    }

    @Test
    void asteriskHoldsOneAddressOfIt() throws Exception {
        try (AsteriskPeer asterisk = AsteriskPeer.start()) {
            Pattern added =
                    Pattern.compile("Added contact 'sip:" + asterisk.phone().user() + "@");
            for (int life = 0; life < 3; life++) {
                String old = kept();
                int before = asterisk.log().size();
                OffhookProcess phone = start(asterisk);
                try {
                    asterisk.log().await(added, before, PATIENCE);
                    awaitKept(old);
                    DialerBench.await(
                            "one address in life " + life + ", but " + asterisk.console("pjsip show contacts"),
                            () -> asterisk.console("pjsip show contacts").contains("Objects found: 1"));
                } finally {
                    phone.kill();
                }
            }
        }
    }

    @Test
    void kamailioHoldsOneAddressOfIt() throws Exception {
        try (KamailioPeer kamailio = KamailioPeer.start()) {
            Pattern held = Pattern.compile("bindings of " + kamailio.phone().user() + ": (\\d+)");
            for (int life = 0; life < 3; life++) {
                String old = kept();
                int before = kamailio.log().size();
                OffhookProcess phone = start(kamailio);
                try {
                    assertThat(kamailio.log().await(held, before, PATIENCE).group(1))
                            .isEqualTo("1");
                    awaitKept(old);
                } finally {
                    phone.kill();
                }
            }
        }
    }
}
