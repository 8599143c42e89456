package org.offhook.desktop.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.offhook.core.account.Transport;
import org.offhook.core.call.CallId;
import org.offhook.core.media.Codec;
import org.offhook.core.media.Encryption;
import org.offhook.core.media.MediaStatistics;
import org.offhook.core.media.MediaTerms;
import org.offhook.core.phone.CallView;
import org.offhook.testkit.peer.ExchangePeer.Extension;
import org.offhook.testkit.peer.LinphonePeer;

/** The phone and a real linphone behind a real Kamailio: comfort noise, which no other peer here speaks. */
class LinphoneInteropTest extends OnCable {
    private static final Duration SECOND = Duration.ofSeconds(1);
    /** Packets of a second in which nothing is said; 50 when something is. */
    private static final long FEW = 5;

    /** How far off the level may be that is told and heard. */
    private static final double DECIBELS = 15;

    @ParameterizedTest
    @EnumSource(
            value = Codec.class,
            names = {"PCMU", "PCMA"})
    void comfortNoiseStandsForThePausesOfBoth(Codec codec) {
        MediaTerms leavingOut = new MediaTerms(List.of(codec), 20, true, Encryption.OFF);
        Extension other = kamailio.extensions().get(1);
        try (LinphonePeer linphone = LinphonePeer.start(link, kamailio, other, codec.name());
                TrialPhone phone = TrialPhone.speaking(link.here(), Peers.trusting(kamailio), leavingOut)) {
            phone.register(Peers.account(kamailio, Transport.UDP));
            CallId call = phone.dial(other.user());
            phone.awaitPhase(call, CallView.Phase.CONNECTED);
            linphone.speak();
            phone.awaitTone(Peers.TONE_HERTZ, 1_500);
            phone.mute(call, true);
            linphone.awaitTrace("CN packet received, given to MSGenericPlc");
            linphone.awaitTrace("send SID frame");
            pass(SECOND); // its last word, and what the buffer holds of it
            phone.headset().listenAnew();
            MediaStatistics before = phone.statistics(call);
            pass(SECOND);
            MediaStatistics after = phone.statistics(call);
            double room = phone.headset().ear().loudestDbov();
            System.out.printf(
                    "MEASURED linphone, %s, a second of pause: %d packets to it, %d from it; the room is heard at %.0f dBov%n",
                    codec,
                    after.packetsSent() - before.packetsSent(),
                    after.packetsReceived() - before.packetsReceived(),
                    room);
            assertThat(after.packetsSent() - before.packetsSent()).isBetween(1L, FEW);
            assertThat(after.packetsReceived() - before.packetsReceived()).isLessThanOrEqualTo(FEW);
            assertThat(room).isBetween(LinphonePeer.ROOM_DBOV - DECIBELS, LinphonePeer.ROOM_DBOV + DECIBELS);
            phone.awaitTone(Peers.TONE_HERTZ, 1_500);
            assertThat(phone.statistics(call).packetsLost())
                    .as("no pause is a loss")
                    .isZero();
            phone.hangUp(call);
            phone.awaitEnd(call);
        }
    }

    private static void pass(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        TrialPhone.await(() -> System.nanoTime() > end, () -> "time to pass");
    }
}
