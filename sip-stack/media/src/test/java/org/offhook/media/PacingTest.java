package org.offhook.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.offhook.rtp.packet.RtpPacket;
import org.offhook.rtp.packet.SequenceNumbers;
import org.offhook.rtp.tone.CallTone;

/** Prints how evenly packets leave. A figure, not a gate: it depends on the machine and the collector. */
class PacingTest {

    private static final int PACKETS = Integer.getInteger("offhook.pacing.packets", 1000);

    @Test
    @Tag("long")
    void packetsLeaveEveryTwentyMillisecondsWhileOthersMakeGarbage() throws Exception {
        measure("idle", 0);
        measure("200 MB/s of garbage", 200);
    }

    private static void measure(String load, int megabytesPerSecond) throws Exception {
        AtomicBoolean running = new AtomicBoolean(true);
        Thread maker = Thread.ofPlatform().daemon().start(() -> litter(running, megabytesPerSecond));
        long[] arrivals = new long[PACKETS];
        try (MediaEngine engine = MediaEngine.onLoopback("paced");
                DatagramSocket listener =
                        new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
                MediaEndpoint end = MediaEndpoint.open(
                        engine, new ToneSource(CallTone.steady(440, -20)), FrameSink.NONE, (digit, duration) -> {})) {
            listener.setSoTimeout(5000);
            end.apply(Plans.talk(1, listener.getLocalPort()));
            RtpPacket view = new RtpPacket();
            int sequence = 0;
            byte[] buffer = new byte[300];
            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
            for (int i = 0; i < PACKETS; i++) {
                listener.receive(packet);
                arrivals[i] = System.nanoTime();
                assertThat(view.parse(buffer, 0, packet.getLength())).isEqualTo(RtpPacket.Verdict.OK);
                assertThat(i == 0 || view.sequenceNumber() == SequenceNumbers.next(sequence))
                        .as("no frame is left out or sent twice")
                        .isTrue();
                sequence = view.sequenceNumber();
            }
        } finally {
            running.set(false);
            maker.join();
        }
        double[] gaps = new double[PACKETS - 51];
        for (int i = 0; i < gaps.length; i++) {
            gaps[i] = (arrivals[i + 51] - arrivals[i + 50]) / 1e6;
        }
        Arrays.sort(gaps);
        double drift = (arrivals[PACKETS - 1] - arrivals[50]) / 1e6 - (PACKETS - 51) * 20.0;
        System.out.printf(
                "MEASURED %s: gap p50 %.2f p99 %.2f max %.2f ms, drift %.2f ms in %d packets%n",
                load, gaps[gaps.length / 2], gaps[gaps.length * 99 / 100], gaps[gaps.length - 1], drift, PACKETS);
    }

    private static void litter(AtomicBoolean running, int megabytesPerSecond) {
        byte[][] kept = new byte[64][];
        int at = 0;
        while (running.get()) {
            for (int i = 0; i < megabytesPerSecond; i++) {
                byte[] piece = new byte[10 * 1024];
                kept[at++ & 63] = piece;
            }
            LockSupport.parkNanos(10_000_000);
        }
    }
}
