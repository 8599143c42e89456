package org.offhook.signalling;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.offhook.core.call.CallId;
import org.offhook.core.phone.PhoneCommand;
import org.offhook.core.phone.PhoneEvent;
import org.offhook.core.phone.PhoneSettings;
import org.offhook.testkit.ScriptedSipPeer;
import org.offhook.testkit.SipText;

/** A call that waits, its answer and swapping, message by message. */
@Timeout(60)
class SeveralLinesOnTheWireTest {
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

    private String invite(LoopUnderTest.Placed first, String callId) {
        return peer.request(
                "INVITE",
                first.invite().uri("Contact"),
                "\"Kim Muster\" <sip:0301234567@pbx.example>;tag=second",
                "<sip:1001@pbx.example>",
                callId,
                1,
                peer.contact(),
                LoopUnderTest.sdp("sendrecv"));
    }

    @Test
    void answeringTheSecondHoldsTheFirstAndSwappingChangesThem() throws Exception {
        LoopUnderTest.Placed first = phone.talk();
        peer.send(invite(first, "second-call"));
        peer.expectStatus(180);
        CallId second = phone.await("the second call", PhoneEvent.CallOffered.class, event -> true)
                .call();

        phone.ask(new PhoneCommand.AnswerCall(second));
        SipText hold = peer.expect("INVITE");
        assertThat(hold.header("Call-ID")).isEqualTo(first.invite().header("Call-ID"));
        assertThat(hold.body()).contains("a=sendonly");
        SipText ok = peer.expectStatus(200);
        assertThat(ok.header("Call-ID")).isEqualTo("second-call");
        peer.respond(hold, 200, LoopUnderTest.FAR, peer.contact(), LoopUnderTest.sdp("recvonly"));
        peer.expect("ACK");
        peer.send(peer.request(
                "ACK", ok.uri("Contact"), ok.header("From"), ok.header("To"), "second-call", 1, peer.contact()));
        phone.await(
                "the second call's connection",
                PhoneEvent.CallConnected.class,
                event -> event.call().equals(second));

        phone.ask(new PhoneCommand.SwapCalls());
        SipText holdSecond = peer.expect("INVITE");
        assertThat(holdSecond.header("Call-ID"))
                .as("the one that is talked on first")
                .isEqualTo("second-call");
        assertThat(holdSecond.body()).contains("a=sendonly");
        SipText takeBack = peer.expect("INVITE");
        assertThat(takeBack.header("Call-ID")).isEqualTo(first.invite().header("Call-ID"));
        assertThat(takeBack.body()).contains("a=sendrecv");
        peer.respond(takeBack, 200, LoopUnderTest.FAR, peer.contact(), LoopUnderTest.sdp("sendrecv"));
        peer.respond(holdSecond, 200, "", peer.contact(), LoopUnderTest.sdp("recvonly"));
        peer.expect("ACK");
        peer.expect("ACK");
        phone.await(
                "the first call's resume",
                PhoneEvent.CallHeld.class,
                event -> event.call().equals(first.call()) && !event.held());
        assertThat(phone.view(second).held()).isTrue();
        assertThat(phone.view(first.call()).held()).isFalse();
    }

    @Test
    void refusesAThirdCallAsBusy() throws Exception {
        LoopUnderTest.Placed first = phone.talk();
        peer.send(invite(first, "second-call"));
        peer.expectStatus(180);
        peer.send(invite(first, "third-call"));
        peer.expectStatus(486);
    }
}
