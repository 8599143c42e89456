package org.offhook.audio;

import dev.onvoid.webrtc.media.audio.AudioSink;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.offhook.rtp.Counter;
import org.offhook.rtp.pcm.PcmRing;

/**
 * Takes what the recording thread brings, in whatever rate and channels, to the media clock: mono, at the rate it asks for,
 * cleaned, through a ring of bounded delay. Where the clock asks for another rate the recording thread follows with its next portion,
 * and what lies in the ring in the old rate is dropped.
 */
final class MicrophoneFeed implements AudioSink, AutoCloseable {

    /** More than this waiting is delay that nobody wants: a stall is over, and the past is dropped. */
    private static final int MOST_MILLIS = 60;

    private static final int MOST_HERTZ = 48_000;

    private final VoiceProcessing voice;
    private final PcmRing ring = new PcmRing(MOST_HERTZ);
    private final Counter faults = new Counter();
    private final Counter starvations = new Counter();

    // The recording thread's:
    private final short[] mono = new short[8192];
    private final short[] portion = new short[MOST_HERTZ / 100];
    private @Nullable RateConverter converter;
    private int filled;

    // The media clock's:
    private boolean primed;
    private int readingHertz;

    private volatile int askedHertz;
    private volatile int givenHertz;

    MicrophoneFeed(int sampleRateHertz, VoiceProcessing voice) {
        this.voice = voice;
        askedHertz = sampleRateHertz;
        givenHertz = sampleRateHertz;
        readingHertz = sampleRateHertz;
    }

    @Override
    public void onRecordedData(
            byte[] samples,
            int frames,
            int bytesPerSample,
            int channels,
            int rate,
            int totalDelayMillis,
            int clockDrift) {
        try {
            // The second count is of samples or of frames, depending on the platform; the length tells the truth.
            int trueChannels = frames <= 0 ? 1 : Math.max(1, samples.length / (2 * frames));
            voice.delay(totalDelayMillis);
            int wanted = askedHertz;
            RateConverter now = converterFrom(rate, wanted);
            int made = wanted / 100;
            givenHertz = wanted;
            int count = Math.min(Math.min(frames, mono.length - filled), samples.length / (2 * trueChannels));
            Pcm16.toMono(samples, count, trueChannels, mono, filled);
            filled += count;
            int used = 0;
            for (; filled - used >= now.taken(); used += now.taken()) {
                now.convert(mono, used, portion, 0);
                voice.spoken(portion, wanted);
                ring.write(portion, 0, made);
            }
            filled -= used;
            System.arraycopy(mono, used, mono, 0, filled);
        } catch (RuntimeException | Error fault) {
            // Nothing may reach the native thread.
            faults.increment();
        }
    }

    private RateConverter converterFrom(int rate, int wanted) {
        RateConverter now = converter;
        if (now == null || !now.joins(rate, wanted)) {
            close();
            now = new RateConverter(rate, wanted);
            converter = now;
            filled = 0;
        }
        return now;
    }

    /** Gives the natives back. No sound may flow any more. */
    @Override
    public void close() {
        RateConverter last = converter;
        converter = null;
        if (last != null) {
            last.close();
        }
    }

    /** The rate that was asked for last. */
    int askedHertz() {
        return askedHertz;
    }

    /** Reads a frame; silence until enough waits that the next frames will find theirs. Media clock. */
    void read(short[] into, int offset, int samples, int sampleRateHertz) {
        if (sampleRateHertz != readingHertz) {
            changeRate(sampleRateHertz);
        }
        int portionSamples = sampleRateHertz / 100;
        int waiting = ring.available();
        int most = sampleRateHertz * MOST_MILLIS / 1000;
        if (waiting > most) {
            ring.keepLatest(samples + portionSamples);
            waiting = samples + portionSamples;
        }
        if (readingHertz != sampleRateHertz || (primed ? waiting < samples : waiting < samples + portionSamples)) {
            if (primed) {
                starvations.increment();
            }
            primed = false;
            Arrays.fill(into, offset, offset + samples, (short) 0);
            return;
        }
        primed = true;
        ring.read(into, offset, samples);
    }

    /** Drops what is there in the old rate, once more when the recording thread has changed over. */
    private void changeRate(int sampleRateHertz) {
        askedHertz = sampleRateHertz;
        primed = false;
        if (givenHertz == sampleRateHertz) {
            readingHertz = sampleRateHertz;
        }
        ring.keepLatest(0);
    }

    /** Samples that wait. Media clock. */
    int backlog() {
        return ring.available();
    }

    /** Frames that found nothing after sound had begun. */
    long starvations() {
        return starvations.get();
    }
}
