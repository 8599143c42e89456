package org.offhook.desktop.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.offhook.core.account.Transport;
import org.offhook.core.call.CallId;
import org.offhook.testkit.peer.AsteriskPeer;
import org.offhook.testkit.peer.AsteriskPeer.Dialled;
import org.offhook.testkit.peer.NetworkLink;
import org.offhook.testkit.peer.PacketWatch;

/** What a network sees of the marks by which it tells speech and signalling from the rest (RFC 4594): tcpdump at an Asterisk's end of a cable. */
@Tag("interop")
class MarkedPacketsInteropTest {
    /** Expedited forwarding (RFC 3246) and AF31 (RFC 2597), in the upper six bits of the octet. */
    private static final String EF = "ip[1] & 0xfc = 0xb8";

    private static final String AF31 = "ip[1] & 0xfc = 0x68";

    @ParameterizedTest
    @EnumSource(Transport.class)
    void speechIsExpeditedAndSignallingAssured(Transport transport) throws Exception {
        try (NetworkLink link = NetworkLink.create();
                AsteriskPeer asterisk = AsteriskPeer.start(link);
                TrialPhone phone = TrialPhone.start(InetAddress.getByName("0.0.0.0"), Peers.trusting(asterisk))) {
            String ours = "src host " + link.here().getHostAddress();
            String sip = " and dst port (" + asterisk.udp().getPort() + " or "
                    + asterisk.tls().getPort() + ")";
            String speech = " and udp and not dst port " + asterisk.udp().getPort();
            try (PacketWatch signalling = PacketWatch.behind(link, ours + sip + " and " + AF31);
                    PacketWatch spoken = PacketWatch.behind(link, ours + speech + " and " + EF);
                    PacketWatch unmarked = PacketWatch.behind(
                            link,
                            "(" + ours + sip + " and not (" + AF31 + ")) or (" + ours + speech + " and not (" + EF
                                    + "))")) {
                phone.register(Peers.account(asterisk, transport));
                CallId call = phone.dial(Dialled.ECHO);
                phone.awaitTone(TrialPhone.AGENT_HERTZ, 500);
                phone.hangUp(call);
                phone.awaitEnd(call);
                TrialPhone.await(() -> spoken.packets() > 20, () -> "speech, but " + spoken.tail());
                TrialPhone.await(() -> signalling.packets() >= 4, () -> "signalling, but " + signalling.tail());
                assertThat(unmarked.packets()).as(unmarked.tail()).isZero();
            }
        }
    }
}
