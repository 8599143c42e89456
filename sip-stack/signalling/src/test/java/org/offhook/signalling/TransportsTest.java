package org.offhook.signalling;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.offhook.core.account.ServerAddress;
import org.offhook.core.account.Transport;
import org.offhook.core.call.CallId;
import org.offhook.core.call.CallInput;
import org.offhook.core.call.DialogId;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.registration.RegistrationInput;
import org.offhook.testkit.ScriptedSipPeer;
import org.offhook.testkit.SipText;

@Timeout(60)
class TransportsTest {
    @Test
    void aWholeCallOverOneTcpConnection() throws Exception {
        try (ScriptedSipPeer peer = ScriptedSipPeer.tcp();
                PhoneUnderTest phone = new PhoneUnderTest(peer, Transport.TCP)) {
            phone.register();
            CallId call = phone.dial();
            SipText invite = peer.expect("INVITE");
            assertThat(invite.uri("Contact")).contains(";transport=tcp");
            peer.respond(invite, 200, "far", peer.contact(), PhoneUnderTest.ANSWER);
            phone.inbox.next(CallInput.InviteAnswered.class);
            phone.signalling.sendAck(call, new DialogId("far"), Optional.empty());
            peer.expect("ACK");
            peer.send(peer.request(
                    "BYE",
                    invite.uri("Contact"),
                    invite.header("To") + ";tag=far",
                    invite.header("From"),
                    invite.header("Call-ID"),
                    1));
            peer.expectStatus(200);
            phone.inbox.next(CallInput.ByeReceived.class);
            assertThat(peer.connections()).isEqualTo(1);
        }
    }

    @Test
    void localAddressIsKnownAfterTheFirstRegister() throws Exception {
        try (ScriptedSipPeer peer = ScriptedSipPeer.udp();
                PhoneUnderTest phone = new PhoneUnderTest(peer, Transport.UDP)) {
            assertThat(phone.signalling.localAddress()).isEmpty();
            phone.register();
            assertThat(phone.signalling.localAddress()).contains("127.0.0.1");
        }
    }

    @Test
    void onlyTheExchangeMayCallIn() throws Exception {
        // All of 127/8 is this machine: the peer is .1, the stranger is .2.
        try (ScriptedSipPeer peer = ScriptedSipPeer.udp();
                PhoneUnderTest phone = new PhoneUnderTest(peer, Transport.UDP);
                DatagramSocket stranger = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.2"))) {
            String contact = phone.register().uri("Contact");
            int port = Integer.parseInt(contact.substring(contact.lastIndexOf(':') + 1));
            byte[] invite = peer.request(
                            "INVITE",
                            contact,
                            "<sip:scanner@x>;tag=s",
                            "<sip:1001@x>",
                            "scan",
                            1,
                            peer.contact(),
                            PhoneUnderTest.OFFER)
                    .getBytes(StandardCharsets.UTF_8);
            stranger.send(new DatagramPacket(
                    invite, invite.length, new InetSocketAddress(InetAddress.getLoopbackAddress(), port)));

            assertThat(peer.isQuietFor(400)).isTrue();
            assertThat(phone.inbox.calls).isEmpty();
        }
    }

    @Test
    void refreshRacesDoNotAnswerAnOldOrder() throws Exception {
        try (ScriptedSipPeer peer = ScriptedSipPeer.udp();
                PhoneUnderTest phone = new PhoneUnderTest(peer, Transport.UDP)) {
            phone.signalling.register(phone.account, 300, 1);
            SipText slow = peer.expect("REGISTER");
            phone.signalling.register(phone.account, 300, 2);
            SipText fast = peer.expect("REGISTER");
            peer.respond(slow, 403, "reg");
            peer.respond(fast, 200, "reg", "Expires: 300");

            assertThat(phone.inbox
                            .nextRegistration(RegistrationInput.Registered.class)
                            .attempt())
                    .isEqualTo(2);
            assertThat(phone.inbox.registration).isEmpty();
        }
    }

    @Test
    void aCallOutlivesTheNodeItWasMadeOn() throws Exception {
        try (ScriptedSipPeer peer = ScriptedSipPeer.tcp();
                PhoneUnderTest phone = new PhoneUnderTest(peer, Transport.TCP)) {
            phone.register();
            CallId call = phone.dial();
            SipText invite = peer.expect("INVITE");
            String ok = peer.response(invite, 200, "far", peer.contact(), PhoneUnderTest.ANSWER);
            peer.send(ok);
            phone.inbox.next(CallInput.InviteAnswered.class);
            phone.signalling.sendAck(call, new DialogId("far"), Optional.empty());
            peer.expect("ACK");

            phone.signalling.rebind();
            phone.register();
            peer.send(ok); // its ACK was lost while we moved
            peer.expect("ACK");
            assertThat(phone.inbox.calls).isEmpty();
            phone.signalling.sendBye(call, new DialogId("far"), Optional.empty());
            SipText bye = peer.expect("BYE");
            assertThat(bye.cseq()).isEqualTo(invite.cseq() + 1);
            peer.respond(bye, 200, "far");
            phone.inbox.next(CallInput.ByeCompleted.class);
        }
    }

