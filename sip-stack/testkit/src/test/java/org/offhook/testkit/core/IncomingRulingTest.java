package org.offhook.testkit.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.offhook.core.call.CallEnd;
import org.offhook.core.call.CallId;
import org.offhook.core.call.CallParty;
import org.offhook.core.call.CallWishes;
import org.offhook.core.call.DialogId;
import org.offhook.core.phone.CallView;
import org.offhook.core.phone.IncomingRuling;
import org.offhook.core.phone.PhoneCommand;
import org.offhook.core.phone.PhoneEvent;
import org.offhook.core.phone.Rejection;

/** What becomes of a call that comes in: refused, forwarded, answered by itself, or ringing as its caller's exchange wishes. */
class IncomingRulingTest {
    private static final CallParty TOM = new CallParty("300", "Tom");
    private static final DialogId FAR = new DialogId("far");

    private final VirtualPhone phone = VirtualPhone.registered();

    @AfterEach
    void close() {
        phone.close();
    }

    private CallId ring() {
        return ring(CallWishes.NONE);
    }

    private CallId ring(CallWishes wishes) {
        CallId call = phone.signalling.ring(TOM, FAR, Optional.of(Sdp.farEnd()), wishes);
        phone.settle();
        return call;
    }

    private List<Integer> statuses(CallId call) {
        return phone.signalling.orders(SignallingOrder.Response.class).stream()
                .filter(response -> response.call().equals(call))
                .map(SignallingOrder.Response::status)
                .toList();
    }

    private CallEnd end(CallId call) {
        return phone.events(PhoneEvent.CallEnded.class).stream()
                .filter(ended -> ended.call().equals(call))
                .findFirst()
                .orElseThrow()
                .end();
    }

    @Test
    void refusesWithTheCauseThatTheAgentChose() {
        for (Rejection why : Rejection.values()) {
            CallId call = ring();
            phone.command(new PhoneCommand.RejectCall(call, why));
            assertThat(statuses(call)).containsExactly(180, why.status());
            assertThat(end(call).cause()).isEqualTo(CallEnd.Cause.REJECTED);
            phone.pass(Duration.ofSeconds(10));
        }
    }

    @Test
    void turnsAwayWithoutRinging() {
        phone.rule(new IncomingRuling.TurnAway(486));
        CallId call = ring();
        assertThat(statuses(call)).containsExactly(486);
        assertThat(phone.media.ringing()).isEmpty();
        assertThat(end(call).cause()).isEqualTo(CallEnd.Cause.MISSED);
    }

    @Test
    void forwardsByRuleWithoutRinging() {
        phone.rule(new IncomingRuling.Forward("4000"));
        CallId call = ring();
        assertThat(phone.signalling.orders(SignallingOrder.Redirect.class))
                .containsExactly(new SignallingOrder.Redirect(call, "4000"));
        assertThat(statuses(call)).isEmpty();
        assertThat(phone.events(PhoneEvent.CallOffered.class)).isEmpty();
        assertThat(end(call).cause()).isEqualTo(CallEnd.Cause.TRANSFERRED);
        assertThat(end(call).sipStatus()).isEqualTo(302);
    }

    @Test
    void forwardsACallThatRingsWhenTheAgentSaysSo() {
        CallId call = ring();
        phone.command(new PhoneCommand.TransferCall(call, "4000"));
        assertThat(phone.signalling.orders(SignallingOrder.Redirect.class))
                .containsExactly(new SignallingOrder.Redirect(call, "4000"));
        assertThat(phone.media.ringing()).isEmpty();
        assertThat(phone.media.reserved()).doesNotContain(call);
        assertThat(end(call).side()).isEqualTo(CallEnd.Side.AGENT);
    }

    @Test
    void answersByItselfAfterItsTimeAndLetsTheAgentHearIt() {
        phone.rule(new IncomingRuling.Answer(Duration.ofSeconds(2)));
        CallId call = ring();
        assertThat(phone.call(call).phase()).isEqualTo(CallView.Phase.OFFERED);
        phone.pass(Duration.ofSeconds(2));
        assertThat(statuses(call)).containsExactly(180, 200);
        assertThat(phone.media.ringing()).isEmpty();
        assertThat(phone.media.notices()).isEqualTo(1);
    }

    @Test
    void doesNotAnswerByItselfWhatTheAgentHasRefused() {
        phone.rule(new IncomingRuling.Answer(Duration.ofSeconds(2)));
        CallId call = ring();
        phone.command(new PhoneCommand.RejectCall(call));
        phone.pass(Duration.ofSeconds(2));
        assertThat(statuses(call)).containsExactly(180, 486);
        assertThat(phone.media.notices()).isZero();
    }

    @Test
    void ringsAsTheExchangeSays() {
        for (CallWishes.Ring ring : CallWishes.Ring.values()) {
            CallId call = ring(new CallWishes(Optional.empty(), false, ring));
            assertThat(phone.media.lastRing()).isEqualTo(ring);
            phone.command(new PhoneCommand.RejectCall(call));
            phone.pass(Duration.ofSeconds(10));
        }
    }
}
