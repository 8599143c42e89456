package org.offhook.signalling;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.offhook.core.account.Transport;
import org.offhook.core.call.CallId;
import org.offhook.core.call.CallInput;
import org.offhook.core.registration.RegistrationInput;
import org.offhook.testkit.ScriptedSipPeer;
import org.offhook.testkit.SipText;
import org.offhook.testkit.base.Trials;

/** A CANCEL that comes to nothing is no reason to give up the connection, and with it the registration. */
@Timeout(300)
class CancelOverConnectionTest {
    /** What an exchange may say to a CANCEL, header lines after the mandatory ones. */
    private static final List<String[]> ANSWERS = List.of(
            new String[] {"200"},
            new String[] {"481"},
            new String[] {"400", "Warning: 399 pbx \"no\""},
            new String[] {"404", "Reason: nonsense;;;="},
            new String[] {"481", "Contact: not a uri"},
            new String[] {"481", "WWW-Authenticate: broken"},
            new String[] {"407", "Proxy-Authenticate: Digest realm=\"pbx\",nonce=\"n\""},
            new String[] {"481", "Retry-After: soon"},
            new String[] {"500", "v=0\r\n"},
            new String[] {});

    @Test
    void noCancelHoweverItEndsCostsTheConnection() throws Exception {
        SignallingSettings settings = PhoneUnderTest.settings()
                .withTimes(Duration.ofSeconds(6), Duration.ofMillis(300), Duration.ofSeconds(1));
        try (ScriptedSipPeer peer = ScriptedSipPeer.tcp();
                PhoneUnderTest phone = new PhoneUnderTest(peer, Transport.TCP, settings)) {
            phone.register();
            Trials.run("CancelOverConnectionTest", 80, random -> {
                try {
                    CallId call = phone.dial();
                    SipText invite = nextOf(peer, "INVITE");
                    peer.respond(invite, 100 + 80 * random.nextInt(2), "far", peer.contact());
                    int order = random.nextInt(4);
                    if (order == 0) {
                        peer.respond(invite, 487, "far");
                    }
                    phone.signalling.sendCancel(call);
                    if (order == 1) {
                        peer.respond(invite, 486, "far");
                    }
                    if (order > 1) {
                        SipText cancel = nextOf(peer, "CANCEL");
                        String[] answer = ANSWERS.get(random.nextInt(ANSWERS.size()));
                        if (answer.length > 0) {
                            peer.respond(
                                    cancel,
                                    Integer.parseInt(answer[0]),
                                    random.nextBoolean() ? "far" : "",
                                    Arrays.copyOfRange(answer, 1, answer.length));
                        }
                        if (order == 2) {
                            peer.respond(invite, 487, "far");
                        }
                    }
                    if (random.nextInt(3) == 0) {
                        peer.send(peer.request(
                                "OPTIONS",
                                invite.uri("Contact"),
                                "<sip:pbx@pbx.example>;tag=q",
                                "<sip:1001@pbx.example>",
                                "q" + random.nextInt(),
                                1));
                    }
                    phone.signalling.forget(call);
                } catch (IOException | InterruptedException failed) {
                    throw new AssertionError(failed);
                }
                assertThat(peer.connections())
                        .as(() -> String.join("\n", peer.ladder()))
                        .isEqualTo(1);
                assertThat(phone.inbox.registration).isEmpty();
            });
            assertThat(phone.inbox.calls.stream().filter(h -> h.input() instanceof CallInput.TransportFailed))
                    .isEmpty();
            phone.signalling.register(phone.account, 300, 2);
            peer.respond(nextOf(peer, "REGISTER"), 200, "reg", "Expires: 300");
            phone.inbox.nextRegistration(RegistrationInput.Registered.class);
            assertThat(peer.connections()).isEqualTo(1);
        }
    }

    @Test
    void aDroppedConnectionIsReportedOnceAndReplacedOnce() throws Exception {
        try (ScriptedSipPeer peer = ScriptedSipPeer.tcp();
                PhoneUnderTest phone = new PhoneUnderTest(peer, Transport.TCP)) {
            for (int round = 1; round <= 40; round++) {
                phone.signalling.register(phone.account, 300, round);
                peer.respond(nextOf(peer, "REGISTER"), 200, "reg", "Expires: 300");
                phone.inbox.nextRegistration(RegistrationInput.Registered.class);
                CallId call = phone.dial();
                peer.respond(nextOf(peer, "INVITE"), 180, "far", peer.contact());
                peer.hangUpConnection();
                phone.inbox.nextRegistration(RegistrationInput.NetworkChanged.class);
                phone.signalling.forget(call);
                assertThat(phone.inbox.registration).as("reported once").isEmpty();
                // That the next message is a REGISTER shows that nothing else was sent; a late CRLF of the keep-alive
                // is no message
                // (RFC 3261 §7.5), but may have opened a connection of its own.
                assertThat(peer.connections())
                        .as("at most one for each round, and one for each late keep-alive")
                        .isBetween(round, 2 * round);
                phone.signalling.rebind(); // as the registration orders it
            }
        }
    }

    private static SipText nextOf(ScriptedSipPeer peer, String method) throws InterruptedException {
        while (true) {
            SipText message = peer.next();
            if (!message.isResponse() && message.method().equals(method)) {
                return message;
            }
        }
    }
}
