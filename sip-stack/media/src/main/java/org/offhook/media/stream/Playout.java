package org.offhook.media.stream;

import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.offhook.rtp.codec.ComfortNoise;
import org.offhook.rtp.jitter.JitterBuffer;
import org.offhook.rtp.jitter.JitterCounters;
import org.offhook.rtp.packet.RtpPacket;
import org.offhook.rtp.pcm.RateMatcher;

/**
 * The jitter buffers of one call: one for codecs of telephone band, one for wide ones, one for full band, made when first needed. Where the far end changes
 * from one to the other, the old one plays out what it has until the new one's first sound is due, and the two are cross-faded. Playing
 * thread, but for {@link #prepare} and the counters.
 */
public final class Playout {

    private static final int NARROW_HERTZ = 8_000;
    private static final int LEAST_MILLIS = 15;
    private static final int FIRST_MILLIS = 30;
    private static final int MOST_MILLIS = 200;
    private static final int FADE_MILLIS = 5;
    private static final int LONGEST_PULL = 60 * 48;

    private static final int WIDE_HERTZ = 16_000;
    private static final int FULL_HERTZ = 48_000;

    private final Band narrow = new Band(NARROW_HERTZ);
    private volatile @Nullable Band wide;
    private volatile @Nullable Band full;
    private volatile Band heard = narrow;
    private @Nullable Band coming;
    private final short[] next = new short[LONGEST_PULL];

    /** One rate's buffer and the way from it to what is asked for. */
    private static final class Band {
        private final int rateHertz;
        private final JitterBuffer jitter;
        private final RateMatcher matcher = new RateMatcher();
        private final short[] own = new short[LONGEST_PULL];

        Band(int rateHertz) {
            this.rateHertz = rateHertz;
            jitter = new JitterBuffer(rateHertz, LEAST_MILLIS, FIRST_MILLIS, MOST_MILLIS);
        }

        void pull(short[] into, int offset, int samples, int askedHertz, long nowNanos) {
            if (askedHertz == rateHertz) {
                jitter.pull(into, offset, samples, nowNanos);
                return;
            }
            int count = (int) ((long) samples * rateHertz / askedHertz);
            jitter.pull(own, 0, count, nowNanos);
            matcher.convert(own, 0, count, rateHertz, into, offset, askedHertz);
        }
    }

    /** Makes the buffer for a rate unless it is there. Any one thread. */
    void prepare(int rateHertz) {
        band(rateHertz);
    }

    private Band band(int rateHertz) {
        return switch (rateHertz) {
            case NARROW_HERTZ -> narrow;
            case WIDE_HERTZ -> {
                Band present = wide;
                if (present == null) {
                    present = new Band(rateHertz);
                    wide = present;
                }
                yield present;
            }
            case FULL_HERTZ -> {
                Band present = full;
                if (present == null) {
                    present = new Band(rateHertz);
                    full = present;
                }
                yield present;
            }
            default -> throw new IllegalArgumentException("nothing is spoken at " + rateHertz + " Hz");
        };
    }

    void decoder(StreamPlan.Heard format) {
        band(format.rateHertz())
                .jitter
                .decoder(format.payloadType(), format.decoder(), format.codec().clockRate());
    }

    void forget(int payloadType) {
        forget(narrow, payloadType);
        forget(wide, payloadType);
        forget(full, payloadType);
    }

    private static void forget(@Nullable Band band, int payloadType) {
        if (band != null) {
            band.jitter.decoder(payloadType, null);
        }
    }

    void insert(RtpPacket packet, long arrivalNanos, int rateHertz) {
        Band band = band(rateHertz);
        band.jitter.insert(packet, arrivalNanos);
        if (band != heard) {
            coming = band;
        }
    }

    void speechPaused(ComfortNoise noise) {
        heard.jitter.speechPaused(noise);
    }

    void flush() {
        flush(narrow);
        flush(wide);
        flush(full);
        coming = null;
    }

    private static void flush(@Nullable Band band) {
        if (band != null) {
            band.jitter.flush();
        }
    }

    void pull(short[] into, int offset, int samples, int rateHertz, long nowNanos) {
        Band now = heard;
        now.pull(into, offset, samples, rateHertz, nowNanos);
        Band after = coming;
        if (after == null) {
            return;
        }
        after.pull(next, 0, samples, rateHertz, nowNanos);
        if (!after.jitter.playing()) {
            return;
        }
        int fade = Math.min(samples, FADE_MILLIS * rateHertz / 1000);
        for (int i = 0; i < samples; i++) {
            double rising = i >= fade ? 1 : (i + 1.0) / (fade + 1);
            into[offset + i] = (short) Math.round(into[offset + i] * (1 - rising) + next[i] * rising);
        }
        now.jitter.flush();
        heard = after;
        coming = null;
    }

    /** What the buffer that is heard did. Any thread. */
    public JitterCounters counters() {
        return heard.jitter.counters();
    }

    private long sum(ToLongFunction<JitterCounters> figure) {
        return Math.round(part(narrow, figure) + part(wide, figure) + part(full, figure));
    }

    private static double part(@Nullable Band band, ToLongFunction<JitterCounters> figure) {
        return band == null ? 0 : figure.applyAsLong(band.jitter.counters()) * (double) NARROW_HERTZ / band.rateHertz;
    }

    /** Samples made up in the whole call, counted as ones of 8000 a second. Any thread. */
    public long concealedSamples() {
        return sum(JitterCounters::concealedSamples);
    }

    /** Samples handed out in the whole call, counted in the same way. Any thread. */
    public long playedSamples() {
        return sum(JitterCounters::playedSamples);
    }

    /** Samples of lost packets that later packets brought back, counted in the same way. Any thread. */
    public long restoredSamples() {
        return sum(JitterCounters::restoredSamples);
    }

    /** Packets that came too late to be heard. Any thread. */
    public long latePackets() {
        return late(narrow) + late(wide) + late(full);
    }

    private static long late(@Nullable Band band) {
        return band == null ? 0 : band.jitter.counters().latePackets();
    }
}
