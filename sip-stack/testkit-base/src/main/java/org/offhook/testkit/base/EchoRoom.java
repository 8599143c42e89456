package org.offhook.testkit.base;

import java.util.Random;

/**
 * A room with a loudspeaker and a microphone, and in it whatever is to take the echo out: the far end's speech comes back late and softer by a
 * given measure, with reflections that die within 80 ms; the near end speaks into the same microphone. What it did is measured by energy alone,
 * from what went in and came out.
 */
public final class EchoRoom {
    private static final int REVERBERATION_MILLIS = 80;
    /** A reflection every so many samples: a room's are more, and cost a test its seconds. */
    private static final int REFLECTION_SAMPLES = 16;

    private static final double DIRECT_SHARE = 0.7;
    private static final double ROOM_NOISE = 4;

    private final int rate;
    private final int delayMillis;
    private final double echoDecibels;

    /** What takes the echo out, told 10 ms at a time. */
    public interface Canceller {
        /** The loudspeaker plays this. */
        void heard(short[] portion);

        /** Cleans what the microphone took, in place. */
        void spoken(short[] portion);
    }

    /**
     * What came of it.
     *
     * @param echoDownDecibels how much less of the far end's speech there was behind the canceller than before it, nobody else speaking
     * @param settledSeconds from the first word until the echo of a quarter second was down by 30 dB and more
     * @param nearKeptDecibels how the near end's speech came through while nobody else spoke
     * @param bothKeptDecibels the same while both spoke: 0 is unharmed
     */
    public record Result(
            double echoDownDecibels, double settledSeconds, double nearKeptDecibels, double bothKeptDecibels) {}

    /**
     * A room.
     *
     * @param rate of all signals
     * @param delayMillis from the loudspeaker's samples to the microphone's
     * @param echoDecibels level of the echo against what is played, such as −10
     */
    public EchoRoom(int rate, int delayMillis, double echoDecibels) {
        this.rate = rate;
        this.delayMillis = delayMillis;
        this.echoDecibels = echoDecibels;
    }

    /** What the microphone takes of the loudspeaker. */
    private double[] echo(short[] far) {
        Random random = new Random(80);
        int length = rate / 1000 * REVERBERATION_MILLIS;
        double[] response = new double[length];
        double tail = 0;
        for (int i = REFLECTION_SAMPLES; i < length; i += REFLECTION_SAMPLES) {
            response[i] = random.nextGaussian() * Math.exp(-6.9 * i / length);
            tail += response[i] * response[i];
        }
        double scale = Math.sqrt((1 - DIRECT_SHARE) / tail);
        for (int i = REFLECTION_SAMPLES; i < length; i += REFLECTION_SAMPLES) {
            response[i] *= scale;
        }
        response[0] = Math.sqrt(DIRECT_SHARE);
        double gain = Math.pow(10, echoDecibels / 20);
        int delay = rate / 1000 * delayMillis;
        double[] echo = new double[far.length];
        for (int at = 0; at < far.length; at++) {
            if (far[at] == 0) {
                continue;
            }
            double sample = far[at] * gain;
            for (int i = 0; i < length && at + delay + i < echo.length; i += REFLECTION_SAMPLES) {
                echo[at + delay + i] += sample * response[i];
            }
        }
        return echo;
    }

    /**
     * Lets the far end speak alone, then the near end alone, then both, for as long as {@code far} each time.
     *
     * @param far what the far end says
     * @param near what the near end says, of the same length
     */
    public Result measure(short[] far, short[] near, Canceller canceller) {
        int part = far.length - far.length % (rate / 100);
        short[] played = new short[3 * part];
        short[] said = new short[3 * part];
        System.arraycopy(far, 0, played, 0, part);
        System.arraycopy(near, 0, said, part, part);
        System.arraycopy(far, 0, played, 2 * part, part);
        System.arraycopy(near, 0, said, 2 * part, part);
        double[] echo = echo(played);
        short[] taken = through(played, said, echo, canceller);
        int settling = settled(echo, taken, part);
        return new Result(
                decibels(energy(echo, settling, part) / Math.max(1, energy(taken, settling, part))),
                (double) settling / rate,
                kept(said, taken, part, 2 * part),
                kept(said, taken, 2 * part, 3 * part));
    }

    private short[] through(short[] played, short[] said, double[] echo, Canceller canceller) {
        Random random = new Random(81);
        short[] taken = new short[played.length];
        int count = rate / 100;
        short[] portion = new short[count];
        for (int at = 0; at < played.length; at += count) {
            System.arraycopy(played, at, portion, 0, count);
            canceller.heard(portion);
            for (int i = 0; i < count; i++) {
                double sample = said[at + i] + echo[at + i] + ROOM_NOISE * random.nextGaussian();
                portion[i] = (short) Math.clamp(Math.round(sample), Short.MIN_VALUE, Short.MAX_VALUE);
            }
            canceller.spoken(portion);
            System.arraycopy(portion, 0, taken, at, count);
        }
        return taken;
    }

    /** The first quarter second of speech after which the echo stays down by 30 dB, or the end. */
    private int settled(double[] echo, short[] taken, int end) {
        int window = rate / 4;
        int settled = 0;
        for (int at = 0; at + window <= end; at += window) {
            double before = energy(echo, at, at + window);
            if (before > 1e4 * window && decibels(before / Math.max(1, energy(taken, at, at + window))) < 30) {
                settled = at + window;
            }
        }
        return settled;
    }

    /** Level of what came through of the near end's speech against what was said, where it was said. */
    private double kept(short[] said, short[] taken, int from, int until) {
        int lag = lag(said, taken, from, until);
        double own = 0;
        double cross = 0;
        for (int i = from; i < until - lag; i++) {
            own += (double) said[i] * said[i];
            cross += (double) said[i] * taken[i + lag];
        }
        return 2 * decibels(Math.max(1e-9, cross / Math.max(1, own)));
    }

    /** How late the canceller gives what it takes: at most 20 ms. */
    private int lag(short[] said, short[] taken, int from, int until) {
        int best = 0;
        double most = -1;
        for (int lag = 0; lag < rate / 50; lag++) {
            double cross = 0;
            for (int i = from; i < until - rate / 50; i++) {
                cross += (double) said[i] * taken[i + lag];
            }
            if (cross > most) {
                most = cross;
                best = lag;
            }
        }
        return best;
    }

    private static double decibels(double powers) {
        return 10 * Math.log10(powers);
    }

    private static double energy(double[] signal, int from, int until) {
        double sum = 0;
        for (int i = from; i < until; i++) {
            sum += signal[i] * signal[i];
        }
        return sum;
    }

    private static double energy(short[] signal, int from, int until) {
        double sum = 0;
        for (int i = from; i < until; i++) {
            sum += (double) signal[i] * signal[i];
        }
        return sum;
    }
}
