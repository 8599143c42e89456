package org.offhook.desktop.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.offhook.core.account.Account;
import org.offhook.core.account.Secret;
import org.offhook.core.account.ServerAddress;
import org.offhook.core.account.Transport;
import org.offhook.core.error.ErrorCode;
import org.offhook.sip.locate.ServerLocator;
import org.offhook.testkit.peer.NameServerPeer;

/** What a real name server says when it has no good answer, and how it tells of aliases and weights (RFC 1034, RFC 2308, RFC 2782). */
@Tag("interop")
@Timeout(60)
class NameServerTroubleInteropTest {
    /** Answered by somebody behind dnsmasq. */
    private static final String ELSEWHERE = "far.example";

    private static String behind(DatagramSocket upstream) {
        return "server=/" + ELSEWHERE + "/127.0.0.1#" + upstream.getLocalPort();
    }

    private static List<String> addresses(NameServerPeer names, String domain) throws UnknownHostException {
        return ServerLocator.asking(names.address()).locate(ServerAddress.of(domain), Transport.UDP).targets().stream()
                .map(target -> target.address().getAddress().getHostAddress() + ":"
                        + target.address().getPort())
                .toList();
    }

    /** Says to each question that it cannot tell (SERVFAIL), until it is closed. */
    private static void fail(DatagramSocket upstream) {
        try {
            while (true) {
                DatagramPacket packet = new DatagramPacket(new byte[1_500], 1_500);
                upstream.receive(packet);
                packet.getData()[2] |= (byte) 0x80;
                packet.getData()[3] = (byte) ((packet.getData()[3] & 0xf0) | 2);
                upstream.send(packet);
            }
        } catch (IOException closed) {
            // the test has ended
        }
    }

    @Test
    void aDomainThatDoesNotExistIsToldToTheAgentAsSuch() {
        try (NameServerPeer names = NameServerPeer.start();
                TrialPhone phone = TrialPhone.start(
                        InetAddress.getLoopbackAddress(),
                        settings -> settings.withLocator(ServerLocator.asking(names.address())))) {
            phone.connect(Account.of(
                    "2101", "nowhere.test", ServerAddress.of("nowhere.test"), Transport.UDP, Secret.of("x")));
            TrialPhone.await(
                    () -> phone.snapshot().registration().problem().isPresent(),
                    () -> "a problem, but " + phone.snapshot().registration());
            assertThat(phone.snapshot().registration().problem()).contains(ErrorCode.SERVER_NAME_UNKNOWN);
            assertThat(names.questions())
                    .startsWith(
                            "NAPTR nowhere.test", "SRV _sip._udp.nowhere.test", "A nowhere.test", "AAAA nowhere.test");
        }
    }

    /** Routers that know no other types than A say so, or say nothing: the domain's own address is what is left. */
    @Test
    void aServerThatFailsForServicesAndKnowsTheAddressIsEnough() throws Exception {
        try (DatagramSocket upstream = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                NameServerPeer names =
                        NameServerPeer.start(behind(upstream), "host-record=" + ELSEWHERE + ",127.0.0.7")) {
            Thread.ofPlatform().daemon().start(() -> fail(upstream));
            assertThat(addresses(names, ELSEWHERE)).containsExactly("127.0.0.7:5060");
        }
    }

    @Test
    void aServerThatFailsForEverythingIsNoAnswer() throws Exception {
        try (DatagramSocket upstream = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                NameServerPeer names = NameServerPeer.start(behind(upstream))) {
            Thread.ofPlatform().daemon().start(() -> fail(upstream));
            assertThatThrownBy(() -> addresses(names, ELSEWHERE)).isInstanceOf(UnknownHostException.class);
        }
    }

    @Test
    void aSilentServerIsWaitedForAndNotForEver() throws Exception {
        try (DatagramSocket upstream = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                NameServerPeer names = NameServerPeer.start(behind(upstream))) {
            long start = System.nanoTime();
            assertThatThrownBy(() -> addresses(names, ELSEWHERE)).isInstanceOf(UnknownHostException.class);
            System.out.println(
                    "MEASURED a silent name server: given up after " + (System.nanoTime() - start) / 1_000_000 + " ms");
            assertThat(names.questions()).contains("SRV _sip._udp." + ELSEWHERE, "A " + ELSEWHERE);
        }
    }

    @Test
    void anAliasIsFollowed() throws Exception {
        try (NameServerPeer names = NameServerPeer.start(
                "srv-host=_sip._udp.office.test,alias.test,5070,1,1",
                "cname=alias.test,true.test",
                "cname=front.test,true.test",
                "host-record=true.test,127.0.0.3")) {
            assertThat(addresses(names, "office.test")).containsExactly("127.0.0.3:5070");
            assertThat(addresses(names, "front.test")).containsExactly("127.0.0.3:5060");
        }
    }

    @Test
    void noAnswerIsKept() throws Exception {
        try (NameServerPeer names = NameServerPeer.start(
                "local-ttl=3600",
                "srv-host=_sip._udp.office.test,true.test,5070,1,1",
                "host-record=true.test,127.0.0.3")) {
            ServerLocator locator = ServerLocator.asking(names.address());
            locator.locate(ServerAddress.of("office.test"), Transport.UDP);
            int before = names.questions().size();
            locator.locate(ServerAddress.of("office.test"), Transport.UDP);
            assertThat(names.questions()).hasSize(2 * before);
        }
    }

    @Test
    void theDomainThatSaysItHasNoServiceIsBelieved() throws Exception {
        try (NameServerPeer names =
                NameServerPeer.start("srv-host=_sip._udp.office.test", "host-record=office.test,127.0.0.3")) {
            assertThatThrownBy(() -> addresses(names, "office.test")).isInstanceOf(UnknownHostException.class);
        }
    }

    @Test
    void weightsShareOutThePhones() throws Exception {
        try (NameServerPeer names = NameServerPeer.start(
                "srv-host=_sip._udp.office.test,one.test,5071,1,30",
                "srv-host=_sip._udp.office.test,two.test,5072,1,10",
                "host-record=one.test,127.0.0.3",
                "host-record=two.test,127.0.0.4")) {
            int first = 0;
            for (int i = 0; i < 200; i++) {
                List<String> order = addresses(names, "office.test");
                assertThat(order).containsExactlyInAnyOrder("127.0.0.3:5071", "127.0.0.4:5072");
                first += order.getFirst().equals("127.0.0.3:5071") ? 1 : 0;
            }
            assertThat(first).as("three of four").isBetween(110, 185);
        }
    }
}