    @Test
    void anOrderThatWasReboundAwayIsNotReported() throws Exception {
        try (ScriptedSipPeer peer = ScriptedSipPeer.udp();
                PhoneUnderTest phone = new PhoneUnderTest(
                        peer,
                        Transport.UDP,
                        PhoneUnderTest.settings()
                                .withTimes(Duration.ofMillis(300), Duration.ofSeconds(25), Duration.ofSeconds(1)))) {
            phone.signalling.register(phone.account, 300, 1);
            peer.expect("REGISTER");
            phone.signalling.rebind();
            assertThat(phone.inbox.registration.poll(600, TimeUnit.MILLISECONDS))
                    .isNull();
        }
    }

    @Test
    void takenPortIsNamed() throws Exception {
        try (ScriptedSipPeer peer = ScriptedSipPeer.udp();
                DatagramSocket taken = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                PhoneUnderTest phone = new PhoneUnderTest(
                        peer, Transport.UDP, PhoneUnderTest.settings().withLocalPort(taken.getLocalPort()))) {
            phone.signalling.register(phone.account, 300, 1);
            assertThat(phone.inbox.nextRegistration(RegistrationInput.RegistrationFailed.class))
                    .isEqualTo(new RegistrationInput.RegistrationFailed(1, ErrorCode.SIP_PORT_TAKEN));
        }
    }

    @Test
    void callsWithoutARegistrationAreRefused() throws Exception {
        try (ScriptedSipPeer peer = ScriptedSipPeer.udp();
                PhoneUnderTest phone = new PhoneUnderTest(peer, Transport.UDP)) {
            phone.dial();
            assertThat(phone.inbox.next(CallInput.TransportFailed.class).error())
                    .isEqualTo(ErrorCode.NOT_REGISTERED);
            phone.signalling.unregister(3);
            phone.inbox.nextRegistration(RegistrationInput.Unregistered.class);
        }
    }

    @Test
    void speaksIpv6WithBrackets() throws Exception {
        try (DatagramSocket exchange = new DatagramSocket(0, InetAddress.ofLiteral("::1"));
                ScriptedSipPeer unused = ScriptedSipPeer.udp();
                PhoneUnderTest phone = new PhoneUnderTest(
                        unused,
                        PhoneUnderTest.account(ServerAddress.of("::1", exchange.getLocalPort()), Transport.UDP),
                        PhoneUnderTest.settings())) {
            exchange.setSoTimeout(5_000);
            phone.signalling.register(phone.account, 300, 1);
            DatagramPacket packet = new DatagramPacket(new byte[4_096], 4_096);
            exchange.receive(packet);
            SipText register = new SipText(new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8));
            assertThat(register.header("Via")).contains("[0:0:0:0:0:0:0:1]:");
            assertThat(register.uri("Contact")).contains("@[0:0:0:0:0:0:0:1]:");

            // RFC 5118 §4.5: received= comes with brackets from some and without from others.
            String answer = unused.response(register, 200, "reg", "Expires: 300")
                    .replace(";rport", ";received=[::1];rport=" + packet.getPort());
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.send(new DatagramPacket(bytes, bytes.length, packet.getSocketAddress()));
            phone.inbox.nextRegistration(RegistrationInput.Registered.class);
        }
    }

    @Test
    void closeEndsEveryThreadWithinTwoSeconds() throws Exception {
        try (ScriptedSipPeer peer = ScriptedSipPeer.tcp()) {
            PhoneUnderTest phone = new PhoneUnderTest(peer, Transport.TCP);
            phone.register();
            assertThat(sipThreads()).isNotEmpty().allMatch(Thread::isDaemon);
            long start = System.nanoTime();
            phone.close();
            long closeMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
            System.out.println("closed in " + closeMillis + " ms");

            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
            while (!sipThreads().isEmpty()) {
                assertThat(System.nanoTime())
                        .as("threads left: " + sipThreads())
                        .isLessThan(deadline);
                LockSupport.parkNanos(10_000_000);
            }
        }
    }

    private static List<Thread> sipThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .filter(t -> (t.getThreadGroup() != null
                                && t.getThreadGroup().getName().equals("sip-phone"))
                        || t.getName().equals("sip-signalling")
                        || t.getName().equals("sip-watch-phone")
                        || t.getName().startsWith("TCPMessageChannelThread")
                        || t.getName().startsWith("PipelineThread"))
                .toList();
    }
}
