package org.offhook.signalling;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.offhook.core.account.Account;
import org.offhook.core.account.Reach;
import org.offhook.core.account.ServerAddress;
import org.offhook.core.account.Transport;
import org.offhook.core.registration.RegistrationInput;
import org.offhook.testkit.ScriptedSipPeer;
import org.offhook.testkit.SipText;

/** Servers that are not all reached from one address of ours: the next one may be on IPv6 where the first is not (RFC 3263 §4.3). */
@Timeout(60)
class ServersElsewhereTest {
    private ScriptedSipPeer own;
    private DatagramSocket other;

    @SuppressWarnings("NullAway.Init") // each test starts its own
    private PhoneUnderTest phone;

    @BeforeEach
    void open() throws Exception {
        other = onIpv6();
        other.setSoTimeout(10_000);
        own = ScriptedSipPeer.udp();
    }

    private static DatagramSocket onIpv6() {
        try {
            return new DatagramSocket(0, InetAddress.ofLiteral("::1"));
        } catch (SocketException _) {
            return Assumptions.abort("this machine has no IPv6");
        }
    }

    @AfterEach
    void close() throws Exception {
        if (phone != null) { // the machine may know no IPv6
            phone.close();
            own.close();
            other.close();
        }
    }

    private void start(ServerAddress... servers) {
        List<ServerAddress> all = Arrays.asList(servers);
        Account account = PhoneUnderTest.account(all.getFirst(), Transport.UDP)
                .withReach(new Reach(Optional.empty(), all.subList(1, all.size())));
        phone = new PhoneUnderTest(
                own,
                account,
                PhoneUnderTest.settings()
                        .withTimes(Duration.ofMillis(500), Duration.ofSeconds(25), Duration.ofMillis(100)));
    }

    private ServerAddress first() {
        return ServerAddress.of("127.0.0.1", own.port());
    }

    private ServerAddress second() {
        return ServerAddress.of("::1", other.getLocalPort());
    }

    /** The next REGISTER there, answered. */
    private SipText takesRegister() throws IOException {
        while (true) {
            DatagramPacket packet = new DatagramPacket(new byte[4_096], 4_096);
            other.receive(packet);
            SipText request = new SipText(new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8));
            byte[] answer = own.response(request, 200, "reg", "Expires: 300")
                    .replaceAll(";received=[^;\r]*", "")
                    .replaceAll(";rport(=[0-9]+)?", ";received=[::1];rport=" + packet.getPort())
                    .getBytes(StandardCharsets.UTF_8);
            other.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
            if (request.method().equals("REGISTER")) {
                return request;
            }
        }
    }

    @Test
    void registersWithOneThatOnlyTheOtherKindOfAddressReaches() throws Exception {
        start(first(), second());
        phone.signalling.register(phone.account, 300, 1);
        assertThat(takesRegister().uri("Contact")).contains("@[0:0:0:0:0:0:0:1]:");
        assertThat(phone.inbox
                        .nextRegistration(RegistrationInput.Registered.class)
                        .backup())
                .isPresent();
        assertThat(phone.signalling.localAddress())
                .as("what calls say from now on")
                .contains("0:0:0:0:0:0:0:1");
    }

    @Test
    void toldAsAChangeOfTheNetworkWhereOthersCountOnTheOldAddress() throws Exception {
        start(first(), second());
        phone.register();
        phone.signalling.register(phone.account, 300, 2); // and no answer
        assertThat(phone.inbox.nextRegistration(RegistrationInput.NetworkChanged.class))
                .isEqualTo(new RegistrationInput.NetworkChanged(true));
        phone.signalling.rebind();
        phone.signalling.register(phone.account, 300, 3);
        takesRegister();
        assertThat(phone.inbox.nextRegistration(RegistrationInput.Registered.class))
                .extracting(RegistrationInput.Registered::attempt)
                .as("at once: the first one is not tried again")
                .isEqualTo(3);
    }

    @Test
    void passesOverAServerToWhichThereIsNoWayFromHere() throws Exception {
        start(ServerAddress.of("fe80::1", 5060), first()); // of which link is not said
        phone.register();
    }

    @Test
    void beginsAgainWithTheFirstWhenNoneAnswers() throws Exception {
        start(first(), second());
        other.close();
        phone.signalling.register(phone.account, 300, 1);
        SipText request = own.next();
        String before = request.header("Call-ID");
        phone.inbox.nextRegistration(RegistrationInput.RegistrationFailed.class);
        phone.signalling.register(phone.account, 300, 2);
        while (request.header("Call-ID").equals(before)) {
            request = own.next();
        }
        own.respond(request, 200, "reg", "Expires: 300");
        assertThat(phone.inbox
                        .nextRegistration(RegistrationInput.Registered.class)
                        .backup())
                .isEmpty();
    }
}
