package org.offhook.sip.locate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.offhook.core.account.ServerAddress;
import org.offhook.core.account.Transport;
import org.offhook.sip.SipTarget;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.Section;

class ServerLocatorTest {
    private static final long SEED = 20261121;

    private final Map<String, List<SrvRecord>> srv = new HashMap<>();
    private final Map<String, List<InetAddress>> hosts = new HashMap<>();
    private List<NaptrRecord> naptr = List.of();
    private int srvAsked;

    private ServerLocator locator() {
        return new ServerLocator(
                new SrvLookup() {
                    @Override
                    public List<SrvRecord> lookUp(String name) {
                        srvAsked++;
                        return srv.getOrDefault(name, List.of());
                    }

                    @Override
                    public List<NaptrRecord> lookUpNaptr(String domain) {
                        return naptr;
                    }
                },
                host -> {
                    List<InetAddress> found = hosts.get(host);
                    if (found == null) {
                        throw new UnknownHostException(host);
                    }
                    return found;
                },
                new Random(SEED));
    }

    private List<SipTarget> targets(ServerAddress server, Transport transport) throws UnknownHostException {
        return locator().locate(server, transport).targets();
    }

    private static SipTarget target(Transport transport, String address, int port, String host) {
        return new SipTarget(transport, new InetSocketAddress(InetAddress.ofLiteral(address), port), host);
    }

    @Test
    void literalsAskNobody() throws Exception {
        assertThat(targets(ServerAddress.of("192.0.2.7"), Transport.UDP))
                .containsExactly(target(Transport.UDP, "192.0.2.7", 5060, "192.0.2.7"));
        assertThat(targets(ServerAddress.of("2001:db8::7"), Transport.TLS))
                .containsExactly(target(Transport.TLS, "2001:db8::7", 5061, "2001:db8::7"));
        assertThat(srvAsked).isZero();
    }

    @Test
    void explicitPortNeedsNoSrv() throws Exception {
        hosts.put("pbx.example", List.of(InetAddress.ofLiteral("192.0.2.1")));

        assertThat(targets(ServerAddress.of("pbx.example", 5070), Transport.TCP))
                .containsExactly(target(Transport.TCP, "192.0.2.1", 5070, "pbx.example"));
        assertThat(srvAsked).isZero();
    }

    @Test
    void srvGivesTargetsInOrderOfPriorityWithAllTheirAddresses() throws Exception {
        srv.put(
                "_sips._tcp.example.net",
                List.of(
                        new SrvRecord(20, 0, 5071, "backup.example.net"),
                        new SrvRecord(10, 0, 5070, "main.example.net"),
                        new SrvRecord(5, 0, 5069, "dangling.example.net")));
        hosts.put(
                "main.example.net", List.of(InetAddress.ofLiteral("192.0.2.1"), InetAddress.ofLiteral("2001:db8::1")));
        hosts.put("backup.example.net", List.of(InetAddress.ofLiteral("192.0.2.2")));

        assertThat(targets(ServerAddress.of("example.net"), Transport.TLS))
                .containsExactly(
                        target(Transport.TLS, "192.0.2.1", 5070, "example.net"),
                        target(Transport.TLS, "2001:db8::1", 5070, "example.net"),
                        target(Transport.TLS, "192.0.2.2", 5071, "example.net"));
        assertThat(locator()
                        .locate(ServerAddress.of("example.net"), Transport.TLS)
                        .preferred())
                .as("both addresses of the best server that has one; the backup stands in for them")
                .isEqualTo(2);
    }

    /** RFC 2782: one record whose target is the root. */
    @Test
    void aDomainThatSaysThatItHasNoSuchServiceIsBelieved() {
        srv.put("_sip._udp.example.net", List.of(new SrvRecord(0, 0, 0, ".")));
        hosts.put("example.net", List.of(InetAddress.ofLiteral("192.0.2.80")));

        assertThatThrownBy(() -> locator().locate(ServerAddress.of("example.net"), Transport.UDP))
                .isInstanceOf(UnknownHostException.class);
    }

    /** RFC 3263 §4.2: the address of the domain itself is for domains without such records; its host may be anything. */
    @Test
    void serversWithoutAddressAreNotReplacedByWhateverHasTheDomainsOwn() {
        srv.put("_sip._udp.example.net", List.of(new SrvRecord(1, 1, 5060, "gone.example.net")));
        hosts.put("example.net", List.of(InetAddress.ofLiteral("192.0.2.80")));

        assertThatThrownBy(() -> locator().locate(ServerAddress.of("example.net"), Transport.UDP))
                .isInstanceOf(UnknownHostException.class);
    }

