package org.offhook.rtp.rtcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.offhook.testkit.base.Trials;

class RtcpTest {

    private static final class Heard implements RtcpReader.Sink {
        final List<String> lines = new ArrayList<>();

        @Override
        public void senderReport(int ssrc, long ntp, int rtpTimestamp, long packets, long payloadBytes) {
            lines.add("SR %d %x %d %d %d".formatted(ssrc, ntp, rtpTimestamp, packets, payloadBytes));
        }

        @Override
        public void reportBlock(
                int reporter,
                int about,
                int fractionLost,
                int cumulativeLost,
                long extendedHighest,
                long jitter,
                int lastSenderReport,
                int delaySinceLast) {
            lines.add("block %d %d %d %d %d %d %d %d"
                    .formatted(
                            reporter,
                            about,
                            fractionLost,
                            cumulativeLost,
                            extendedHighest,
                            jitter,
                            lastSenderReport,
                            delaySinceLast));
        }

        @Override
        public void goodbye(int ssrc) {
            lines.add("BYE " + ssrc);
        }
    }

    private static RtcpWriter fullReport() {
        RtcpWriter writer = new RtcpWriter(7, "x9");
        writer.startSenderReport(0x0102_0304_0506_0708L, -5, 3_000_000_000L, 9);
        writer.reportBlock(8, 255, -3, 0x1_0000_0005L, 12, 99, 65_536);
        writer.sourceDescription();
        writer.goodbye();
        return writer;
    }

    @Test
    void compoundStartsWithAReportThenNamesThenSaysGoodbye() {
        RtcpWriter writer = fullReport();
        byte[] bytes = writer.buffer();
        assertThat(writer.length() % 4).isZero();
        assertThat(bytes[1] & 0xff).isEqualTo(200);
        assertThat(bytes[0] & 0xff).isEqualTo(0x81);
        assertThat(bytes[3] & 0xff)
                .as("length of SR with one block, in words less one")
                .isEqualTo(12);
        assertThat(bytes[53] & 0xff).isEqualTo(202);
        assertThat(bytes[60]).as("CNAME item").isEqualTo((byte) 1);
        assertThat(new String(bytes, 62, 2, java.nio.charset.StandardCharsets.US_ASCII))
                .isEqualTo("x9");
        Heard heard = new Heard();
        assertThat(RtcpReader.read(bytes, 0, writer.length(), heard)).isEqualTo(RtcpReader.Verdict.OK);
        assertThat(heard.lines)
                .containsExactly("SR 7 102030405060708 -5 3000000000 9", "block 7 8 255 -3 5 12 99 65536", "BYE 7");
    }

    @Test
    void namesOfEveryLengthEndOnAWordBoundary() {
        for (int length = 0; length <= 255; length++) {
            RtcpWriter writer = new RtcpWriter(1, "n".repeat(length));
            writer.startReceiverReport();
            writer.sourceDescription();
            assertThat(writer.length() % 4).isZero();
            assertThat(writer.buffer()[writer.length() - 1]).isZero();
            assertThat(RtcpReader.read(writer.buffer(), 0, writer.length(), new Heard()))
                    .isEqualTo(RtcpReader.Verdict.OK);
        }
    }

    @Test
    void everyTruncationIsRefusedOrEndsAtAPartAndSaysNothingHalf() {
        RtcpWriter writer = fullReport();
        for (int length = 0; length < writer.length(); length++) {
            Heard heard = new Heard();
            RtcpReader.Verdict verdict = RtcpReader.read(writer.buffer(), 0, length, heard);
            boolean wholeParts = length == 52 || length == writer.length() - 8;
            assertThat(verdict == RtcpReader.Verdict.OK).as("length " + length).isEqualTo(wholeParts);
            if (!wholeParts) {
                assertThat(heard.lines).isEmpty();
            }
        }
    }

    @Test
    void refusesACompoundThatDoesNotStartWithAReport() {
        RtcpWriter writer = fullReport();
        byte[] tail = Arrays.copyOfRange(writer.buffer(), 52, writer.length());
        assertThat(RtcpReader.read(tail, 0, tail.length, new Heard())).isEqualTo(RtcpReader.Verdict.NOT_A_REPORT);
    }

