package org.offhook.signalling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.offhook.core.call.CallEnd;
import org.offhook.core.call.CallId;
import org.offhook.core.call.CallInput.DialPlan;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.phone.CallView;
import org.offhook.core.phone.PhoneCommand;
import org.offhook.core.phone.PhoneEvent;
import org.offhook.core.phone.PhoneSettings;
import org.offhook.testkit.ScriptedSipPeer;
import org.offhook.testkit.SipText;

/** Somebody is asked beside the first call, then both far ends are connected, message by message (RFC 5589 §7.1). */
@Timeout(60)
class AttendedTransferOnTheWireTest {
    private static final String TARGET = "target-tag";

    private ScriptedSipPeer peer;
    private LoopUnderTest phone;

    @BeforeEach
    void open() throws Exception {
        peer = ScriptedSipPeer.udp();
        phone = new LoopUnderTest(peer, PhoneSettings.of(7).withLines(2));
    }

    @AfterEach
    void close() throws Exception {
        phone.close();
        peer.close();
    }

    private record Two(LoopUnderTest.Placed first, CallId second, SipText invite) {}

    /** The first call is held, the second one is dialled and answered. */
    private Two twoCalls() throws Exception {
        LoopUnderTest.Placed first = phone.talk();
        CallId second = new CallId(
                phone.ask(new PhoneCommand.PlaceCall(new DialPlan("305", "", Optional.empty(), Duration.ofSeconds(30))))
                        .data()
                        .getOrDefault("callId", ""));
        SipText hold = peer.expect("INVITE");
        assertThat(hold.header("Call-ID")).isEqualTo(first.invite().header("Call-ID"));
        assertThat(hold.body()).contains("a=sendonly");
        SipText invite = peer.expect("INVITE");
        assertThat(invite.header("Call-ID")).isNotEqualTo(first.invite().header("Call-ID"));
        assertThat(invite.requestUri()).startsWith("sip:305@");
        peer.respond(hold, 200, LoopUnderTest.FAR, peer.contact(), LoopUnderTest.sdp("recvonly"));
        peer.expect("ACK");
        peer.respond(invite, 200, TARGET, peer.contact(), LoopUnderTest.sdp("sendrecv"));
        peer.expect("ACK");
        phone.await(
                "the second call",
                PhoneEvent.CallConnected.class,
                event -> event.call().equals(second));
        return new Two(first, second, invite);
    }

    private void notify(LoopUnderTest.Placed placed, int cseq, String state, String fragment) throws Exception {
        String head = phone.inDialog(
                "NOTIFY",
                placed,
                cseq,
                peer.contact(),
                "Event: refer",
                "Subscription-State: " + state,
                "Content-Type: message/sipfrag;version=2.0");
        peer.send(head.replace(
                "Content-Length: 0\r\n\r\n", "Content-Length: " + fragment.length() + "\r\n\r\n" + fragment));
    }

    @Test
    void namesTheDialogToBeReplacedAsItsOtherEndKnowsItAndEndsBothCalls() throws Exception {
        Two two = twoCalls();
        phone.ask(new PhoneCommand.ConnectCalls(two.first().call(), two.second()));
        SipText refer = peer.expect("REFER");
        assertThat(refer.header("Call-ID"))
                .as("who waits is sent")
                .isEqualTo(two.first().invite().header("Call-ID"));
        String ourTag = two.invite().parameter("From", "tag").orElseThrow();
        String replaces = two.invite().header("Call-ID").replace("@", "%40") + "%3Bto-tag%3D" + TARGET
                + "%3Bfrom-tag%3D" + ourTag;
        assertThat(refer.header("Refer-To")).isEqualTo("<sip:305@pbx.example?Replaces=" + replaces + ">");
        assertThat(refer.header("Referred-By")).isEqualTo("<sip:1001@pbx.example>");
        peer.respond(refer, 202, LoopUnderTest.FAR, peer.contact());
        notify(two.first(), 50, "active;expires=60", "SIP/2.0 100 Trying\r\n");
        peer.expectStatus(200);
        assertThat(phone.view(two.second()).phase()).isEqualTo(CallView.Phase.CONNECTED);
        notify(two.first(), 51, "terminated;reason=noresource", "SIP/2.0 200 OK\r\n");
        peer.expectStatus(200);
        SipText first = peer.expect("BYE");
        SipText second = peer.expect("BYE");
        assertThat(List.of(first.header("Call-ID"), second.header("Call-ID")))
                .containsExactlyInAnyOrder(
                        two.first().invite().header("Call-ID"), two.invite().header("Call-ID"));
        peer.respond(first, 200, "");
        peer.respond(second, 200, "");
        PhoneEvent.CallEnded ended = phone.await(
                "the end",
                PhoneEvent.CallEnded.class,
                event -> event.call().equals(two.first().call()));
        assertThat(ended.end().cause()).isEqualTo(CallEnd.Cause.TRANSFERRED);
        phone.await(
                "the other's end",
                PhoneEvent.CallEnded.class,
                event -> event.call().equals(two.second()));
    }

    @Test
    void leavesBothCallsAsTheyAreWhenTheyCannotBeConnected() throws Exception {
        Two two = twoCalls();
        phone.ask(new PhoneCommand.ConnectCalls(two.first().call(), two.second()));
        peer.respond(peer.expect("REFER"), 202, LoopUnderTest.FAR, peer.contact());
        notify(two.first(), 50, "terminated;reason=noresource", "SIP/2.0 481 Call/Transaction Does Not Exist\r\n");
        peer.expectStatus(200);
        PhoneEvent.RequestRefused refused = phone.await("the failure", PhoneEvent.RequestRefused.class, event -> true);
        assertThat(refused.error()).isEqualTo(ErrorCode.TRANSFER_FAILED);
        assertThat(refused.sipStatus()).isEqualTo(481);
        assertThat(phone.view(two.first().call()).held()).isTrue();
        assertThat(phone.view(two.second()).held()).isFalse();
        assertThat(phone.view(two.second()).phase()).isEqualTo(CallView.Phase.CONNECTED);
    }

    @Test
    void theOtherFarEndMayHangUpAsItIsReplaced() throws Exception {
        Two two = twoCalls();
        phone.ask(new PhoneCommand.ConnectCalls(two.first().call(), two.second()));
        peer.respond(peer.expect("REFER"), 202, LoopUnderTest.FAR, peer.contact());
        String bye = peer.request(
                "BYE",
                two.invite().uri("Contact"),
                two.invite().header("To") + ";tag=" + TARGET,
                two.invite().header("From"),
                two.invite().header("Call-ID"),
                7,
                peer.contact());
        peer.send(bye);
        peer.expectStatus(200);
        phone.await(
                "the other's end",
                PhoneEvent.CallEnded.class,
                event -> event.call().equals(two.second()));
        notify(two.first(), 50, "terminated;reason=noresource", "SIP/2.0 200 OK\r\n");
        peer.expectStatus(200);
        assertThat(peer.expect("BYE").header("Call-ID"))
                .isEqualTo(two.first().invite().header("Call-ID"));
    }
}
