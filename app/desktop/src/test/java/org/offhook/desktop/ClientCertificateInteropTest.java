package org.offhook.desktop;

import java.io.IOException;
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
import org.offhook.testkit.peer.KamailioPeer;

/** The whole program on a Kamailio that speaks TLS with nobody who has no certificate of its authority. */
@Tag("interop")
@Timeout(180)
class ClientCertificateInteropTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String PASSWORD = "heron-key-12";

    @TempDir
    private Path data;

    private OffhookProcess start(KamailioPeer kamailio, String... more) throws IOException {
        Path password =
                Files.writeString(data.resolve("password"), kamailio.phone().password());
        List<String> settings = new ArrayList<>(List.of(
                "account.exchange=own",
                "account.server=127.0.0.1",
                "account.port=" + kamailio.tls().getPort(),
                "account.transport=TLS",
                "account.extension=" + kamailio.phone().user(),
                "account.passwordFile=" + password,
                "sip.trust=" + kamailio.certificateAuthority(),
                "audio.device=silent",
                "bridge.port=0",
                "secrets.useSystem=false"));
        settings.addAll(List.of(more));
        List<String> arguments = new ArrayList<>(List.of("--headless", "--data", data.toString()));
        settings.forEach(setting -> arguments.addAll(List.of("--set", setting)));
        return OffhookProcess.launch(data, arguments);
    }

    @Test
    void provesItselfByTheCertificateThatItsSettingNames() throws Exception {
        try (KamailioPeer kamailio =
                KamailioPeer.start(KamailioPeer.Behaviour.usual().provenClients())) {
            OffhookProcess without = start(kamailio);
            try {
                kamailio.log().await(Pattern.compile("(?i)peer did not return a certificate"), PATIENCE);
            } finally {
                without.kill();
            }
            Path password = Files.writeString(data.resolve("certificate-password"), PASSWORD + "\n");
            OffhookProcess with = start(
                    kamailio,
                    "sip.certificate=" + kamailio.clientCertificate(PASSWORD),
                    "sip.certificatePasswordFile=" + password);
            try {
                kamailio.awaitRegistered(kamailio.phone(), PATIENCE);
            } finally {
                with.kill();
            }
        }
    }
}
