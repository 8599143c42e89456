package org.offhook.desktop.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.offhook.core.account.Transport;
import org.offhook.core.call.CallEnd;
import org.offhook.core.call.CallId;
import org.offhook.core.phone.PhoneEvent;
import org.offhook.testkit.peer.KamailioPeer;
import org.offhook.testkit.peer.SippPeer;
import org.offhook.testkit.peer.SippPeer.FarEnd;
import org.offhook.testkit.peer.SippPeer.Timing;

/** SIP's extensions through a real Kamailio that record-routes and challenges, with a sipp at the other end that insists on them. */
class KamailioProtocolInteropTest extends OnKamailio {
    private static final Timing BRIEF = new Timing(Duration.ofMillis(300), Duration.ofSeconds(1));

    @Test
    void agreesWithAFarEndThatInsistsOnEveryExtension() {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (SippPeer farEnd = SippPeer.farEnd(FarEnd.INSISTS, loopback, BRIEF);
                TrialPhone phone = TrialPhone.start(loopback, Peers.trusting(kamailio))) {
            phone.register(Peers.account(kamailio, Transport.UDP));
            CallId call = phone.dial(KamailioPeer.numberOf(farEnd.address()));
            phone.awaitTone(Peers.TONE_HERTZ, 300);
            phone.awaitEvent(PhoneEvent.CallHeldByFarEnd.class, PhoneEvent.CallHeldByFarEnd::held);
            phone.awaitEvent(PhoneEvent.CallHeldByFarEnd.class, event -> !event.held());
            assertThat(phone.awaitEnd(call).side()).isEqualTo(CallEnd.Side.FAR_END);
            farEnd.awaitDone(PATIENCE);
        }
    }
}
