package org.offhook.desktop.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.offhook.core.account.Transport;
import org.offhook.core.call.CallId;
import org.offhook.core.media.MediaTerms;
import org.offhook.testkit.peer.AsteriskPeer;
import org.offhook.testkit.peer.AsteriskPeer.Behaviour;
import org.offhook.testkit.peer.AsteriskPeer.Dialled;
import org.offhook.testkit.peer.NetworkLink;

/** ICE (RFC 8445) with a real Asterisk, a full agent whichever side calls. It refuses loopback, so both are at a cable's end. */
@Tag("interop")
class IceInteropTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final MediaTerms TERMS = MediaTerms.PLAIN.withIce(true);

    @Test
    void aPhoneWithoutIceIsTalkedToByTheDefaultCandidateOfAsterisk() {
        try (NetworkLink link = NetworkLink.create();
                AsteriskPeer asterisk =
                        AsteriskPeer.start(Behaviour.usual().on(link.here()).withEndpoint("ice_support = yes"));
                TrialPhone phone = TrialPhone.start(link.here(), settings -> settings)) {
            asterisk.logMessages();
            phone.register(Peers.account(asterisk, Transport.UDP));
            asterisk.originateCall("7275551212", asterisk.phone(), Dialled.TONE);
            CallId call = phone.awaitOffered();
            asterisk.log().await(Pattern.compile("a=ice-ufrag:"), PATIENCE);
            phone.answer(call);
            phone.awaitTone(Peers.TONE_HERTZ, 500);
            phone.hangUp(call);
            phone.awaitEnd(call);
        }
    }

    @Test
    void asteriskChecksAndIsCheckedWhicheverOfTheTwoCalls() {
        try (NetworkLink link = NetworkLink.create();
                AsteriskPeer asterisk =
                        AsteriskPeer.start(Behaviour.usual().on(link.here()).withEndpoint("ice_support = yes"));
                TrialPhone phone = TrialPhone.speaking(link.here(), settings -> settings, TERMS)) {
            asterisk.logMessages();
            asterisk.console("rtp set debug on");
            asterisk.console("stun set debug on");
            phone.register(Peers.account(asterisk, Transport.UDP));
            BothWays.withTheEchoOf(asterisk, phone, call -> {
                asterisk.log().await(Pattern.compile("a=ice-ufrag:"), PATIENCE);
                asterisk.log().await(Pattern.compile("via ICE|ICE process complete"), PATIENCE);
                assertThat(phone.statistics(call).packetsReceived()).isGreaterThan(20);
            });
        }
    }
}
