package org.offhook.desktop.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.offhook.agent.twoleg.TwoLegCalls;
import org.offhook.agent.twoleg.TwoLegEnd;
import org.offhook.agent.twoleg.TwoLegPlan.Joining;
import org.offhook.core.account.Account;
import org.offhook.core.account.Transport;
import org.offhook.core.call.CallId;
import org.offhook.core.media.Codec;
import org.offhook.core.media.MediaTerms;
import org.offhook.core.phone.CallView;
import org.offhook.testkit.peer.AsteriskPeer;
import org.offhook.testkit.peer.AsteriskPeer.Behaviour;

/** Two extensions that speak G.722, bridged and recorded by a third one, through a real Asterisk 22: tones that no telephone band has. */
@Tag("interop")
class WideTwoLegInteropTest {
    private static final int ONE_HERTZ = 5_000;
    private static final int TWO_HERTZ = 6_000;

    private static TrialPhone party(AsteriskPeer asterisk, int extension, int hertz) {
        TrialPhone phone = TrialPhone.speaking(
                InetAddress.getLoopbackAddress(),
                Peers.trusting(asterisk),
                MediaTerms.WIDE.withCodecs(Codec.G722),
                hertz);
        var of = asterisk.extensions().get(extension);
        Account account = Peers.account(asterisk, Transport.UDP, of.user(), of.password());
        phone.register(account);
        return phone;
    }

    private static CallId answered(TrialPhone phone, int heardHertz) {
        CallId call = phone.awaitOffered();
        phone.headset().listenFor(heardHertz);
        phone.answer(call);
        phone.awaitPhase(call, CallView.Phase.CONNECTED);
        return call;
    }

    @Test
    void theyHearEachOtherWideAndAreRecordedSo() {
        try (AsteriskPeer asterisk = AsteriskPeer.start(Behaviour.usual().speaking("g722"));
                TrialPhone controller = party(asterisk, 0, TrialPhone.AGENT_HERTZ);
                TrialPhone one = party(asterisk, 1, ONE_HERTZ);
                TrialPhone two = party(asterisk, 2, TWO_HERTZ)) {
            TwoLegCalls.Running call = controller
                    .legs()
                    .start(
                            asterisk.extensions().get(1).user(),
                            TrialLegs.dialled(asterisk.extensions().get(2).user()),
                            Joining.RECORDED);
            CallId first = answered(one, TWO_HERTZ);
            answered(two, ONE_HERTZ);
            TrialPhone.await(
                    () -> one.headset().wideMillis() >= 600 && two.headset().wideMillis() >= 600,
                    () -> "each other's tones, but heard " + one.headset().wideMillis() + " and "
                            + two.headset().wideMillis() + " ms");
            one.hangUp(first);
            assertThat(TrialLegs.end(call)).isEqualTo(TwoLegEnd.HUNG_UP);
            TrialLegs legs = controller.legs();
            TrialPhone.await(
                    () -> legs.recordedMillis(0, ONE_HERTZ) >= 400 && legs.recordedMillis(1, TWO_HERTZ) >= 400,
                    () -> "leg one left and leg two right: " + legs.recordedMillis(0, ONE_HERTZ) + ", "
                            + legs.recordedMillis(1, TWO_HERTZ));
        }
    }
}
