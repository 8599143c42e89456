package org.offhook.media.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.offhook.core.media.MediaPlan.Keys;
import org.offhook.core.media.SrtpKey;
import org.offhook.core.media.SrtpSuite;
import org.offhook.rtp.packet.RtpPacket;

/** One call's encryption through wraps of the sequence number and changes of key (RFC 3711 §3.3.1, §8.1). */
class ProtectionTest {
    private static final int SSRC = 77;
    private static final int PLAIN = RtpPacket.HEADER_BYTES + 20;
    private static final long PACKET_NANOS = 20_000_000L;

    private long now;

    private static SrtpKey key(SrtpSuite suite, int filled) {
        byte[] bytes = new byte[suite.keyBytes() + suite.saltBytes()];
        Arrays.fill(bytes, (byte) filled);
        return SrtpKey.of(suite, bytes);
    }

    private static byte[] protect(Protection by, int index) {
        byte[] packet = new byte[PLAIN + 40];
        RtpPacket.writeHeader(packet, 0, false, 0, index & 0xffff, index * 160, SSRC);
        int length = by.sender().protect(packet, PLAIN);
        return Arrays.copyOf(packet, length);
    }

    private boolean heard(Protection by, byte[] packet) {
        now += PACKET_NANOS;
        byte[] room = Arrays.copyOf(packet, packet.length + 40);
        return by.unprotect(room, packet.length, now) == PLAIN;
    }

    @ParameterizedTest
    @EnumSource(SrtpSuite.class)
    void theRollOverCounterLivesThroughAWrapAndAChangeOfTheOtherDirectionsKey(SrtpSuite suite) {
        Keys theirs = new Keys(key(suite, 1), key(suite, 2));
        Keys ours = new Keys(key(suite, 2), key(suite, 1));
        Protection sends = Protection.by(theirs, SSRC, null);
        Protection hears = Protection.by(ours, SSRC, null);
        int lost = 0;
        for (int i = 30_000; i < 30_000 + 66_000; i++) {
            if (i == 70_000) { // a re-INVITE in which only our key changes: what they send goes on as it was
                hears = Protection.by(new Keys(key(suite, 3), key(suite, 1)), SSRC, hears);
            }
            lost += heard(hears, protect(sends, i)) ? 0 : 1;
        }
        assertThat(lost).isZero();
        assertThat(hears.refused()).isZero();
    }

    @ParameterizedTest
    @EnumSource(SrtpSuite.class)
    void whatWasSentUnderTheFormerKeyIsHeardForAWhileAndAfterThatNoMore(SrtpSuite suite) {
        Protection before = Protection.by(new Keys(key(suite, 1), key(suite, 2)), SSRC, null);
        Protection after = Protection.by(new Keys(key(suite, 5), key(suite, 2)), SSRC, before);
        Protection hears = Protection.by(new Keys(key(suite, 2), key(suite, 1)), SSRC, null);
        for (int i = 100; i < 150; i++) {
            assertThat(heard(hears, protect(before, i))).isTrue();
        }
        byte[] late = protect(before, 153);
        byte[] replayed = protect(before, 150);
        hears = Protection.by(new Keys(key(suite, 2), key(suite, 5)), SSRC, hears);
        assertThat(heard(hears, replayed)).as("on its way at the change").isTrue();
        for (int i = 151; i < 200; i++) {
            assertThat(heard(hears, protect(after, i))).as("packet %d", i).isTrue();
        }
        assertThat(heard(hears, late)).as("late, under the former key").isTrue();
        assertThat(heard(hears, late)).as("the same again").isFalse();
        now += 3_000_000_000L;
        assertThat(heard(hears, protect(before, 210)))
                .as("the former key is over")
                .isFalse();
        assertThat(heard(hears, protect(after, 211))).isTrue();
        assertThat(heard(hears, Arrays.copyOf(protect(after, 212), 20)))
                .as("cut short")
                .isFalse();
    }
}
