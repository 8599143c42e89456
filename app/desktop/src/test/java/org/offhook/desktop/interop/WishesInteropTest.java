package org.offhook.desktop.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offhook.core.account.Transport;
import org.offhook.core.call.CallEnd;
import org.offhook.core.call.CallId;
import org.offhook.core.call.CallParty;
import org.offhook.core.call.CallWishes.Ring;
import org.offhook.core.phone.CallView;
import org.offhook.core.phone.IncomingRuling;
import org.offhook.testkit.peer.AsteriskPeer.Dialled;

/** What a real Asterisk 22 says in the headers of its calls, and what it does with a 302. */
class WishesInteropTest extends OnAsterisk {
    private TrialPhone phone;

    @BeforeEach
    void start() {
        phone = registered(0);
    }

    @AfterEach
    void stop() {
        phone.close();
    }

    private static TrialPhone registered(int extension) {
        TrialPhone phone = TrialPhone.start(InetAddress.getLoopbackAddress(), Peers.trusting(asterisk));
        var of = asterisk.extensions().get(extension);
        phone.register(Peers.account(asterisk, Transport.UDP, of.user(), of.password()));
        return phone;
    }

    /** A call to extensions as the dial plan's context "asking" names it; its other end plays a tone. */
    private static void ask(String name, int extension) {
        asterisk.console("channel originate Local/" + name + "-"
                + asterisk.extensions().get(extension).user() + "@asking extension " + Dialled.TONE + "@phones");
    }

    private void end(CallId call) {
        phone.hangUp(call);
        phone.awaitEnd(call);
        assertNoChannels();
    }

    @Test
    void answersByItselfWhereAsteriskAsksForIt() {
        phone.rule(invite -> invite.wishes()
                .answerAfter()
                .<IncomingRuling>map(IncomingRuling.Answer::new)
                .orElse(IncomingRuling.RING));
        ask("1", 0);
        phone.awaitTone(Peers.TONE_HERTZ, 300);
        assertThat(phone.invite().wishes().answerAfter()).contains(Duration.ZERO);
        end(phone.snapshot().calls().getFirst().id());
    }

    @Test
    void ringsAsAsteriskAsksForIt() {
        ask("2", 0);
        CallId call = phone.awaitOffered();
        assertThat(phone.invite().wishes().ring()).isEqualTo(Ring.INTERNAL);
        phone.reject(call);
        phone.awaitEnd(call);
        assertNoChannels();
    }

    @Test
    void keepsTheNumberOfWhomWantsItWithheldToItself() {
        ask("3", 0);
        CallId call = phone.awaitOffered();
        assertThat(phone.snapshot().call(call).orElseThrow().party().number()).isEmpty();
        phone.reject(call);
        phone.awaitEnd(call);
        assertNoChannels();
    }

    @Test
    void forwardsItsCallerToAColleagueWhoSeesWhomTheCallerWanted() {
        try (TrialPhone colleague = registered(1);
                TrialPhone caller = registered(2)) {
            phone.rule(invite ->
                    new IncomingRuling.Forward(asterisk.extensions().get(1).user()));
            CallId calls = caller.dial(asterisk.phone().user());
            CallId call = colleague.awaitOffered();
            assertThat(colleague.snapshot().call(call).map(CallView::called).map(CallParty::number))
                    .as("Diversion")
                    .isEqualTo(Optional.of(asterisk.phone().user()));
            colleague.answer(call);
            colleague.awaitTone(TrialPhone.AGENT_HERTZ, 300);
            caller.hangUp(calls);
            colleague.awaitEnd(call);
            assertNoChannels();
        }
    }

    @Test
    void hasNotMissedWhatAColleagueAnswered() {
        try (TrialPhone colleague = registered(1)) {
            ask("4", 0);
            CallId missed = phone.awaitOffered();
            CallId call = colleague.awaitOffered();
            colleague.answer(call);
            colleague.awaitTone(Peers.TONE_HERTZ, 300);
            assertThat(phone.awaitEnd(missed).cause()).isEqualTo(CallEnd.Cause.ANSWERED_ELSEWHERE);
            colleague.hangUp(call);
            colleague.awaitEnd(call);
            assertNoChannels();
        }
    }

    @Test
    void tellsALineThatBrokeFromAFarEndThatHungUp() {
        CallEnd hungUp = phone.awaitEnd(phone.dial(Dialled.HANGS_UP));
        assertThat(hungUp.cause()).isEqualTo(CallEnd.Cause.HUNG_UP);
        CallEnd broke = phone.awaitEnd(phone.dial(Dialled.BREAKS_OFF));
        assertThat(broke.cause()).isEqualTo(CallEnd.Cause.CONNECTION_LOST);
        assertThat(broke.side()).isEqualTo(CallEnd.Side.NETWORK);
    }
}
