package org.offhook.desktop.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketException;
import java.time.Duration;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.offhook.core.account.Transport;
import org.offhook.core.call.CallEnd;
import org.offhook.core.call.CallId;
import org.offhook.testkit.peer.KamailioPeer;
import org.offhook.testkit.peer.SippPeer;
import org.offhook.testkit.peer.SippPeer.Caller;
import org.offhook.testkit.peer.SippPeer.FarEnd;
import org.offhook.testkit.peer.SippPeer.Timing;

/** A real Kamailio and a sipp on IPv6 alone (RFC 5118): registered, heard both ways round, hung up. */
@Tag("interop")
class Ipv6InteropTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("::1");
    private static final Timing BRIEF = new Timing(Duration.ofMillis(200), Duration.ofSeconds(1));

    @BeforeAll
    static void onAMachineThatKnowsIt() {
        try (DatagramSocket tried = new DatagramSocket(0, LOOPBACK)) {
            assertThat(tried.isBound()).isTrue();
        } catch (SocketException none) {
            Assumptions.abort("this machine has no IPv6");
        }
    }

    private static KamailioPeer kamailio() {
        return KamailioPeer.start(KamailioPeer.Behaviour.usual().on(LOOPBACK));
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void callsAndHears(Transport transport) {
        try (KamailioPeer kamailio = kamailio();
                SippPeer farEnd = SippPeer.farEnd(FarEnd.TALKS, LOOPBACK, BRIEF);
                TrialPhone phone = TrialPhone.start(LOOPBACK, Peers.trusting(kamailio))) {
            phone.register(Peers.account(kamailio, transport));
            CallId call = phone.dial(KamailioPeer.numberOf(farEnd.address()));
            phone.awaitTone(Peers.TONE_HERTZ, 300);
            phone.hangUp(call);
            assertThat(phone.awaitEnd(call).side()).isEqualTo(CallEnd.Side.AGENT);
            farEnd.awaitDone(PATIENCE);
            phone.unregister();
        }
    }

    @Test
    void isCalledAndHears() {
        try (KamailioPeer kamailio = kamailio();
                TrialPhone phone = TrialPhone.start(LOOPBACK, settings -> settings)) {
            phone.register(Peers.account(kamailio, Transport.UDP));
            try (SippPeer caller = SippPeer.caller(
                    Caller.CALLS, kamailio.udp(), kamailio.phone().user(), "7275551212", BRIEF)) {
                CallId call = phone.awaitOffered();
                phone.answer(call);
                phone.awaitTone(Peers.TONE_HERTZ, 300);
                assertThat(phone.awaitEnd(call).side()).isEqualTo(CallEnd.Side.FAR_END);
                caller.awaitDone(PATIENCE);
            }
        }
    }
}
