package org.offhook.signalling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.offhook.core.account.Transport;
import org.offhook.core.call.CallInput;
import org.offhook.core.port.WatchInput;
import org.offhook.core.subscription.Content;
import org.offhook.testkit.ScriptedSipPeer;
import org.offhook.testkit.SipText;

/** Only the exchange calls in, only for the address that was registered, and nobody else is given credentials. */
@Timeout(60)
class StrangersOnTheWireTest {
    private static final String FROM = "<sip:100@1.1.1.1>;tag=scanner";
    private static final String TO = "<sip:00972595301@1.1.1.1>";

    /** Somebody on another address than the exchange, with a socket of their own. */
    private record Stranger(DatagramSocket socket, InetSocketAddress phone) implements AutoCloseable {
        static Stranger towards(String contact) throws IOException {
            String hostAndPort = contact.substring(contact.indexOf('@') + 1);
            URI parsed = URI.create("sip://" + hostAndPort);
            DatagramSocket socket;
            try {
                socket = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.2"));
            } catch (BindException oneLoopbackAddressOnly) {
                assumeTrue(false, "this system has one loopback address only");
                throw oneLoopbackAddressOnly;
            }
            socket.setSoTimeout(1_000);
            return new Stranger(
                    socket, new InetSocketAddress(InetAddress.ofLiteral(parsed.getHost()), parsed.getPort()));
        }

        void send(String text) throws IOException {
            byte[] octets = text.getBytes(StandardCharsets.UTF_8);
            socket.send(new DatagramPacket(octets, octets.length, phone));
        }

        void assertUnanswered() {
            assertThatThrownBy(() -> socket.receive(new DatagramPacket(new byte[2_000], 2_000)))
                    .isInstanceOf(SocketTimeoutException.class);
        }

        @Override
        public void close() {
            socket.close();
        }
    }

    private static String invite(ScriptedSipPeer peer, String target, int number) {
        return peer.request("INVITE", target, FROM, TO, "scan-" + number, 1, peer.contact(), PhoneUnderTest.OFFER);
    }

    @Test
    void whoIsNotTheExchangeIsNotEvenRefused() throws Exception {
        try (ScriptedSipPeer peer = ScriptedSipPeer.udp();
                PhoneUnderTest phone = new PhoneUnderTest(peer, Transport.UDP)) {
            String contact = PhoneUnderTest.contactOf(phone.register());
            try (Stranger stranger = Stranger.towards(contact)) {
                for (int i = 0; i < 100; i++) {
                    stranger.send(invite(peer, contact, i));
                }
                stranger.assertUnanswered();
            }
            assertThat(phone.inbox.calls).isEmpty();
            assertThat(phone.signalling.leftovers()).doesNotContain("serverTransactions=1");
        }
    }

    @Test
    void whatTheExchangeLetsThroughForSomebodyElseIsNotFound() throws Exception {
        try (ScriptedSipPeer peer = ScriptedSipPeer.udp();
                PhoneUnderTest phone = new PhoneUnderTest(peer, Transport.UDP)) {
            String contact = PhoneUnderTest.contactOf(phone.register());
            for (String target : new String[] {
                contact.replace("1001", "00972595301"), contact.replace("1001@", ""), contact.replace("1001", "1002")
            }) {
                peer.send(invite(peer, target, target.length()));
                assertThat(peer.expectStatus(404).header("Server")).contains("Offhook");
            }
            peer.send(peer.request("OPTIONS", contact.replace("1001@", ""), FROM, TO, "ping", 1));
            peer.expectStatus(200); // an exchange asks the machine whether it is there
            assertThat(phone.inbox.calls).isEmpty();
        }
    }

    @Test
    void anExchangeThatNamesTheDialledNumberCanBeAllowedTo() throws Exception {
        try (ScriptedSipPeer peer = ScriptedSipPeer.udp();
                PhoneUnderTest phone = new PhoneUnderTest(
                        peer,
                        Transport.UDP,
                        PhoneUnderTest.settings().withCallers(CallersAllowed.EXCHANGE_ANY_NUMBER))) {
            String contact = PhoneUnderTest.contactOf(phone.register());
            peer.send(invite(peer, contact.replace("1001", "+49301234567"), 1));
            phone.inbox.next(CallInput.InviteReceived.class);
            try (Stranger stranger = Stranger.towards(contact)) {
                stranger.send(invite(peer, contact, 2));
                stranger.assertUnanswered();
            }
            assertThat(phone.inbox.calls).isEmpty();
        }
    }

