package org.offhook.desktop.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
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

    /** Where the keys come from. */
    enum Keys {
        DESCRIPTION(Encryption.MANDATORY, SpeechSecurity.SDES, "media_encryption = sdes"),
        /** Asterisk leaves it to whoever answers its offer who begins, as RFC 5763 section 5 wants it. */
        HANDSHAKE(
                Encryption.DTLS_MANDATORY,
                SpeechSecurity.DTLS,
                "media_encryption = dtls",
                "dtls_auto_generate_cert = yes",
                "dtls_setup = actpass",
                "dtls_verify = fingerprint"),
        /** It wants to begin whoever offers, as it does unless it is told otherwise. */
        HANDSHAKE_THAT_IT_BEGINS(
                Encryption.DTLS_MANDATORY,
                SpeechSecurity.DTLS,
                "media_encryption = dtls",
                "dtls_auto_generate_cert = yes",
                "dtls_verify = fingerprint");

        private final Encryption demanded;
        private final SpeechSecurity seen;

        @SuppressWarnings("ImmutableEnumChecker") // nobody changes it
        private final String[] endpoint;

        Keys(Encryption demanded, SpeechSecurity seen, String... endpoint) {
            this.demanded = demanded;
            this.seen = seen;
            this.endpoint = endpoint;
        }
    }

    static Stream<Arguments> waysAndKeys() {
        return Stream.of(Joining.BETWEEN_PARTIES, Joining.RECORDED)
                .flatMap(joining -> Stream.of(Keys.values()).map(keys -> Arguments.of(joining, keys)));
    }

    private static TrialPhone phone(AsteriskPeer asterisk, Keys keys, int hertz) {
        return TrialPhone.speaking(
                InetAddress.getLoopbackAddress(),
                Peers.trusting(asterisk),
                MediaTerms.PLAIN.withEncryption(keys.demanded),
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
    @MethodSource("waysAndKeys")
    void staysEncryptedHoweverTheyAreJoined(Joining joining, Keys keys) {
        try (AsteriskPeer asterisk = AsteriskPeer.start(Behaviour.usual().withEndpoint(keys.endpoint));
                TrialPhone controller = phone(asterisk, keys, TrialPhone.AGENT_HERTZ);
                TrialPhone one = phone(asterisk, keys, ONE_HERTZ);
                TrialPhone two = phone(asterisk, keys, TWO_HERTZ)) {
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
            boolean ours = joining == Joining.RECORDED || keys == Keys.HANDSHAKE_THAT_IT_BEGINS;
            assertThat(controller.legs().sockets()).isEqualTo(ours ? 2 : 0);
            assertThat(one.snapshot().call(first).orElseThrow().security()).isEqualTo(keys.seen);
            assertThat(two.snapshot().call(second).orElseThrow().security()).isEqualTo(keys.seen);
            one.hangUp(first);
            assertThat(TrialLegs.end(call)).isEqualTo(TwoLegEnd.HUNG_UP);
        }
    }
}
