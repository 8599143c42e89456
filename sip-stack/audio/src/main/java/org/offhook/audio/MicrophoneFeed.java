package org.offhook.audio;

import dev.onvoid.webrtc.media.audio.AudioSink;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.offhook.rtp.Counter;
import org.offhook.rtp.pcm.PcmRing;
import org.offhook.rtp.pcm.Resampler;

/**
 * Takes what the recording thread brings, in whatever rate and channels, to the media clock: mono, at the call's rate,
 * cleaned, through a ring of bounded delay.
 */
final class MicrophoneFeed implements AudioSink {

    /** More than this waiting is delay that nobody wants: a stall is over, and the past is dropped. */
    private static final int MOST_MILLIS = 60;

    private final int sampleRateHertz;
    private final VoiceProcessing voice;
    private final PcmRing ring;
    private final Counter faults = new Counter();
    private final Counter starvations = new Counter();

    // The recording thread's:
    private final short[] mono = new short[8192];
    private final short[] resampled = new short[8192];
    private final short[] portion;
    private @Nullable Resampler resampler;
    private int deviceRate;
    private int filled;

    // The media clock's:
    private boolean primed;

    MicrophoneFeed(int sampleRateHertz, VoiceProcessing voice) {
        this.sampleRateHertz = sampleRateHertz;
        this.voice = voice;
        ring = new PcmRing(sampleRateHertz);
        portion = new short[voice.portionSamples()];
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
            int count = Math.min(Math.min(frames, mono.length), samples.length / (2 * trueChannels));
            Pcm16.toMono(samples, count, trueChannels, mono);
            Resampler converter = resampler;
            if (converter == null || rate != deviceRate) {
                converter = new Resampler(rate, sampleRateHertz);
                resampler = converter;
                deviceRate = rate;
            }
            int made = converter.process(mono, 0, count, resampled, 0);
            for (int i = 0; i < made; i++) {
                portion[filled++] = resampled[i];
                if (filled == portion.length) {
                    voice.spoken(portion);
                    ring.write(portion, 0, filled);
                    filled = 0;
                }
            }
        } catch (RuntimeException | Error fault) {
            // Nothing may reach the native thread.
            faults.increment();
        }
    }

    /** Reads a frame; silence until enough waits that the next frames will find theirs. Media clock. */
    void read(short[] into, int offset, int samples) {
        int waiting = ring.available();
        int most = sampleRateHertz * MOST_MILLIS / 1000;
        if (waiting > most) {
            ring.keepLatest(samples + portion.length);
            waiting = samples + portion.length;
        }
        if (primed ? waiting < samples : waiting < samples + portion.length) {
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

    /** Samples that wait. Media clock. */
    int backlog() {
        return ring.available();
    }

    /** Frames that found nothing after sound had begun. */
    long starvations() {
        return starvations.get();
    }
}
