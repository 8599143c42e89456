package org.offhook.rtp.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.offhook.rtp.packet.RtpPacket.Verdict;
import org.offhook.testkit.base.Trials;

class RtpPacketTest {

    private final RtpPacket packet = new RtpPacket();

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    private Verdict parse(int... values) {
        byte[] datagram = bytes(values);
        return packet.parse(datagram, 0, datagram.length);
    }

    @Test
    void readsThePlainHeaderOfAPacket() {
        assertThat(parse(0x80, 0x88, 0xff, 0xfe, 0x80, 0, 0, 1, 0xde, 0xad, 0xbe, 0xef, 7, 8))
                .isEqualTo(Verdict.OK);
        assertThat(packet.marker()).isTrue();
        assertThat(packet.payloadType()).isEqualTo(8);
        assertThat(packet.sequenceNumber()).isEqualTo(0xfffe);
        assertThat(packet.timestamp()).isEqualTo(0x8000_0001);
        assertThat(packet.ssrc()).isEqualTo(0xdead_beef);
        assertThat(packet.payloadOffset()).isEqualTo(12);
        assertThat(packet.payloadLength()).isEqualTo(2);
    }

    @Test
    void skipsContributorsExtensionAndPadding() {
        assertThat(parse(
                        0xb1, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 3, // V=2 P=1 X=1 CC=1
                        1, 1, 1, 1, // contributor
                        0xbe, 0xde, 0, 1, 9, 9, 9, 9, // extension of one word
                        42, 43, 0, 2)) // two bytes of speech, two of padding
                .isEqualTo(Verdict.OK);
        assertThat(packet.payloadOffset()).isEqualTo(24);
        assertThat(packet.payloadLength()).isEqualTo(2);
    }

    @Test
    void refusesEachMalformationByName() {
        assertThat(parse(0x80, 0, 0)).isEqualTo(Verdict.TOO_SHORT);
        assertThat(parse(0x40, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 3)).isEqualTo(Verdict.WRONG_VERSION);
        assertThat(parse(0x80, 200, 0, 1, 0, 0, 0, 2, 0, 0, 0, 3)).isEqualTo(Verdict.RTCP);
        assertThat(parse(0x82, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 3, 1, 1, 1, 1)).isEqualTo(Verdict.TRUNCATED_CONTRIBUTORS);
        assertThat(parse(0x90, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 3, 0xbe)).isEqualTo(Verdict.TRUNCATED_EXTENSION);
        assertThat(parse(0x90, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 3, 0xbe, 0xde, 0xff, 0xff))
                .isEqualTo(Verdict.TRUNCATED_EXTENSION);
        assertThat(parse(0xa0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 3, 5, 0)).isEqualTo(Verdict.BAD_PADDING);
        assertThat(parse(0xa0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 3, 5, 3)).isEqualTo(Verdict.BAD_PADDING);
        assertThat(parse(0xa0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 3)).isEqualTo(Verdict.BAD_PADDING);
    }

    @Test
    void neverThrowsAndNeverPointsOutsideWhateverArrives() {
        Trials.run(
                "RtpPacketTest.neverThrowsAndNeverPointsOutside",
                5000,
                random -> staysInside(Trials.bytes(random, 0, 64), Trials.upTo(random, 16)));
    }

    private void staysInside(byte[] datagram, int before) {
        byte[] buffer = new byte[before + datagram.length + 3];
        Arrays.fill(buffer, (byte) 0xff);
        System.arraycopy(datagram, 0, buffer, before, datagram.length);
        if (datagram.length > 0) {
            // Half the random bytes would fail on the version alone.
            buffer[before] = (byte) (0x80 | (buffer[before] & 0x3f));
        }
        if (packet.parse(buffer, before, datagram.length) == Verdict.OK) {
            assertThat(packet.payloadOffset()).isBetween(before + 12, before + datagram.length);
            assertThat(packet.payloadOffset() + packet.payloadLength())
                    .isBetween(before + 12, before + datagram.length);
        }
    }

    @Test
    void readsBackWhatItWrote() {
        Trials.run(
                "RtpPacketTest.readsBackWhatItWrote",
                1000,
                random -> readsBack(
                        random.nextBoolean(),
                        Trials.upTo(random, 71),
                        Trials.upTo(random, 0xffff),
                        Trials.anyInt(random),
                        Trials.anyInt(random)));
    }

    private void readsBack(boolean marker, int payloadType, int sequenceNumber, int timestamp, int ssrc) {
        byte[] buffer = new byte[20];
        RtpPacket.writeHeader(buffer, 3, marker, payloadType, sequenceNumber, timestamp, ssrc);
        assertThat(packet.parse(buffer, 3, 17)).isEqualTo(Verdict.OK);
        assertThat(packet.marker()).isEqualTo(marker);
        assertThat(packet.payloadType()).isEqualTo(payloadType);
        assertThat(packet.sequenceNumber()).isEqualTo(sequenceNumber);
        assertThat(packet.timestamp()).isEqualTo(timestamp);
        assertThat(packet.ssrc()).isEqualTo(ssrc);
        assertThat(packet.payloadLength()).isEqualTo(5);
    }

    @Test
    void comparesSequenceNumbersAcrossTheWrap() {
        assertThat(SequenceNumbers.distance(3, 0xfffe)).isEqualTo(5);
        assertThat(SequenceNumbers.distance(0xfffe, 3)).isEqualTo(-5);
        assertThat(SequenceNumbers.next(0xffff)).isZero();
    }

    @Test
    void comparesTimestampsAcrossTheWrap() {
        assertThat(RtpTimestamps.distance(100, -60)).isEqualTo(160);
        assertThat(RtpTimestamps.distance(Integer.MIN_VALUE, Integer.MAX_VALUE)).isEqualTo(1);
        assertThat(RtpTimestamps.fromNanos(20_000_000, 8000)).isEqualTo(160);
        assertThat(RtpTimestamps.fromNanos(Long.MAX_VALUE, 8000)
                        - RtpTimestamps.fromNanos(Long.MAX_VALUE - 125_000, 8000))
                .isEqualTo(1);
        assertThat(RtpTimestamps.fromNanos(-125_000, 8000)).isEqualTo(-1);
    }

    @Test
    void ringKeepsOrderAndCountsWhatDoesNotFit() {
        PacketRing ring = new PacketRing(2);
        for (int i = 0; i < 5; i++) {
            ring.offer(new byte[] {(byte) i}, 0, 1, i);
        }
        assertThat(ring.offer(new byte[2000], 0, 2000, 9)).isFalse();
        assertThat(ring.overflows()).isEqualTo(2);
        for (int i = 0; i < 4; i++) {
            assertThat(ring.isEmpty()).isFalse();
            assertThat(ring.bytes()[0]).isEqualTo((byte) i);
            assertThat(ring.arrivalNanos()).isEqualTo(i);
            ring.remove();
        }
        assertThat(ring.isEmpty()).isTrue();
    }
}
