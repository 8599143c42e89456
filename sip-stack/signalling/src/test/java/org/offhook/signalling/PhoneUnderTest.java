package org.offhook.signalling;

import java.time.Duration;
import java.util.Optional;
import org.offhook.core.account.Account;
import org.offhook.core.account.Secret;
import org.offhook.core.account.ServerAddress;
import org.offhook.core.account.Transport;
import org.offhook.core.call.CallId;
import org.offhook.core.call.CallInput;
import org.offhook.core.registration.RegistrationInput;
import org.offhook.testkit.ScriptedSipPeer;
import org.offhook.testkit.SipText;

/** A user agent registered with a scripted peer. */
final class PhoneUnderTest implements AutoCloseable {
    static final String OFFER = sdp("offer");
    static final String ANSWER = sdp("answer");

    final SpyInbox inbox = new SpyInbox();
    final JainSignalling signalling;
    final ScriptedSipPeer peer;
    final Account account;

    PhoneUnderTest(ScriptedSipPeer peer, Transport transport) {
        this(peer, transport, settings());
    }

    PhoneUnderTest(ScriptedSipPeer peer, Transport transport, SignallingSettings settings) {
        this(peer, account(ServerAddress.of("127.0.0.1", peer.port()), transport), settings);
    }

    PhoneUnderTest(ScriptedSipPeer peer, Account account, SignallingSettings settings) {
        this.peer = peer;
        this.account = account;
        this.signalling = new JainSignalling(settings);
        signalling.start(inbox);
    }

    static SignallingSettings settings() {
        return SignallingSettings.defaults()
                .withLoopbackOnly(true)
                .withTimes(Duration.ofSeconds(6), Duration.ofSeconds(25), Duration.ofSeconds(1));
    }

    static Account account(ServerAddress server, Transport transport) {
        return Account.of("1001", "pbx.example", server, transport, Secret.of("geheim"));
    }

    static String sdp(String name) {
        return "v=0\r\no=" + name + " 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
                + "m=audio 4000 RTP/AVP 0\r\n";
    }

    /** Registers without a challenge. Returns the REGISTER. */
    SipText register() throws Exception {
        signalling.register(account, 300, 1);
        SipText register = peer.expect("REGISTER");
        peer.respond(register, 200, "reg", "Contact: " + register.header("Contact"), "Expires: 300");
        inbox.nextRegistration(RegistrationInput.Registered.class);
        return register;
    }

    CallId dial() {
        CallId call = inbox.newCallId();
        signalling.sendInvite(
                call, new CallInput.DialPlan("5550100", "", Optional.empty(), Duration.ofSeconds(30)), OFFER);
        return call;
    }

    /** Where the phone listens, from its Contact. */
    static String contactOf(SipText message) {
        return message.uri("Contact");
    }

    @Override
    public void close() {
        signalling.close();
    }
}
