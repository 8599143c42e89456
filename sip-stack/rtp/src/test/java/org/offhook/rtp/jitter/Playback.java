package org.offhook.rtp.jitter;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.offhook.rtp.codec.G711;
import org.offhook.rtp.packet.RtpPacket;

/** Virtual time: a sender of one tone, a network given as arrival times, a loudspeaker that pulls, and what it heard. */
final class Playback {

    static final int FRAME = 160;

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Arrival(long nanos, int order, byte[] packet) {}

    final JitterBuffer buffer = new JitterBuffer(8000, 20, 30, 200);
    private final List<Arrival> network = new ArrayList<>();
    private final List<short[]> heard = new ArrayList<>();
    private final double hertz;
    private final Random room = new Random(29);
    private double phase;
    private long nowNanos;

    Playback(double hertz) {
        this.hertz = hertz;
        buffer.decoder(G711.MU_LAW.payloadType(), G711.MU_LAW);
    }

    /** One 20 ms packet of the tone, going on where the last one ended. */
    byte[] nextPacket(int sequence, int timestamp, int ssrc) {
        return nextPacket(sequence, timestamp, ssrc, 8000, 0);
    }

    /** The same of so loud a tone, in a room that makes so much noise. */
    byte[] nextPacket(int sequence, int timestamp, int ssrc, int peak, int noise) {
        short[] pcm = new short[FRAME];
        for (int i = 0; i < FRAME; i++) {
            pcm[i] = (short) (peak * Math.sin(phase) + room.nextInt(-noise, noise + 1));
            phase += 2 * Math.PI * hertz / 8000;
        }
        byte[] packet = new byte[RtpPacket.HEADER_BYTES + FRAME];
        RtpPacket.writeHeader(packet, 0, false, 0, sequence, timestamp, ssrc);
        G711.MU_LAW.encode(pcm, 0, FRAME, packet, RtpPacket.HEADER_BYTES);
        return packet;
    }

    void arrives(byte[] packet, double millis) {
        network.add(new Arrival((long) (millis * 1e6), network.size(), packet));
    }

    /** Lets the speaker pull portions until a time, each of them seeing only what has arrived. */
    void playUntil(double millis, int portionSamples) {
        playUntil(millis, portionSamples, 1);
    }

    /** The same by a speaker that pulls several portions at once. */
    void playUntil(double millis, int portionSamples, int atOnce) {
        playUntil(millis, portionSamples, atOnce, millisSoFar -> 0);
    }

    /**
     * The same by a speaker whose pulls are earlier or later than their time.
     *
     * @param lateMillis how much at a time
     */
    void playUntil(double millis, int portionSamples, int atOnce, DoubleUnaryOperator lateMillis) {
        network.sort(Comparator.comparingLong(Arrival::nanos).thenComparingInt(Arrival::order));
        RtpPacket view = new RtpPacket();
        while (nowNanos < millis * 1e6) {
            long pulled = nowNanos + (long) (1e6 * lateMillis.applyAsDouble(nowNanos / 1e6));
            while (!network.isEmpty() && network.getFirst().nanos() <= pulled) {
                Arrival next = network.removeFirst();
                view.parse(next.packet(), 0, next.packet().length);
                buffer.insert(view, next.nanos());
            }
            for (int i = 0; i < atOnce; i++) {
                short[] portion = new short[portionSamples];
                buffer.pull(portion, 0, portionSamples, pulled);
                heard.add(portion);
            }
            nowNanos += 125_000L * atOnce * portionSamples;
        }
    }

    /** Everything heard from one time to another. */
    short[] heard(double fromMillis, double toMillis) {
        int total = heard.stream().mapToInt(portion -> portion.length).sum();
        short[] all = new short[total];
        int at = 0;
        for (short[] portion : heard) {
            System.arraycopy(portion, 0, all, at, portion.length);
            at += portion.length;
        }
        return java.util.Arrays.copyOfRange(all, (int) (fromMillis * 8), (int) (toMillis * 8));
    }

    /** The largest step between neighbouring samples: clicks are large ones. */
    static int largestStep(short[] samples) {
        int largest = 0;
        for (int i = 1; i < samples.length; i++) {
            largest = Math.max(largest, Math.abs(samples[i] - samples[i - 1]));
        }
        return largest;
    }

    /** The largest step that the pure tone itself makes, with room for the codec's coarseness. */
    int toneStep() {
        return (int) (8000 * 2 * Math.PI * hertz / 8000) + 600;
    }

    /** How much of what was heard is the tone: 1 is all of it. */
    double toneShare(double fromMillis, double toMillis) {
        return share(heard(fromMillis, toMillis), hertz);
    }

    /** The share of energy at one frequency, in the mean over 20 ms blocks. */
    static double share(short[] samples, double hertz) {
        double sum = 0;
        int blocks = 0;
        for (int at = 0; at + FRAME <= samples.length; at += FRAME) {
            double re = 0;
            double im = 0;
            double energy = 1;
            for (int i = 0; i < FRAME; i++) {
                double angle = 2 * Math.PI * hertz * i / 8000;
                re += samples[at + i] * Math.cos(angle);
                im += samples[at + i] * Math.sin(angle);
                energy += (double) samples[at + i] * samples[at + i];
            }
            sum += (re * re + im * im) / (energy * FRAME / 2);
            blocks++;
        }
        return sum / blocks;
    }
}