    @Test
    void neverThrowsWhateverArrives() {
        Trials.run("RtcpTest.neverThrowsWhateverArrives", 5000, random -> {
            byte[] datagram = Trials.bytes(random, 4, 80);
            datagram[0] = (byte) (0x80 | (datagram[0] & 0x1f));
            datagram[1] = (byte) (200 + (datagram[1] & 1));
            datagram[2] = 0;
            datagram[3] = (byte) (datagram[3] & 0x0f);
            Heard heard = new Heard();
            RtcpReader.Verdict verdict = RtcpReader.read(datagram, 0, datagram.length, heard);
            if (verdict != RtcpReader.Verdict.OK) {
                assertThat(heard.lines).as("nothing half").isEmpty();
            }
        });
    }

    @Test
    void ntpTimeStartsIn1900() {
        assertThat(NtpTimestamps.fromEpochMillis(0) >>> 32).isEqualTo(2_208_988_800L);
        assertThat(NtpTimestamps.fromEpochMillis(500) & 0xffff_ffffL).isEqualTo(1L << 31);
        assertThat(NtpTimestamps.spanFromNanos(1_000_000_000)).isEqualTo(65_536);
        assertThat(NtpTimestamps.spanToMillis(32_768)).isEqualTo(500);
        assertThat(NtpTimestamps.middle(0x1111_2222_3333_4444L)).isEqualTo(0x2222_3333);
    }

    @Test
    void countsLossAcrossTheWrapAndReportsTheFractionSinceTheLastReport() {
        ReceptionStatistics statistics = new ReceptionStatistics(8000);
        int sequence = 0xfff0;
        for (int i = 0; i < 100; i++, sequence++) {
            if (i % 10 != 5) {
                statistics.packetArrived(sequence & 0xffff, i * 160, 1, i * 20_000_000L);
            }
        }
        assertThat(statistics.cumulativeLost()).isEqualTo(10);
        assertThat(statistics.extendedHighestSequence()).isEqualTo(0xfff0 + 99);
        assertThat(statistics.takeFractionLost()).isEqualTo(10 * 256 / 100);
        assertThat(statistics.takeFractionLost()).isZero();
        assertThat(statistics.jitter()).isZero();
    }

    @Test
    void duplicatesMakeLossNegativeAsTheStandardSays() {
        ReceptionStatistics statistics = new ReceptionStatistics(8000);
        for (int i = 0; i < 10; i++) {
            statistics.packetArrived(i, i * 160, 1, i * 20_000_000L);
            statistics.packetArrived(i, i * 160, 1, i * 20_000_000L);
        }
        assertThat(statistics.cumulativeLost()).isEqualTo(-10);
        assertThat(statistics.takeFractionLost()).isZero();
    }

    @Test
    void jitterConvergesToTheMeanDifferenceOfTransits() {
        ReceptionStatistics statistics = new ReceptionStatistics(8000);
        for (int i = 0; i < 1000; i++) {
            // Every other packet 4 ms late: each transit differs from the one before by 32 ticks.
            statistics.packetArrived(i, i * 160, 1, i * 20_000_000L + (i % 2) * 4_000_000L);
        }
        assertThat(statistics.jitter()).isBetween(31, 32);
        assertThat(statistics.jitterMillis()).isBetween(3.9, 4.01);
    }

    @Test
    void aTimestampJumpDoesNotCountAsJitter() {
        ReceptionStatistics statistics = new ReceptionStatistics(8000);
        for (int i = 0; i < 50; i++) {
            statistics.packetArrived(i, i * 160 + (i >= 25 ? 1_000_000 : 0), 1, i * 20_000_000L);
        }
        assertThat(statistics.jitter()).isZero();
    }

    @Test
    void anotherSourceOrARestartStartsAnew() {
        ReceptionStatistics statistics = new ReceptionStatistics(8000);
        statistics.packetArrived(5, 0, 1, 0);
        statistics.packetArrived(40_000, 0, 2, 0);
        assertThat(statistics.ssrc()).isEqualTo(2);
        assertThat(statistics.received()).isEqualTo(1);
        assertThat(statistics.cumulativeLost()).isZero();
        statistics.packetArrived(10_000, 160, 2, 20_000_000);
        assertThat(statistics.received())
                .as("one stray packet far off is not believed")
                .isEqualTo(1);
        statistics.packetArrived(10_001, 320, 2, 40_000_000);
        assertThat(statistics.extendedHighestSequence()).isEqualTo(10_001);
        assertThat(statistics.cumulativeLost()).isZero();
    }
}
