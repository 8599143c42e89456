package org.offhook.bench;

import java.util.concurrent.TimeUnit;
import org.offhook.rtp.codec.G711;
import org.offhook.rtp.jitter.JitterBuffer;
import org.offhook.rtp.packet.RtpPacket;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What one 20 ms frame costs in the media path's pure parts. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class MediaBenchmark {
    private static final int FRAME = 160;

    private final short[] pcm = new short[FRAME];
    private final short[] heard = new short[FRAME];
    private final byte[] datagram = new byte[RtpPacket.HEADER_BYTES + FRAME];
    private final RtpPacket packet = new RtpPacket();
    private final JitterBuffer buffer = new JitterBuffer(G711.SAMPLE_RATE_HERTZ, 20, 40, 500);
    private int sequence;
    private long now;

    /** A 440 Hz frame and an empty buffer. */
    @Setup
    public void prepare() {
        for (int i = 0; i < FRAME; i++) {
            pcm[i] = (short) (8_000 * Math.sin(2 * Math.PI * 440 * i / G711.SAMPLE_RATE_HERTZ));
        }
        buffer.decoder(G711.MU_LAW.payloadType(), G711.MU_LAW);
    }

    /** µ-law, both ways. */
    @Benchmark
    public short encodeAndDecode() {
        G711.MU_LAW.encode(pcm, 0, FRAME, datagram, RtpPacket.HEADER_BYTES);
        G711.MU_LAW.decode(datagram, RtpPacket.HEADER_BYTES, FRAME, heard, 0);
        return heard[FRAME - 1];
    }

    /** A packet in, 20 ms of audio out. */
    @Benchmark
    public short throughTheJitterBuffer() {
        G711.MU_LAW.encode(pcm, 0, FRAME, datagram, RtpPacket.HEADER_BYTES);
        RtpPacket.writeHeader(datagram, 0, false, 0, sequence & 0xFFFF, sequence * FRAME, 0x0FF00C);
        packet.parse(datagram, 0, datagram.length);
        sequence++;
        now += 20_000_000L;
        buffer.insert(packet, now);
        buffer.pull(heard, 0, FRAME, now);
        return heard[0];
    }
}
