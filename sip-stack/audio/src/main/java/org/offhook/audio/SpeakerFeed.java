package org.offhook.audio;

import dev.onvoid.webrtc.media.audio.AudioSource;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.offhook.core.port.AudioDevicePort.PlayoutSource;
import org.offhook.rtp.Counter;

/** Gives the playing thread what it asks for, in its rate and channels, 10 ms of the call's sound at a time. */
final class SpeakerFeed implements AudioSource, AutoCloseable {

    private volatile int askingHertz;
    private static final int MOST_HERTZ = 48_000;

    private final PlayoutSource source;
    private final VoiceProcessing voice;
    private final Counter faults = new Counter();
    private volatile boolean muted;

    // The playing thread's:
    private final short[] portion = new short[MOST_HERTZ / 100];
    private final short[] ready = new short[16_384];
    private @Nullable RateConverter converter;
    private int waiting;

    SpeakerFeed(int sampleRateHertz, PlayoutSource source, VoiceProcessing voice) {
        askingHertz = sampleRateHertz;
        this.source = source;
        this.voice = voice;
    }

    @Override
    public int onPlaybackData(byte[] into, int frames, int bytesPerSample, int channels, int rate) {
        try {
            int trueChannels = frames <= 0 ? 1 : Math.max(1, into.length / (2 * frames));
            int count = Math.min(frames, ready.length / 2);
            if (muted || count <= 0) {
                Arrays.fill(into, (byte) 0);
                return frames;
            }
            int asking = askingHertz;
            RateConverter now = converterTo(rate, asking);
            while (waiting < count) {
                source.fill(portion, 0, asking / 100, asking, System.nanoTime());
                voice.heard(portion, asking);
                waiting += now.convert(portion, 0, ready, waiting);
            }
            Pcm16.fromMono(ready, count, trueChannels, into);
            waiting -= count;
            System.arraycopy(ready, count, ready, 0, waiting);
        } catch (RuntimeException | Error fault) {
            // Nothing may reach the native thread.
            faults.increment();
            Arrays.fill(into, (byte) 0);
        }
        return frames;
    }

    private RateConverter converterTo(int rate, int asking) {
        RateConverter now = converter;
        if (now == null || !now.joins(asking, rate)) {
            close();
            now = new RateConverter(asking, rate);
            converter = now;
        }
        return now;
    }

    /** The source is asked for another rate from the next portion on. Any thread. */
    void rate(int sampleRateHertz) {
        askingHertz = sampleRateHertz;
    }

    /** The source is not asked any more. Any thread. */
    void mute() {
        muted = true;
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
}
