package org.offhook.desktop.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.offhook.core.account.Transport;
import org.offhook.core.call.CallId;
import org.offhook.core.media.Codec;
import org.offhook.core.media.Encryption;
import org.offhook.core.media.MediaTerms;
import org.offhook.core.phone.CallView;
import org.offhook.rtp.codec.OpusSpeech;
import org.offhook.testkit.peer.AsteriskPeer;
import org.offhook.testkit.peer.AsteriskPeer.Behaviour;
import org.offhook.testkit.peer.AsteriskPeer.Dialled;
import org.offhook.testkit.peer.BaresipPeer;
import org.offhook.testkit.peer.BaresipPeer.Microphone;
import org.offhook.testkit.peer.ExchangePeer.Extension;
import org.offhook.testkit.peer.KamailioPeer;
import org.offhook.testkit.peer.NetworkLink;

/** A phone whose account leaves silence out (DTX of Opus, comfort noise beside G.711) with a real Asterisk 22 and a real baresip. */
@Tag("interop")
class PausesInteropTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    /** Packets of a second in which nothing is left out. */
    private static final int ALL = 50;

    private static final MediaTerms OPUS = leavingOut(Codec.OPUS);
    private static final MediaTerms TELEPHONE = leavingOut(Codec.PCMU);

    private static MediaTerms leavingOut(Codec codec) {
        return new MediaTerms(List.of(codec), 20, true, Encryption.OFF);
    }

    @BeforeAll
    static void prepare() {
        OpusSpeech.prepare();
    }

    private static void pass(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        TrialPhone.await(() -> System.nanoTime() > end, () -> "time to pass");
    }

    private static long sentInASecond(TrialPhone phone, CallId call) {
        long before = phone.statistics(call).packetsSent();
        pass(SECOND);
        return phone.statistics(call).packetsSent() - before;
    }

    private static long receivedInASecond(TrialPhone phone, CallId call) {
        long before = phone.statistics(call).packetsReceived();
        pass(SECOND);
        return phone.statistics(call).packetsReceived() - before;
    }

    /** Says nothing for a while, then hums again, and hears itself. */
    private static void mutedAndBack(TrialPhone phone, CallId call, Runnable muted) {
        phone.headset().listenAnew();
        phone.awaitTone(TrialPhone.AGENT_HERTZ, 600);
        phone.mute(call, true);
        pass(SECOND);
        muted.run();
        phone.mute(call, false);
        phone.headset().listenAnew();
        phone.awaitTone(TrialPhone.AGENT_HERTZ, 600);
        phone.hangUp(call);
        phone.awaitEnd(call);
    }

    @Test
    void asteriskHearsAPhoneAgainThatLeftSilenceOutOfOpus() {
        try (AsteriskPeer asterisk = AsteriskPeer.start(Behaviour.usual().speaking("opus"));
                TrialPhone phone =
                        TrialPhone.speaking(InetAddress.getLoopbackAddress(), Peers.trusting(asterisk), OPUS)) {
            phone.register(Peers.account(asterisk, Transport.UDP));
            CallId call = phone.dial(Dialled.ECHO);
            phone.awaitPhase(call, CallView.Phase.CONNECTED);
            mutedAndBack(phone, call, () -> {
                long sent = sentInASecond(phone, call);
                System.out.println("MEASURED to Asterisk, Opus, silence: " + sent + " packets a second");
                assertThat(sent).isLessThan(ALL / 2);
            });
        }
    }

    @Test
    void anAsteriskWithoutComfortNoiseIsSentTheSilenceToo() {
        try (AsteriskPeer asterisk = AsteriskPeer.start(Behaviour.usual().speaking("ulaw"));
                TrialPhone phone =
                        TrialPhone.speaking(InetAddress.getLoopbackAddress(), Peers.trusting(asterisk), TELEPHONE)) {
            phone.register(Peers.account(asterisk, Transport.UDP));
            CallId call = phone.dial(Dialled.ECHO);
            phone.awaitPhase(call, CallView.Phase.CONNECTED);
            mutedAndBack(
                    phone, call, () -> assertThat(sentInASecond(phone, call)).isBetween(ALL - 3L, ALL + 3L));
        }
    }

    @Test
    void baresipHearsAPhoneAgainThatLeftSilenceOutOfOpusAndItsOwnPausesAreNoLoss() {
        withBaresip("audio_codecs=opus", Microphone.OPUS_ECHO, OPUS, (phone, call) -> {
            long sent = sentInASecond(phone, call);
            long received = receivedInASecond(phone, call);
            System.out.println(
                    "MEASURED baresip, Opus, silence: " + sent + " packets a second to it, " + received + " from it");
            assertThat(sent).isLessThan(ALL / 2);
            assertThat(phone.statistics(call).packetsLost()).isZero();
        });
    }

    @Test
    void aBaresipWithoutComfortNoiseIsSentTheSilenceToo() {
        withBaresip(
                "audio_codecs=pcmu",
                Microphone.ECHO,
                TELEPHONE,
                (phone, call) -> assertThat(sentInASecond(phone, call)).isBetween(ALL - 3L, ALL + 3L));
    }

    private static void withBaresip(String speech, Microphone echo, MediaTerms terms, BothWays.Look muted) {
        try (NetworkLink link = NetworkLink.create();
                KamailioPeer kamailio =
                        KamailioPeer.start(KamailioPeer.Behaviour.usual().on(link.here()))) {
            Extension other = kamailio.extensions().get(1);
            try (BaresipPeer baresip = BaresipPeer.start(link, kamailio, other, "udp", echo, speech);
                    TrialPhone phone = TrialPhone.speaking(link.here(), Peers.trusting(kamailio), terms)) {
                phone.register(Peers.account(kamailio, Transport.UDP));
                CallId call = phone.dial(other.user());
                baresip.answer();
                phone.awaitPhase(call, CallView.Phase.CONNECTED);
                mutedAndBack(phone, call, () -> muted.at(phone, call));
            }
        }
    }
}