    /** RFC 3263 §4.1. */
    @Test
    void naptrSaysWhereTheServiceOfTheAccountsTransportIs() throws Exception {
        naptr = List.of(
                new NaptrRecord(50, 50, "s", "SIPS+D2T", "_sips._tcp.secure.example"),
                new NaptrRecord(90, 10, "s", "SIP+D2U", "_sip._udp.later.example"),
                new NaptrRecord(90, 5, "S", "sip+d2u", "_sip._udp.first.example"),
                new NaptrRecord(10, 1, "u", "SIP+D2U", "_sip._udp.no-srv.example"));
        srv.put("_sip._udp.first.example", List.of(new SrvRecord(1, 1, 5090, "host.example")));
        srv.put("_sip._udp.example.net", List.of(new SrvRecord(1, 1, 5091, "host.example")));
        srv.put("_sip._tcp.example.net", List.of(new SrvRecord(1, 1, 5092, "host.example")));
        hosts.put("host.example", List.of(InetAddress.ofLiteral("192.0.2.1")));

        assertThat(targets(ServerAddress.of("example.net"), Transport.UDP))
                .as("the certificate's name stays the account's")
                .containsExactly(target(Transport.UDP, "192.0.2.1", 5090, "example.net"));
        assertThat(targets(ServerAddress.of("example.net"), Transport.TCP))
                .as("a transport that NAPTR does not name")
                .containsExactly(target(Transport.TCP, "192.0.2.1", 5092, "example.net"));
    }

    @Test
    void withoutSrvTheNameItselfIsAsked() throws Exception {
        hosts.put("pbx", List.of(InetAddress.ofLiteral("192.0.2.1")));

        assertThat(targets(ServerAddress.of("pbx"), Transport.UDP))
                .containsExactly(target(Transport.UDP, "192.0.2.1", 5060, "pbx"));
        assertThatThrownBy(() -> locator().locate(ServerAddress.of("nowhere"), Transport.UDP))
                .isInstanceOf(UnknownHostException.class);
    }

    @Test
    void weightsDrawTheirShareAndNobodyIsLost() {
        System.out.println("seed " + SEED);
        ServerLocator locator = locator();
        List<SrvRecord> records =
                List.of(new SrvRecord(1, 60, 1, "a"), new SrvRecord(1, 30, 2, "b"), new SrvRecord(1, 10, 3, "c"));
        Map<String, Integer> first = new HashMap<>();
        for (int i = 0; i < 10_000; i++) {
            List<SrvRecord> ordered = locator.ordered(records);
            assertThat(ordered).containsExactlyInAnyOrderElementsOf(records);
            first.merge(ordered.getFirst().host(), 1, Integer::sum);
        }
        assertThat(first.get("a")).isBetween(5_700, 6_300);
        assertThat(first.get("b")).isBetween(2_700, 3_300);
        assertThat(first.get("c")).isBetween(800, 1_300);
    }

    @Test
    void asksANameServerOnceMoreWhenItsFirstQuestionIsLost() throws Exception {
        try (DatagramSocket nameServer = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            Thread answering = Thread.ofPlatform().daemon().start(() -> answerSecondQuery(nameServer));

            List<SrvRecord> found = new DnsSrvLookup(Optional.of(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), nameServer.getLocalPort())))
                    .lookUp("_sip._udp.dns-test.example");

            assertThat(found).containsExactly(new SrvRecord(7, 3, 5077, "sip.dns-test.example"));
            answering.join(2_000);
        }
    }

    private static void answerSecondQuery(DatagramSocket nameServer) {
        try {
            DatagramPacket packet = new DatagramPacket(new byte[1500], 1500);
            nameServer.receive(packet);
            packet.setLength(1500);
            nameServer.receive(packet);
            Message query = new Message(java.util.Arrays.copyOf(packet.getData(), packet.getLength()));
            Message answer = new Message(query.getHeader().getID());
            answer.getHeader().setFlag(Flags.QR);
            answer.addRecord(query.getQuestion(), Section.QUESTION);
            answer.addRecord(
                    new SRVRecord(
                            query.getQuestion().getName(),
                            DClass.IN,
                            60,
                            7,
                            3,
                            5077,
                            Name.fromString("sip.dns-test.example.")),
                    Section.ANSWER);
            byte[] wire = answer.toWire();
            nameServer.send(new DatagramPacket(wire, wire.length, packet.getSocketAddress()));
        } catch (java.io.IOException closed) {
            throw new java.io.UncheckedIOException(closed);
        }
    }
}
