package org.offhook.rtp.rtcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** RFC 3611 §4.7: VoIP metrics. */
class VoipMetricsTest {

    private static final class Heard implements RtcpReader.Sink {
        final List<String> metrics = new ArrayList<>();

        @Override
        public void senderReport(int ssrc, long ntp, int rtpTimestamp, long packets, long payloadBytes) {}

        @Override
        public void reportBlock(
                int reporter,
                int about,
                int fractionLost,
                int cumulativeLost,
                long extendedHighest,
                long jitter,
                int lastSenderReport,
                int delaySinceLast) {}

        @Override
        public void goodbye(int ssrc) {}

        @Override
        public void voipMetrics(int about, int rating, int conversationTenths) {
            metrics.add(about + " " + rating + " " + conversationTenths);
        }
    }

    private static BurstMetrics of(String packets) {
        BurstMetrics metrics = new BurstMetrics();
        for (int i = 0; i < packets.length(); i++) {
            if (packets.charAt(i) == '.') {
                metrics.arrived((65_530 + i) & 0xffff);
            }
        }
        return metrics;
    }

    @Test
    void theBlockIsLaidOutAsTheRfcSays() {
        RtcpWriter writer = new RtcpWriter(0x0102_0304, "c");
        writer.startReceiverReport();
        writer.sourceDescription();
        int at = writer.length();
        VoipMetrics metrics = new VoipMetrics();
        metrics.ssrc = 0x0a0b_0c0d;
        metrics.lossShare = 0.125;
        metrics.discardShare = 1;
        metrics.burstDensity = 0.5;
        metrics.burstMillis = 0x0201;
        metrics.gapMillis = 70_000;
        metrics.roundTripMillis = 40;
        metrics.endSystemMillis = 60;
        metrics.rating = 93;
        metrics.listeningTenths = 44;
        metrics.conversationTenths = 43;
        metrics.bufferMillis = 30;
        metrics.mostBufferMillis = 200;
        writer.voipMetrics(metrics);
        byte[] written = java.util.Arrays.copyOfRange(writer.buffer(), at, writer.length());
        assertThat(HexFormat.of().formatHex(written))
                .isEqualTo("80cf000a01020304" + "07000008" + "0a0b0c0d" + "20ff8000" + "0201ffff" + "0028003c"
                        + "7f7f7f10" + "5d7f2c2b" + "b000001e" + "00c800c8");
        Heard heard = new Heard();
        assertThat(RtcpReader.read(writer.buffer(), 0, writer.length(), heard)).isEqualTo(RtcpReader.Verdict.OK);
        assertThat(heard.metrics).containsExactly(0x0a0b_0c0d + " 93 43");
    }

    @Test
    void noExtendedReportMakesTheReaderStumble() {
        RtcpWriter writer = new RtcpWriter(1, "c");
        writer.startReceiverReport();
        writer.sourceDescription();
        writer.voipMetrics(new VoipMetrics());
        Random random = new Random(3611);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = java.util.Arrays.copyOf(writer.buffer(), writer.length());
            for (int change = random.nextInt(4); change >= 0; change--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            RtcpReader.read(bytes, 0, random.nextInt(bytes.length + 1), new Heard());
        }
    }

    @Test
    void lossesOneByOneAreGapAndLossesCloseTogetherAreBursts() {
        BurstMetrics clean = of(".".repeat(200));
        assertThat(clean.burstDensity() + clean.gapDensity()).isZero();
        BurstMetrics single = of((".".repeat(49) + "x").repeat(20) + ".".repeat(20));
        assertThat(single.gapDensity()).isCloseTo(0.02, within(0.01));
        assertThat(single.burstDensity()).isZero();
        BurstMetrics bursts = of((".".repeat(100) + "x.x.x.x.x.x").repeat(10) + ".".repeat(20));
        assertThat(bursts.burstDensity()).as("every second packet").isCloseTo(0.5, within(0.1));
        assertThat(bursts.burstPackets()).isBetween(8.0, 14.0);
        assertThat(bursts.gapPackets()).isBetween(80.0, 120.0);
        assertThat(of("..x.".repeat(3) + ".").gapPackets()).isPositive();
    }
}
