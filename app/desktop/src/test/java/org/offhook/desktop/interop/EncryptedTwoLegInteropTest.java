package org.offhook.desktop.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.offhook.agent.twoleg.TwoLegCalls;
import org.offhook.agent.twoleg.TwoLegEnd;
import org.offhook.agent.twoleg.TwoLegPlan.Joining;
import org.offhook.core.account.Account;
import org.offhook.core.account.Transport;
import org.offhook.core.call.CallId;
import org.offhook.core.media.Encryption;
import org.offhook.core.media.MediaTerms;
import org.offhook.core.media.SpeechSecurity;
import org.offhook.core.phone.CallView;
import org.offhook.testkit.peer.AsteriskPeer;
import org.offhook.testkit.peer.AsteriskPeer.Behaviour;

/** Two-leg calls over an Asterisk that encrypts, with an account that must: both ways of joining stay encrypted, and each hears the other. */
@Tag("interop")
class EncryptedTwoLegInteropTest {
    private static final int ONE_HERTZ = 620;
    private static final int TWO_HERTZ = 850;

    private static TrialPhone phone(AsteriskPeer asterisk, int hertz) {
        return TrialPhone.speaking(
                InetAddress.getLoopbackAddress(),
                Peers.trusting(asterisk),
                MediaTerms.PLAIN.withEncryption(Encryption.MANDATORY),
                hertz);
    }

    private static Account account(AsteriskPeer asterisk, int extension) {
        var of = asterisk.extensions().get(extension);
        return Peers.account(asterisk, Transport.TLS, of.user(), of.password());
    }

    private static CallId answered(TrialPhone phone) {
        CallId call = phone.awaitOffered();
        phone.answer(call);
        phone.awaitPhase(call, CallView.Phase.CONNECTED);
        return call;
    }

    @ParameterizedTest
    @EnumSource(
            value = Joining.class,
            names = {"BETWEEN_PARTIES", "RECORDED"})
    void staysEncryptedHoweverTheyAreJoined(Joining joining) {
        try (AsteriskPeer asterisk = AsteriskPeer.start(Behaviour.usual().withEndpoint("media_encryption = sdes"));
                TrialPhone controller = phone(asterisk, TrialPhone.AGENT_HERTZ);
                TrialPhone one = phone(asterisk, ONE_HERTZ);
                TrialPhone two = phone(asterisk, TWO_HERTZ)) {
            controller.register(account(asterisk, 0));
            one.register(account(asterisk, 1));
            two.register(account(asterisk, 2));
            TwoLegCalls.Running call = controller
                    .legs()
                    .start(
                            asterisk.extensions().get(1).user(),
                            TrialLegs.dialled(asterisk.extensions().get(2).user()),
                            joining);
            CallId first = answered(one);
            CallId second = answered(two);
            one.headset().listenAnew();
            two.headset().listenAnew();
            one.awaitTone(TWO_HERTZ, 600);
            two.awaitTone(ONE_HERTZ, 600);
            assertThat(controller.legs().sockets()).isEqualTo(joining == Joining.RECORDED ? 2 : 0);
            assertThat(one.snapshot().call(first).orElseThrow().security()).isEqualTo(SpeechSecurity.SDES);
            assertThat(two.snapshot().call(second).orElseThrow().security()).isEqualTo(SpeechSecurity.SDES);
            one.hangUp(first);
            assertThat(TrialLegs.end(call)).isEqualTo(TwoLegEnd.HUNG_UP);
        }
    }
}
