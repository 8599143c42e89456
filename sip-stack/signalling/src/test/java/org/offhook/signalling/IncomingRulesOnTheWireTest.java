package org.offhook.signalling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.offhook.core.account.Transport;
import org.offhook.core.call.CallId;
import org.offhook.core.call.CallInput;
import org.offhook.core.call.CallWishes;
import org.offhook.core.call.CallWishes.Ring;
import org.offhook.testkit.ScriptedSipPeer;
import org.offhook.testkit.SipText;

/** Refusing with a cause, forwarding, and what an INVITE asks of the called phone, on the wire. */
@Timeout(60)
class IncomingRulesOnTheWireTest {
    private ScriptedSipPeer peer;
    private PhoneUnderTest phone;
    private String contact;

    @BeforeEach
    void open() throws Exception {
        peer = ScriptedSipPeer.udp();
        phone = new PhoneUnderTest(peer, Transport.UDP);
        contact = PhoneUnderTest.contactOf(phone.register());
    }

    @AfterEach
    void close() throws Exception {
        phone.close();
        peer.close();
    }

    private SpyInbox.Heard invited(String callId, String... extra) throws Exception {
        String[] all = new String[extra.length + 2];
        all[0] = peer.contact();
        System.arraycopy(extra, 0, all, 1, extra.length);
        all[extra.length + 1] = PhoneUnderTest.OFFER;
        peer.send(peer.request(
                "INVITE", contact, "<sip:300@pbx.example>;tag=caller", "<sip:1001@pbx.example>", callId, 1, all));
        return phone.inbox.nextHeard(CallInput.InviteReceived.class);
    }

    private CallWishes wishes(String... headers) throws Exception {
        SpyInbox.Heard heard = invited("wish-" + String.join("", headers).hashCode(), headers);
        phone.signalling.respond(heard.call(), 486, Optional.empty());
        peer.expectStatus(486);
        return ((CallInput.InviteReceived) heard.input()).wishes();
    }

    @ParameterizedTest
    @CsvSource({"486,17", "603,21", "480,18"})
    void tellsTheTelephonesSideWhyItIsRefused(int status, int cause) throws Exception {
        CallId call = invited("refuse-" + status).call();
        phone.signalling.respond(call, status, Optional.empty());
        assertThat(peer.expectStatus(status).header("Reason")).startsWith("Q.850;cause=" + cause);
    }

    @Test
    void sendsTheCallerToSomebodyElseAtTheExchange() throws Exception {
        CallId call = invited("forward").call();
        phone.signalling.respond(call, 180, Optional.empty());
        peer.expectStatus(180);
        phone.signalling.redirect(call, "4000");
        SipText moved = peer.expectStatus(302);
        assertThat(moved.uri("Contact")).isEqualTo("sip:4000@pbx.example");
        phone.signalling.respond(call, 200, Optional.of(PhoneUnderTest.ANSWER)); // too late
    }

    @Test
    void readsTheFormsInWhichExchangesAskForAnAnswer() throws Exception {
        assertThat(wishes()).isEqualTo(CallWishes.NONE);
        assertThat(wishes("Call-Info: <sip:pbx.example>;answer-after=0").answerAfter())
                .contains(Duration.ZERO);
        assertThat(wishes("Call-Info: <http://x/y>;purpose=info, <sip:x>;answer-after=3")
                        .answerAfter())
                .contains(Duration.ofSeconds(3));
        assertThat(wishes("Alert-Info: <http://www.example.com>;info=alert-autoanswer;delay=2")
                        .answerAfter())
                .contains(Duration.ofSeconds(2));
        assertThat(wishes("Alert-Info: Auto Answer").answerAfter()).contains(Duration.ZERO);
        assertThat(wishes("Alert-Info: <sip:x>;answer-after=900").answerAfter()).contains(Duration.ofSeconds(60));
        assertThat(wishes("Answer-Mode: Auto"))
                .isEqualTo(new CallWishes(Optional.of(Duration.ZERO), false, Ring.USUAL));
        assertThat(wishes("Answer-Mode: Auto;require").answerRequired()).isTrue();
        assertThat(wishes("Priv-Answer-Mode: Auto;require").answerRequired()).isTrue();
        assertThat(wishes("Answer-Mode: Manual")).isEqualTo(CallWishes.NONE);
    }

    @Test
    void readsHowItShallRing() throws Exception {
        assertThat(wishes("Alert-Info: <http://127.0.0.1/Bellcore-dr2>").ring()).isEqualTo(Ring.INTERNAL);
        assertThat(wishes("Alert-Info: <urn:alert:source:internal>").ring()).isEqualTo(Ring.INTERNAL);
        assertThat(wishes("Alert-Info: <http://x>;info=alert-internal").ring()).isEqualTo(Ring.INTERNAL);
        assertThat(wishes("Alert-Info: <urn:alert:priority:high>").ring()).isEqualTo(Ring.PRIORITY);
        assertThat(wishes("Alert-Info: <http://x>;info=alert-external").ring()).isEqualTo(Ring.USUAL);
    }
}
