package org.offhook.signalling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.offhook.core.account.Account;
import org.offhook.core.account.Credential;
import org.offhook.core.account.Secret;
import org.offhook.core.account.ServerAddress;
import org.offhook.core.account.Transport;
import org.offhook.core.call.CallInput;
import org.offhook.core.call.DialogId;
import org.offhook.core.registration.RegistrationInput;
import org.offhook.testkit.ScriptedSipPeer;
import org.offhook.testkit.SipText;

/** A proxy and the server behind it may know us by different names (RFC 3261 §22.3). */
@Timeout(60)
class FurtherCredentialsOnTheWireTest {
    private static final String PROXY = "Proxy-Authenticate: Digest realm=\"edge\",qop=\"auth\",nonce=";
    private static final String SERVER = "WWW-Authenticate: Digest realm=\"pbx.example\",qop=\"auth\",nonce=";
    private ScriptedSipPeer peer;
    private PhoneUnderTest phone;

    @BeforeEach
    void open() throws Exception {
        peer = ScriptedSipPeer.udp();
        Account account = PhoneUnderTest.account(ServerAddress.of("127.0.0.1", peer.port()), Transport.UDP)
                .withCredentials(List.of(new Credential("edge", "desk-7", Secret.of("at-the-edge"))));
        phone = new PhoneUnderTest(peer, account, PhoneUnderTest.settings());
    }

    @AfterEach
    void close() throws Exception {
        phone.close();
        peer.close();
    }

    @Test
    void answersBothWhenTheyAskOneAfterTheOther() throws Exception {
        phone.signalling.register(phone.account, 300, 1);
        peer.respond(peer.expect("REGISTER"), 407, "edge", PROXY + "\"p\"");
        SipText second = peer.expect("REGISTER");
        assertThat(second.header("Proxy-Authorization")).contains("username=\"desk-7\"", "nc=00000001");
        peer.respond(second, 401, "reg", SERVER + "\"s\"");
        SipText third = peer.expect("REGISTER");
        assertThat(third.header("Authorization")).contains("username=\"1001\"", "nonce=\"s\"", "nc=00000001");
        assertThat(third.headers("Proxy-Authorization"))
                .singleElement()
                .satisfies(header -> assertThat(header).contains("nonce=\"p\"", "nc=00000002"));
        peer.respond(third, 200, "reg", "Expires: 300");
        phone.inbox.nextRegistration(RegistrationInput.Registered.class);
    }

    @Test
    void answersTwoProxiesOfOneResponseAndAcknowledgesWithBoth() throws Exception {
        phone.register();
        var call = phone.dial();
        SipText invite = peer.expect("INVITE");
        peer.respond(
                invite,
                407,
                "fork",
                PROXY + "\"p\"",
                "Proxy-Authenticate: Digest realm=\"pbx.example\",qop=\"auth\",nonce=\"q\"");
        peer.expect("ACK");
        SipText again = peer.expect("INVITE");
        assertThat(again.headers("Proxy-Authorization"))
                .hasSize(2)
                .anySatisfy(header -> assertThat(header).contains("username=\"desk-7\"", "realm=\"edge\""))
                .anySatisfy(header -> assertThat(header).contains("username=\"1001\"", "realm=\"pbx.example\""));
        peer.respond(again, 200, "far", peer.contact(), PhoneUnderTest.ANSWER);
        phone.inbox.next(CallInput.InviteAnswered.class);
        phone.signalling.sendAck(call, new DialogId("far"), java.util.Optional.empty());
        assertThat(peer.expect("ACK").headers("Proxy-Authorization")).hasSize(2);
    }

    @Test
    void givesUpWhenOneOfThemRefusesThePassword() throws Exception {
        phone.signalling.register(phone.account, 300, 1);
        peer.respond(peer.expect("REGISTER"), 407, "edge", PROXY + "\"p\"");
        peer.respond(peer.expect("REGISTER"), 407, "edge", PROXY + "\"p2\"");
        assertThat(phone.inbox
                        .nextRegistration(RegistrationInput.RegistrationRejected.class)
                        .status())
                .isEqualTo(407);
        assertThat(peer.isQuietFor(200)).isTrue();
    }
}
