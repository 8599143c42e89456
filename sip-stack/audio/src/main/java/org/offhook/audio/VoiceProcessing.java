package org.offhook.audio;

import dev.onvoid.webrtc.media.audio.AudioProcessing;
import dev.onvoid.webrtc.media.audio.AudioProcessingConfig;
import dev.onvoid.webrtc.media.audio.AudioProcessingConfig.NoiseSuppression;
import dev.onvoid.webrtc.media.audio.AudioProcessingStreamConfig;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.offhook.core.media.AudioChoice;

/**
 * Echo cancellation, noise suppression and gain over 10 ms portions of the microphone, told what the speaker plays. The
 * recording thread calls {@link #spoken}, the playing thread {@link #heard}; the library locks each side by itself.
 */
public final class VoiceProcessing implements AutoCloseable {

    /**
     * From the speaker's buffer to the microphone's: what the library wants as a first guess; it finds the true delay by
     * itself.
     */
    private static final int DELAY_GUESS_MILLIS = 40;

    /** What the library takes. */
    private static final int MOST_DELAY_MILLIS = 500;

    /** A smaller change is measuring noise. */
    private static final int DELAY_STEP_MILLIS = 8;

    private static final int NARROW_HERTZ = 8_000;
    private static final int WIDE_HERTZ = 16_000;
    private static final int FULL_HERTZ = 48_000;
    private static final int[] RATES_HERTZ = {NARROW_HERTZ, WIDE_HERTZ, FULL_HERTZ};

    // The library takes the length of an array for the length of a portion, so each rate has its own.
    private final byte[][] spokenIn = portions();
    private final byte[][] spokenOut = portions();
    private final byte[][] heardIn = portions();
    private final byte[][] heardOut = portions();

    /** What the canceller was told. Recording thread. */
    private int reportedMillis = DELAY_GUESS_MILLIS;

    /** Null while nothing is to be processed. Guarded by the monitor only where it is replaced. */
    private volatile @Nullable Engine engine;

    private record Engine(AudioProcessing processing, List<AudioProcessingStreamConfig> formats) {
        AudioProcessingStreamConfig format(int which) {
            return formats.get(which);
        }
    }

    /** 10 ms in each rate. */
    private static byte[][] portions() {
        return Arrays.stream(RATES_HERTZ)
                .mapToObj(rate -> new byte[2 * rate / 100])
                .toArray(byte[][]::new);
    }

    private static int which(int sampleRateHertz) {
        return sampleRateHertz == FULL_HERTZ ? 2 : sampleRateHertz == WIDE_HERTZ ? 1 : 0;
    }

    /** Starts what is chosen. Before sound flows. */
    public void configure(AudioChoice choice) {
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
        engine = new Engine(
                processing,
                Arrays.stream(RATES_HERTZ)
                        .mapToObj(rate -> new AudioProcessingStreamConfig(rate, 1))
                        .toList());
    }

    /**
     * The devices say how long sound takes from the speaker's buffer to the microphone's. Recording thread.
     *
     * @param millis both directions together; 0 where the platform does not know
     */
    public void delay(int millis) {
        Engine now = engine;
        int bounded = Math.min(millis, MOST_DELAY_MILLIS);
        if (now != null && bounded > 0 && Math.abs(bounded - reportedMillis) >= DELAY_STEP_MILLIS) {
            reportedMillis = bounded;
            now.processing.setStreamDelayMs(bounded);
        }
    }

    /** What the canceller was told last. For tests. */
    int reportedMillis() {
        return reportedMillis;
    }

    /** Cleans 10 ms of the microphone in place. Recording thread. */
    public void spoken(short[] portion, int sampleRateHertz) {
        Engine now = engine;
        if (now != null) {
            int which = which(sampleRateHertz);
            int samples = sampleRateHertz / 100;
            Pcm16.toBytes(portion, 0, samples, spokenIn[which], 0);
            now.processing.processStream(spokenIn[which], now.format(which), now.format(which), spokenOut[which]);
            Pcm16.toShorts(spokenOut[which], 0, samples, portion, 0);
        }
    }

    /** Notes 10 ms that the speaker plays. Playing thread. */
    public void heard(short[] portion, int sampleRateHertz) {
        Engine now = engine;
        if (now != null) {
            int which = which(sampleRateHertz);
            Pcm16.toBytes(portion, 0, sampleRateHertz / 100, heardIn[which], 0);
            now.processing.processReverseStream(heardIn[which], now.format(which), now.format(which), heardOut[which]);
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
