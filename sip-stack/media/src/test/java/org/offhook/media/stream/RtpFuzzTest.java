package org.offhook.media.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.offhook.media.Plans;
import org.offhook.rtp.rtcp.ReceptionStatistics;
import org.offhook.rtp.rtcp.RtcpWriter;
import org.offhook.testkit.base.Fuzz;

/** What comes to the sockets of a call: each datagram is heard, or refused and counted, and the ear gets a frame every 20 ms. */
@Timeout(value = 1, unit = TimeUnit.DAYS) // as long as it is told to run
class RtpFuzzTest {
    private static final int FRAME = 160;

    /** Datagrams of one call in a row: an input is a length and so many octets, again and again. */
    private static byte[] joined(List<byte[]> datagrams) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] one : datagrams) {
            joined.write(one.length);
            joined.writeBytes(one);
        }
        return joined.toByteArray();
    }

    private static List<byte[]> split(byte[] input) {
        List<byte[]> datagrams = new ArrayList<>();
        for (int at = 0; at < input.length; ) {
            int length = Math.min(input[at] & 0xff, input.length - at - 1);
            datagrams.add(Arrays.copyOfRange(input, at + 1, at + 1 + length));
            at += 1 + length;
        }
        return datagrams;
    }

    /** Speech, a digit, comfort noise. */
    private static byte[] talk() {
        SendStream sender = new SendStream(new Random(3));
        StreamPlan plan = new StreamPlan(Plans.talk(1, 4_000));
        List<byte[]> datagrams = new ArrayList<>();
        short[] frame = new short[FRAME];
        for (int i = 0; i < 12; i++) {
            if (i == 3) {
                sender.enter('5', plan);
            }
            int length = sender.next(frame, 0, plan, i * 20_000_000L);
            datagrams.add(Arrays.copyOf(sender.packet(), length));
        }
        byte[] noise = Arrays.copyOf(datagrams.getLast(), 13);
        noise[1] = 13;
        datagrams.add(noise);
        return joined(datagrams);
    }

    private static byte[] reports() {
        RtcpWriter writer = new RtcpWriter(7, "cname@x");
        writer.startSenderReport(0x83AA7E8000000000L, 160, 10, 1_600);
        writer.reportBlock(0x01020304, 12, 3, 65_540, 17, 5, 6);
        writer.sourceDescription();
        writer.goodbye();
        byte[] sender = Arrays.copyOf(writer.buffer(), writer.length());
        writer.startReceiverReport();
        writer.sourceDescription();
        return joined(List.of(sender, Arrays.copyOf(writer.buffer(), writer.length())));
    }

    @Test
    void everyRtpDatagramIsHeardOrRefused() {
        Fuzz.run(Speech.class, List.of(talk()), List.of());
    }

    @Test
    void everyRtcpDatagramIsReadOrRefused() {
        Fuzz.run(Reports.class, List.of(reports()), List.of());
    }

    /** RTP of one call, a frame of it heard for each datagram and ten more after them. */
    public static final class Speech {
        private static final StreamPlan PLAN = new StreamPlan(Plans.talk(1, 4_000));
        private static final short[] HEARD = new short[FRAME];

        private Speech() {}

        public static void fuzzerTestOneInput(byte[] input) {
            ReceiveStream receiver = new ReceiveStream((_, _) -> {});
            long now = 1_000_000_000L;
            for (byte[] datagram : split(input)) {
                receiver.accept(datagram, datagram.length, PLAN, now);
                receiver.pollEvents(now);
                receiver.pull(HEARD, 0, FRAME, PLAN, now + 5_000_000);
                now += 20_000_000;
            }
            for (int i = 0; i < 10; i++) {
                receiver.pollEvents(now);
                receiver.pull(HEARD, 0, FRAME, PLAN, now);
                now += 20_000_000;
            }
            assertThat(receiver.jitter().concealedSamples()).isNotNegative();
        }
    }

    /** RTCP of one call. */
    public static final class Reports {
        private Reports() {}

        public static void fuzzerTestOneInput(byte[] input) {
            RtcpExchange exchange = new RtcpExchange(
                    new SendStream(new Random(3)), new ReceptionStatistics(8_000), "cname@y", new Random(4), 0);
            long now = 1_000_000_000L;
            for (byte[] datagram : split(input)) {
                exchange.accept(datagram, datagram.length, now, 1_000_000);
                exchange.report(now, 1_000_000, false);
                now += 20_000_000;
            }
            assertThat(exchange.remoteLossShare()).isLessThanOrEqualTo(1);
        }
    }
}