    @Test
    void everybodyCanBeAllowedTo() throws Exception {
        try (ScriptedSipPeer peer = ScriptedSipPeer.udp();
                PhoneUnderTest phone = new PhoneUnderTest(
                        peer, Transport.UDP, PhoneUnderTest.settings().withCallers(CallersAllowed.ANYONE))) {
            String contact = PhoneUnderTest.contactOf(phone.register());
            try (Stranger stranger = Stranger.towards(contact)) {
                stranger.send(invite(peer, contact, 1));
                phone.inbox.next(CallInput.InviteReceived.class);
            }
        }
    }

    @Test
    void aChallengeFromAnybodyElseIsNotAnswered() throws Exception {
        try (ScriptedSipPeer peer = ScriptedSipPeer.udp();
                PhoneUnderTest phone = new PhoneUnderTest(peer, Transport.UDP)) {
            String contact = PhoneUnderTest.contactOf(phone.register());
            phone.dial();
            SipText invite = peer.expect("INVITE");
            String challenge = peer.response(
                    invite,
                    401,
                    "stranger",
                    "WWW-Authenticate: Digest realm=\"pbx.example\", nonce=\"abc\", algorithm=MD5, qop=\"auth\"");
            try (Stranger stranger = Stranger.towards(contact)) {
                stranger.send(challenge);
                SipText ack = peer.next(); // RFC 3261 §17.1.1.3: it goes where the INVITE went
                assertThat(ack.method()).isEqualTo("ACK");
                assertThat(ack.find("Authorization")).isEmpty();
                stranger.assertUnanswered();
            }
            assertThat(peer.isQuietFor(1_000)).as("no INVITE with credentials").isTrue();
        }
    }

    @Test
    void bodiesOfMessageInfoAndNotifyAreDataAndNothingIsDoneWithThem() throws Exception {
        try (ScriptedSipPeer peer = ScriptedSipPeer.udp();
                PhoneUnderTest phone = new PhoneUnderTest(peer, Transport.UDP)) {
            String contact = PhoneUnderTest.contactOf(phone.register());
            String order = "api originate {origination_uuid=x}user/1001 &system(rm -rf /)\r\n";
            peer.send(withBody(peer, "MESSAGE", contact, TO, "text/plain", order));
            peer.expectStatus(405);
            peer.send(withBody(peer, "NOTIFY", contact, TO, "application/simple-message-summary", order));
            peer.expectStatus(200);
            assertThat(phone.inbox.watch.poll(5, TimeUnit.SECONDS))
                    .isInstanceOfSatisfying(
                            WatchInput.MailboxTold.class,
                            told -> assertThat(told.content()).isInstanceOf(Content.Garbage.class));

            peer.send(peer.request(
                    "INVITE",
                    contact,
                    FROM,
                    "<sip:1001@pbx.example>",
                    "talk",
                    1,
                    peer.contact(),
                    PhoneUnderTest.OFFER));
            SpyInbox.Heard heard = phone.inbox.nextHeard(CallInput.InviteReceived.class);
            phone.signalling.respond(heard.call(), 200, Optional.of(PhoneUnderTest.ANSWER));
            SipText ok = peer.expectStatus(200);
            peer.send(peer.request("ACK", contact, FROM, ok.header("To"), "talk", 1));
            phone.inbox.next(CallInput.AckReceived.class);
            String info = withBody(peer, "INFO", contact, ok.header("To"), "application/x-command", order)
                    .replaceFirst("Call-ID: .*\r\n", "Call-ID: talk\r\n")
                    .replace("CSeq: 1 ", "CSeq: 2 ");
            peer.send(info);
            peer.expectStatus(415);
            assertThat(phone.inbox.calls).isEmpty();
        }
    }

    private static String withBody(
            ScriptedSipPeer peer, String method, String contact, String to, String type, String body) {
        return peer.request(method, contact, FROM, to, "body-" + method, 1, "Content-Type: " + type)
                        .replace(
                                "Content-Length: 0",
                                "Event: message-summary\r\nSubscription-State: active\r\nContent-Length: "
                                        + body.length())
                + body;
    }
}
