package org.offhook.signalling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.offhook.core.call.CallId;
import org.offhook.core.call.CallParty;
import org.offhook.core.phone.FeatureCodes;
import org.offhook.core.phone.FeatureCodes.PickUpBy;
import org.offhook.core.phone.LampView.Light;
import org.offhook.core.phone.PhoneCommand;
import org.offhook.core.phone.PhoneEvent;
import org.offhook.core.phone.PhoneSettings;
import org.offhook.core.phone.WatchSettings;
import org.offhook.core.phone.WatchSettings.Kind;
import org.offhook.core.phone.WatchSettings.WatchedPhone;
import org.offhook.testkit.ScriptedSipPeer;
import org.offhook.testkit.SipText;

/** What rings at a colleague's phone is fetched by a call that takes its place, message by message (RFC 4235, RFC 3891, RFC 5359 §2.16). */
@Timeout(60)
class PickUpOnTheWireTest {
    private static final String NOTIFIER = "notifier";
    private static final String NAMED = " call-id=\"a84b4c76\" local-tag=\"callee\" remote-tag=\"caller\"";

    private ScriptedSipPeer peer;
    private LoopUnderTest phone;
    private SipText subscribe;
    private int version;

    @BeforeEach
    void open() throws Exception {
        peer = ScriptedSipPeer.udp();
        watch(PickUpBy.AUTOMATIC);
    }

    @AfterEach
    void close() throws Exception {
        phone.close();
        peer.close();
    }

    private void watch(PickUpBy way) throws Exception {
        FeatureCodes codes = new FeatureCodes(Optional.empty(), Optional.empty(), "*8", way);
        phone = new LoopUnderTest(
                peer,
                PhoneSettings.of(7)
                        .withWatch(new WatchSettings(
                                false, List.of(new WatchedPhone("1002", "Colleague", Kind.EXTENSION)), codes)));
        subscribe = peer.expect("SUBSCRIBE");
        peer.respond(subscribe, 200, NOTIFIER, peer.contact(), "Expires: 3600");
    }

    private void tell(String dialog, Light light) throws Exception {
        String body = "<?xml version=\"1.0\"?>\n<dialog-info xmlns=\"urn:ietf:params:xml:ns:dialog-info\" version=\""
                + version + "\" state=\"full\" entity=\"sip:1002@pbx.example\">" + dialog + "</dialog-info>";
        String head = peer.request(
                "NOTIFY",
                subscribe.uri("Contact"),
                subscribe.header("To").split(";tag", 2)[0] + ";tag=" + NOTIFIER,
                subscribe.header("From"),
                subscribe.header("Call-ID"),
                ++version,
                peer.contact(),
                "Event: dialog",
                "Subscription-State: active;expires=3599",
                "Content-Type: application/dialog-info+xml");
        peer.send(head.replace("Content-Length: 0\r\n\r\n", "Content-Length: " + body.length() + "\r\n\r\n" + body));
        peer.expectStatus(200);
        phone.await(
                "the lamp", PhoneEvent.LampChanged.class, seen -> seen.lamp().light() == light);
    }

    private void ring(String names) throws Exception {
        tell(
                "<dialog id=\"d1\" direction=\"recipient\"" + names + "><state>early</state><remote>"
                        + "<identity display=\"Pat\">sip:5550100@pbx.example</identity>"
                        + "<target uri=\"sip:5550100@pbx.example;gr=7\"/></remote></dialog>",
                Light.RINGING);
    }

    private CallId pickUp() throws Exception {
        return new CallId(phone.ask(new PhoneCommand.PickUpCall("1002")).data().getOrDefault("callId", ""));
    }

    @Test
    void callsTheCallerInThePlaceOfTheRingingCall() throws Exception {
        ring(NAMED);
        CallId call = pickUp();
        SipText invite = peer.expect("INVITE");
        assertThat(invite.requestUri()).isEqualTo("sip:5550100@pbx.example;gr=7");
        assertThat(invite.header("Replaces"))
                .as("as the caller knows its dialog, and only while nobody has answered")
                .isEqualTo("a84b4c76;to-tag=caller;from-tag=callee;early-only");
        assertThat(invite.headers("Require")).as("nobody rings for it instead").contains("replaces");
        assertThat(invite.body()).contains("m=audio");
        assertThat(phone.view(call).party()).isEqualTo(new CallParty("5550100", "Pat"));
        peer.respond(invite, 200, "far", peer.contact(), LoopUnderTest.sdp("sendrecv"));
        peer.expect("ACK");
        phone.await(
                "the call", PhoneEvent.CallConnected.class, seen -> seen.call().equals(call));
        assertThat(peer.ladder())
                .containsSubsequence(
                        "peer: NOTIFY (1 NOTIFY)",
                        "phone: 200 (1 NOTIFY)",
                        "phone: INVITE (1 INVITE)",
                        "peer: 200 (1 INVITE)",
                        "phone: ACK (1 ACK)");
    }

    @Test
    void dialsTheCodeWhereTheExchangeDoesNotNameTheCall() throws Exception {
        ring("");
        pickUp();
        SipText invite = peer.expect("INVITE");
        assertThat(invite.requestUri()).isEqualTo("sip:*81002@pbx.example");
        assertThat(invite.find("Replaces")).isEmpty();
    }

    @Test
    void dialsTheCodeWhereTheExchangeKnowsNoReplaces() throws Exception {
        ring(NAMED);
        pickUp();
        SipText invite = peer.expect("INVITE");
        peer.respond(invite, 420, "far", "Unsupported: replaces");
        peer.expect("ACK");
        assertThat(peer.expect("INVITE").requestUri()).isEqualTo("sip:*81002@pbx.example");
    }

    @Test
    void leavesACallThatWasAnsweredMeanwhile() throws Exception {
        ring(NAMED);
        pickUp();
        peer.respond(peer.expect("INVITE"), 486, "far");
        peer.expect("ACK");
        assertThat(peer.isQuietFor(300)).as("RFC 3891 §3: early-only").isTrue();
    }

    @Test
    void dialsTheCodeWhereThatIsSet() throws Exception {
        close();
        peer = ScriptedSipPeer.udp();
        watch(PickUpBy.CODE);
        ring(NAMED);
        pickUp();
        assertThat(peer.expect("INVITE").requestUri()).isEqualTo("sip:*81002@pbx.example");
    }

    @Test
    void putsNothingIntoAHeaderThatWouldEndIt() throws Exception {
        ring(" call-id=\"a&#13;&#10;Evil: yes\" local-tag=\"callee\" remote-tag=\"caller\"");
        pickUp();
        SipText invite = peer.expect("INVITE");
        assertThat(invite.find("Replaces")).isEmpty();
        assertThat(invite.find("Evil")).isEmpty();
    }
}
