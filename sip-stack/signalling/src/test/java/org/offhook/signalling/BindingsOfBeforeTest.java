package org.offhook.signalling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.offhook.core.account.Transport;
import org.offhook.core.registration.RegistrationInput;
import org.offhook.testkit.ScriptedSipPeer;
import org.offhook.testkit.SipText;

/** A phone that died has left its address at the exchange, where every call would still go (RFC 3261 §10.2.2): the next start takes it back. */
@Timeout(60)
class BindingsOfBeforeTest {
    private static final class Kept implements ContactStore {
        final Map<String, List<String>> all = new ConcurrentHashMap<>();

        @Override
        public List<String> kept(String account) {
            return all.getOrDefault(account, List.of());
        }

        @Override
        public void keep(String account, List<String> contacts) {
            all.put(account, contacts);
        }
    }

    private final Kept kept = new Kept();
    private ScriptedSipPeer peer;

    @BeforeEach
    void open() throws Exception {
        peer = ScriptedSipPeer.udp();
    }

    @AfterEach
    void close() throws Exception {
        peer.close();
    }

    private PhoneUnderTest phone() {
        return new PhoneUnderTest(peer, Transport.UDP, PhoneUnderTest.settings().withContacts(kept));
    }

    private static String[] contacts(SipText register) {
        return String.join(",", register.headers("Contact")).split(",");
    }

    private void accept(SipText register, PhoneUnderTest phone) throws Exception {
        peer.respond(register, 200, "reg", "Contact: <" + register.uri("Contact") + ">;expires=300");
        phone.inbox.nextRegistration(RegistrationInput.Registered.class);
    }

    @Test
    void theNextStartRemovesTheAddressOfOneThatWasKilledInTheStepThatNamesItsOwn() throws Exception {
        String dead;
        try (PhoneUnderTest phone = phone()) {
            dead = phone.register().uri("Contact"); // closed without a word, as one that is killed
        }
        try (PhoneUnderTest phone = phone()) {
            phone.signalling.register(phone.account, 300, 1);
            SipText first = peer.expect("REGISTER");
            String own = first.uri("Contact");
            assertThat(own).isNotEqualTo(dead);
            assertThat(contacts(first)).containsExactly("<" + own + ">;expires=300", "<" + dead + ">;expires=0");
            assertThat(kept.all.values()).as("until it is known to be gone").containsExactly(List.of(dead, own));
            peer.respond(first, 401, "reg", "WWW-Authenticate: Digest realm=\"pbx\",nonce=\"n\",qop=\"auth\"");
            SipText second = peer.expect("REGISTER");
            assertThat(contacts(second)).hasSize(2);
            accept(second, phone);
            assertThat(kept.all.values()).containsExactly(List.of(own));

            phone.signalling.register(phone.account, 300, 2);
            SipText refresh = peer.expect("REGISTER");
            assertThat(contacts(refresh)).as("once").containsExactly("<" + own + ">;expires=300");
            accept(refresh, phone);

            phone.signalling.unregister(3);
            peer.respond(peer.expect("REGISTER"), 200, "reg");
            phone.inbox.nextRegistration(RegistrationInput.Unregistered.class);
            assertThat(kept.all.values()).as("nobody has to remove anything").containsExactly(List.of());
        }
    }

    @Test
    void aRegisterWhoseAnswerNobodySawMayHaveBeenTaken() throws Exception {
        String dead;
        try (PhoneUnderTest phone = phone()) {
            phone.signalling.register(phone.account, 300, 1);
            dead = peer.expect("REGISTER").uri("Contact");
        }
        try (PhoneUnderTest phone = phone()) {
            phone.signalling.register(phone.account, 300, 1);
            assertThat(contacts(peer.expect("REGISTER"))).contains("<" + dead + ">;expires=0");
        }
    }

    @Test
    void anExchangeThatTakesOneAddressOnlyIsGivenOneOnly() throws Exception {
        try (PhoneUnderTest phone = phone()) {
            phone.register();
        }
        try (PhoneUnderTest phone = phone()) {
            phone.signalling.register(phone.account, 300, 1);
            SipText both = peer.expect("REGISTER");
            assertThat(contacts(both)).hasSize(2);
            peer.respond(both, 400, "reg");
            SipText one = peer.expect("REGISTER");
            assertThat(contacts(one)).containsExactly("<" + one.uri("Contact") + ">;expires=300");
            accept(one, phone);
        }
    }

    @Test
    void aWrongPasswordIsToldOnce() throws Exception {
        try (PhoneUnderTest phone = phone()) {
            phone.register();
        }
        try (PhoneUnderTest phone = phone()) {
            phone.signalling.register(phone.account, 300, 1);
            peer.respond(peer.expect("REGISTER"), 403, "reg");
            assertThat(phone.inbox
                            .nextRegistration(RegistrationInput.RegistrationRejected.class)
                            .status())
                    .isEqualTo(403);
            assertThat(peer.isQuietFor(300))
                    .as("an exchange counts wrong passwords")
                    .isTrue();
        }
    }

    @Test
    void whatIsNoAddressIsPassedOver() throws Exception {
        String dead;
        try (PhoneUnderTest phone = phone()) {
            dead = phone.register().uri("Contact");
        }
        kept.all.replaceAll((account, contacts) -> List.of("nonsense", "tel:5550100", "sip:", dead));
        try (PhoneUnderTest phone = phone()) {
            phone.signalling.register(phone.account, 300, 1);
            SipText register = peer.expect("REGISTER");
            assertThat(contacts(register))
                    .containsExactly("<" + register.uri("Contact") + ">;expires=300", "<" + dead + ">;expires=0");
        }
    }
}
