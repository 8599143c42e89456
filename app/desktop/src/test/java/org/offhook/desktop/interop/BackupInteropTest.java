package org.offhook.desktop.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.offhook.core.account.Account;
import org.offhook.core.account.Reach;
import org.offhook.core.account.Secret;
import org.offhook.core.account.ServerAddress;
import org.offhook.core.account.Transport;
import org.offhook.core.call.CallId;
import org.offhook.core.phone.RegistrationView;
import org.offhook.testkit.peer.KamailioPeer;
import org.offhook.testkit.peer.SippPeer;
import org.offhook.testkit.peer.SippPeer.FarEnd;
import org.offhook.testkit.peer.SippPeer.Timing;

/** Two real Kamailios, of which one is killed and comes back; and one as an outbound proxy over TLS. */
@Tag("interop")
@Timeout(60)
class BackupInteropTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static KamailioPeer own;
    private static KamailioPeer backup;

    @BeforeAll
    static void startBoth() {
        own = KamailioPeer.start();
        backup = KamailioPeer.start();
    }

    @AfterAll
    static void stopBoth() {
        own.close();
        backup.close();
    }

    private static ServerAddress at(InetSocketAddress address) {
        return ServerAddress.of(address.getAddress().getHostAddress(), address.getPort());
    }

    private static void awaitBackup(TrialPhone phone, Optional<String> server) {
        TrialPhone.await(
                () -> phone.snapshot().registration().status() == RegistrationView.Status.REGISTERED
                        && phone.snapshot().registration().backup().equals(server),
                () -> "registered at " + server + ", but is " + phone.snapshot().registration());
    }

    private static void talk(TrialPhone phone) {
        try (SippPeer farEnd = SippPeer.farEnd(FarEnd.TALKS, InetAddress.getLoopbackAddress(), Timing.usual())) {
            CallId call = phone.dial(KamailioPeer.numberOf(farEnd.address()));
            phone.awaitTone(Peers.TONE_HERTZ, 300);
            phone.hangUp(call);
            phone.awaitEnd(call);
            farEnd.awaitDone(PATIENCE);
        }
    }

    @Test
    void goesToTheBackupWhenItsServerDiesAndBackWhenItLives() {
        try (TrialPhone phone = TrialPhone.start(
                InetAddress.getLoopbackAddress(),
                settings -> Peers.trusting(own)
                        .apply(settings)
                        .withTimes(Duration.ofSeconds(1), Duration.ofMillis(500), Duration.ofSeconds(1)))) {
            phone.register(Peers.account(own, Transport.UDP)
                    .withReach(new Reach(Optional.empty(), List.of(at(backup.udp())))));
            awaitBackup(phone, Optional.empty());
            own.crash();
            awaitBackup(phone, Optional.of("127.0.0.1:" + backup.udp().getPort()));
            talk(phone);
            own = own.startAgain();
            awaitBackup(phone, Optional.empty());
            own.awaitRegistered(own.phone(), PATIENCE);
            talk(phone);
        }
    }

    @Test
    void registersAndCallsThroughAnOutboundProxyOverTls() {
        try (TrialPhone phone = TrialPhone.start(InetAddress.getLoopbackAddress(), Peers.trusting(backup))) {
            Account account = Account.of(
                            backup.phone().user(),
                            "127.0.0.1",
                            ServerAddress.of("192.0.2.1", 9),
                            Transport.TLS,
                            Secret.of(backup.phone().password()))
                    .withReach(new Reach(Optional.of(at(backup.tls())), List.of()));
            phone.register(account);
            talk(phone);
            String route = "<sip:127.0.0.1:" + backup.tls().getPort() + ";transport=tls;lr>";
            assertThat(backup.log().lines())
                    .anyMatch(line -> line.contains("preset route: REGISTER " + route))
                    .anyMatch(line -> line.contains("preset route: INVITE " + route));
        }
    }
}
