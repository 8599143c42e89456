package org.offhook.audio;

import dev.onvoid.webrtc.media.audio.AudioProcessing;
import dev.onvoid.webrtc.media.audio.AudioProcessingConfig;
import dev.onvoid.webrtc.media.audio.AudioProcessingConfig.NoiseSuppression;
import dev.onvoid.webrtc.media.audio.AudioProcessingStreamConfig;
import org.jspecify.annotations.Nullable;
import org.offhook.core.media.AudioChoice;

/**
 * Echo cancellation, noise suppression and gain over 10 ms portions of the microphone, told what the speaker plays. The
 * recording thread calls {@link #spoken}, the playing thread {@link #heard}; the library locks each side by itself.
 */
final class VoiceProcessing implements AutoCloseable {

    /**
     * From the speaker's buffer to the microphone's: what the library wants as a first guess; it finds the true delay by
     * itself.
     */
    private static final int DELAY_GUESS_MILLIS = 40;

    private final int sampleRateHertz;
    private final byte[] spokenIn;
    private final byte[] spokenOut;
    private final byte[] heardIn;
    private final byte[] heardOut;

    /** Null while nothing is to be processed. Guarded by the monitor only where it is replaced. */
    private volatile @Nullable Engine engine;

    private record Engine(AudioProcessing processing, AudioProcessingStreamConfig format) {}

    VoiceProcessing(int sampleRateHertz) {
        this.sampleRateHertz = sampleRateHertz;
        int bytes = portionSamples() * 2;
        spokenIn = new byte[bytes];
        spokenOut = new byte[bytes];
        heardIn = new byte[bytes];
        heardOut = new byte[bytes];
    }

    /** Samples of one portion: 10 ms. */
    int portionSamples() {
        return sampleRateHertz / 100;
    }

    /** Starts what is chosen. Before sound flows. */
    void configure(AudioChoice choice) {
        if (!choice.removeEcho() && !choice.removeNoise() && !choice.evenVolume()) {
            return;
        }
        AudioProcessingConfig config = new AudioProcessingConfig();
        config.echoCanceller.enabled = choice.removeEcho();
        config.echoCanceller.enforceHighPassFiltering = choice.removeEcho();
        config.noiseSuppression.enabled = choice.removeNoise();
        config.noiseSuppression.level = NoiseSuppression.Level.HIGH;
        config.gainControl.enabled = choice.evenVolume();
        config.gainControl.adaptiveDigital.enabled = choice.evenVolume();
        config.highPassFilter.enabled = true;
        AudioProcessing processing = new AudioProcessing();
        processing.applyConfig(config);
        processing.setStreamDelayMs(DELAY_GUESS_MILLIS);
        engine = new Engine(processing, new AudioProcessingStreamConfig(sampleRateHertz, 1));
    }

    /** Cleans one portion of the microphone in place. Recording thread. */
    void spoken(short[] portion) {
        Engine now = engine;
        if (now != null) {
            Pcm16.toBytes(portion, 0, portionSamples(), spokenIn, 0);
            now.processing.processStream(spokenIn, now.format, now.format, spokenOut);
            Pcm16.toShorts(spokenOut, 0, portionSamples(), portion, 0);
        }
    }

    /** Notes one portion that the speaker plays. Playing thread. */
    void heard(short[] portion) {
        Engine now = engine;
        if (now != null) {
            Pcm16.toBytes(portion, 0, portionSamples(), heardIn, 0);
            now.processing.processReverseStream(heardIn, now.format, now.format, heardOut);
        }
    }

    /** Gives the natives back; sound must not flow any more. */
    @Override
    public void close() {
        Engine last = engine;
        engine = null;
        if (last != null) {
            last.processing.dispose();
        }
    }
}
