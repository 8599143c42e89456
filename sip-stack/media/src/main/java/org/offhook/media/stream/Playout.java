package org.offhook.media.stream;

import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.offhook.core.media.Codec;
import org.offhook.rtp.codec.ComfortNoise;
import org.offhook.rtp.codec.SpeechDecoder;
import org.offhook.rtp.jitter.JitterBuffer;
import org.offhook.rtp.jitter.JitterCounters;
import org.offhook.rtp.packet.RtpPacket;
import org.offhook.rtp.pcm.RateMatcher;

/**
 * The jitter buffers of one call: one for codecs of telephone band, one for wide ones, made when first needed. Where the far end changes
 * from one to the other, the old one plays out what it has until the new one's first sound is due, and the two are cross-faded. Playing
 * thread, but for {@link #prepare} and the counters.
 */
public final class Playout {

    private static final int NARROW_HERTZ = 8_000;
    private static final int LEAST_MILLIS = 20;
    private static final int FIRST_MILLIS = 30;
    private static final int MOST_MILLIS = 200;
    private static final int FADE_MILLIS = 5;
    private static final int LONGEST_PULL = 60 * 48;

    private final Band narrow = new Band(NARROW_HERTZ);
    private volatile @Nullable Band wide;
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
        if (rateHertz != NARROW_HERTZ && wide == null) {
            wide = new Band(rateHertz);
        }
    }

    private Band band(int rateHertz) {
        if (rateHertz == NARROW_HERTZ) {
            return narrow;
        }
        Band present = wide;
        if (present == null) {
            present = new Band(rateHertz);
            wide = present;
        }
        return present;
    }

    void decoder(int payloadType, SpeechDecoder decoder, Codec codec) {
        band(codec.sampleRate()).jitter.decoder(payloadType, decoder, codec.clockRate());
    }

    void forget(int payloadType) {
        narrow.jitter.decoder(payloadType, null);
        Band present = wide;
        if (present != null) {
            present.jitter.decoder(payloadType, null);
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
        narrow.jitter.flush();
        Band present = wide;
        if (present != null) {
            present.jitter.flush();
        }
        coming = null;
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

    private double sum(ToLongFunction<JitterCounters> figure, double scale) {
        Band present = wide;
        double all = figure.applyAsLong(narrow.jitter.counters()) * scale / NARROW_HERTZ;
        return present == null ? all : all + figure.applyAsLong(present.jitter.counters()) * scale / present.rateHertz;
    }

    /** Samples made up in the whole call, counted as ones of 8000 a second. Any thread. */
    public long concealedSamples() {
        return Math.round(sum(JitterCounters::concealedSamples, NARROW_HERTZ));
    }

    /** Samples handed out in the whole call, counted in the same way. Any thread. */
    public long playedSamples() {
        return Math.round(sum(JitterCounters::playedSamples, NARROW_HERTZ));
    }

    /** Samples of lost packets that later packets brought back, counted in the same way. Any thread. */
    public long restoredSamples() {
        return Math.round(sum(JitterCounters::restoredSamples, NARROW_HERTZ));
    }

    /** Packets that came too late to be heard. Any thread. */
    public long latePackets() {
        Band present = wide;
        long late = narrow.jitter.counters().latePackets();
        return present == null ? late : late + present.jitter.counters().latePackets();
    }
}
