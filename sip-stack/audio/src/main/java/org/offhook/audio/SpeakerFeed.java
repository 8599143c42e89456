package org.offhook.audio;

import dev.onvoid.webrtc.media.audio.AudioSource;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.offhook.core.port.AudioDevicePort.PlayoutSource;
import org.offhook.rtp.Counter;
import org.offhook.rtp.pcm.Resampler;

/** Gives the playing thread what it asks for, in its rate and channels, 10 ms of the call's sound at a time. */
final class SpeakerFeed implements AudioSource {

    private final int sampleRateHertz;
    private final PlayoutSource source;
    private final VoiceProcessing voice;
    private final Counter faults = new Counter();
    private volatile boolean muted;

    // The playing thread's:
    private final short[] portion;
    private final short[] ready = new short[16_384];
    private @Nullable Resampler resampler;
    private int deviceRate;
    private int waiting;

    SpeakerFeed(int sampleRateHertz, PlayoutSource source, VoiceProcessing voice) {
        this.sampleRateHertz = sampleRateHertz;
        this.source = source;
        this.voice = voice;
        portion = new short[voice.portionSamples()];
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
            Resampler converter = resampler;
            if (converter == null || rate != deviceRate) {
                converter = new Resampler(sampleRateHertz, rate);
                resampler = converter;
                deviceRate = rate;
                waiting = 0;
            }
            while (waiting < count) {
                source.fill(portion, 0, portion.length, System.nanoTime());
                voice.heard(portion);
                waiting += converter.process(portion, 0, portion.length, ready, waiting);
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

    /** The source is not asked any more. Any thread. */
    void mute() {
        muted = true;
    }
}
