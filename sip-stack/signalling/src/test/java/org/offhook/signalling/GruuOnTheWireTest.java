package org.offhook.signalling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.offhook.core.account.Transport;
import org.offhook.core.registration.RegistrationInput;
import org.offhook.testkit.ScriptedSipPeer;
import org.offhook.testkit.SipText;

/** An address of the exchange's that reaches this very phone (RFC 5627). */
@Timeout(60)
class GruuOnTheWireTest {
    private static final String INSTANCE = "urn:uuid:7f3b1c2e-90aa-4c11-8b7a-2c1de0a5f9b3";
    private static final String GRUU = "sip:1001@pbx.example;gr=" + INSTANCE;

    private static SipText register(ScriptedSipPeer peer, PhoneUnderTest phone, String... contactParameters)
            throws Exception {
        phone.signalling.register(phone.account, 300, 1);
        SipText register = peer.expect("REGISTER");
        peer.respond(
                register,
                200,
                "reg",
                "Contact: <" + register.uri("Contact") + ">;expires=300" + String.join("", contactParameters));
        phone.inbox.nextRegistration(RegistrationInput.Registered.class);
        return register;
    }

    @Test
    void namesItselfAndGivesFarEndsTheAddressThatTheExchangeOffers() throws Exception {
        try (ScriptedSipPeer peer = ScriptedSipPeer.udp();
                PhoneUnderTest phone = new PhoneUnderTest(
                        peer, Transport.UDP, PhoneUnderTest.settings().withInstance(INSTANCE))) {
            SipText register = register(peer, phone, ";pub-gruu=\"" + GRUU + "\"");
            assertThat(register.header("Contact")).contains("+sip.instance=\"<" + INSTANCE + ">\"");
            assertThat(String.join(",", register.headers("Supported"))).contains("gruu");
            phone.dial();
            assertThat(peer.expect("INVITE").uri("Contact")).isEqualTo(GRUU);
            peer.send(peer.request(
                    "INVITE",
                    register.uri("Contact"),
                    "<sip:300@pbx.example>;tag=far",
                    "<sip:1001@pbx.example>",
                    "in-1",
                    1,
                    peer.contact(),
                    PhoneUnderTest.OFFER));
            phone.signalling.respond(
                    phone.inbox
                            .nextHeard(org.offhook.core.call.CallInput.InviteReceived.class)
                            .call(),
                    180,
                    java.util.Optional.empty());
            assertThat(peer.expectStatus(180).uri("Contact")).isEqualTo(GRUU);
        }
    }

    @Test
    void givesItsOwnAddressWhereTheExchangeOffersNone() throws Exception {
        try (ScriptedSipPeer peer = ScriptedSipPeer.udp();
                PhoneUnderTest phone = new PhoneUnderTest(
                        peer, Transport.UDP, PhoneUnderTest.settings().withInstance(INSTANCE))) {
            SipText register = register(peer, phone);
            phone.dial();
            assertThat(peer.expect("INVITE").uri("Contact")).isEqualTo(register.uri("Contact"));
        }
    }

    @Test
    void believesNoAddressThatItHasNotAskedFor() throws Exception {
        try (ScriptedSipPeer peer = ScriptedSipPeer.udp();
                PhoneUnderTest phone = new PhoneUnderTest(
                        peer,
                        Transport.UDP,
                        PhoneUnderTest.settings()
                                .withTimes(Duration.ofSeconds(6), Duration.ofSeconds(25), Duration.ofSeconds(1)))) {
            SipText register = register(peer, phone, ";pub-gruu=\"" + GRUU + "\"");
            assertThat(register.header("Contact")).doesNotContain("+sip.instance");
            phone.dial();
            assertThat(peer.expect("INVITE").uri("Contact")).isEqualTo(register.uri("Contact"));
        }
    }
}
