package org.offhook.signalling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.offhook.core.phone.PhoneCommand;
import org.offhook.core.phone.PhoneSettings;
import org.offhook.core.phone.WatchSettings;
import org.offhook.core.publication.Presence;
import org.offhook.testkit.ScriptedSipPeer;
import org.offhook.testkit.SipText;

/** What the exchange is told of the agent, message by message (RFC 3903, RFC 3863). */
@Timeout(60)
class PublicationOnTheWireTest {
    private ScriptedSipPeer peer;
    private LoopUnderTest phone;

    @BeforeEach
    void register() throws Exception {
        peer = ScriptedSipPeer.udp();
        phone = new LoopUnderTest(peer, PhoneSettings.of(7).withWatch(WatchSettings.NOTHING.withPresence()));
    }

    @AfterEach
    void close() throws Exception {
        peer.close();
    }

    private void accept(SipText publish, String tag) throws Exception {
        peer.respond(publish, 200, "x", "SIP-ETag: " + tag, "Expires: 3600");
    }

    @Test
    void publishesEachStateUnderTheLatestTagAndTakesItBackBeforeTheRegistrationGoes() throws Exception {
        phone.agent(Optional.of(Presence.READY));
        SipText first = peer.expect("PUBLISH");
        assertThat(first.requestUri()).isEqualTo("sip:1001@pbx.example");
        assertThat(first.header("To")).contains("sip:1001@pbx.example").doesNotContain("tag=");
        assertThat(first.header("Event")).isEqualTo("presence");
        assertThat(first.header("Expires")).isEqualTo("3600");
        assertThat(first.header("Content-Type")).isEqualTo("application/pidf+xml");
        assertThat(first.body())
                .contains("entity=\"sip:1001@pbx.example\"", "<basic>open</basic>")
                .doesNotContain("activities");
        accept(first, "t1");
        phone.agent(Optional.of(Presence.ON_CALL));
        SipText second = peer.expect("PUBLISH");
        assertThat(second.header("SIP-If-Match")).isEqualTo("t1");
        assertThat(second.header("Call-ID")).isEqualTo(first.header("Call-ID"));
        assertThat(second.cseq()).isGreaterThan(first.cseq());
        assertThat(second.body()).contains("<basic>open</basic>", "<rpid:on-the-phone/>");
        accept(second, "t2");
        phone.agent(Optional.of(Presence.PAUSED));
        SipText third = peer.expect("PUBLISH");
        assertThat(third.body()).contains("<basic>closed</basic>", "<rpid:away/>");
        accept(third, "t3");
        phone.awaitPublished(3); // a PUBLISH that is out would be waited for before it is taken back (RFC 3903 §4.1)
        Thread asking = Thread.ofVirtual().start(() -> {
            try {
                phone.ask(new PhoneCommand.DisconnectAccount());
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
        SipText last = peer.expect("PUBLISH");
        assertThat(last.header("SIP-If-Match")).isEqualTo("t3");
        assertThat(last.header("Expires")).isEqualTo("0");
        assertThat(last.body()).isEmpty();
        SipText gone = peer.expect("REGISTER");
        peer.respond(last, 200, "x", "Expires: 0");
        peer.respond(gone, 200, "reg");
        asking.join();
        phone.close();
    }

    @Test
    void answersAChallengeAndTellsTheWholeAnewAfter412AndForLongerAfter423() throws Exception {
        phone.agent(Optional.of(Presence.READY));
        SipText bare = peer.expect("PUBLISH");
        peer.respond(
                bare,
                401,
                "x",
                "WWW-Authenticate: Digest realm=\"pbx.example\", nonce=\"n1\", algorithm=MD5, qop=\"auth\"");
        SipText publish = peer.expect("PUBLISH");
        assertThat(publish.header("Authorization")).contains("nonce=\"n1\"");
        peer.respond(publish, 423, "x", "Min-Expires: 7200");
        SipText longer = peer.expect("PUBLISH");
        assertThat(longer.header("Expires")).isEqualTo("7200");
        accept(longer, "t1");
        phone.agent(Optional.of(Presence.PAUSED));
        SipText changed = peer.expect("PUBLISH");
        assertThat(changed.header("SIP-If-Match")).isEqualTo("t1");
        peer.respond(changed, 412, "x");
        SipText anew = peer.expect("PUBLISH");
        assertThat(anew.headers("SIP-If-Match")).isEmpty();
        assertThat(anew.body()).contains("<basic>closed</basic>");
        accept(anew, "t9");
        phone.close();
    }
}
