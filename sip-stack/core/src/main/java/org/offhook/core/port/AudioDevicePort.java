package org.offhook.core.port;

import java.util.List;
import java.util.Optional;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.media.AudioChoice;
import org.offhook.core.media.AudioDevice;

/**
 * Sound devices as the media path sees them. Samples are linear, 16 bits, mono, at the rate the media path asks for with
 * each portion: 8, 16 or 48 kHz, whichever the call's codec wants; whatever a device itself runs at is its own business. The opening methods may block for seconds: they are called on
 * media's workers, never on the loop, a screen's or an audio thread. Nothing here throws for want of a device: what
 * cannot be had is silent, and {@link AudioLine#problem} names it.
 */
public interface AudioDevicePort extends AutoCloseable {

    /** Once, before anything else; looks for devices and tells of every change, both on threads of its own. */
    void start(DeviceWatch watch);

    /**
     * Opens microphone and speaker for talking.
     *
     * @param sampleRateHertz what will be asked for first
     * @param heard what the speaker plays
     */
    AudioLine openTalk(AudioChoice choice, int sampleRateHertz, PlayoutSource heard);

    /**
     * Opens the device that rings; it has no microphone.
     *
     * @param ring what it plays
     */
    AudioLine openRinger(AudioChoice choice, int sampleRateHertz, PlayoutSource ring);

    /** Stops within two seconds. */
    @Override
    void close();

    /** Is told which devices there are. */
    interface DeviceWatch {
        /**
         * The devices were looked for, or changed. Any thread; returns at once.
         *
         * @param devices all that are there now
         * @param problem why there is no sound, if there is none
         */
        void devicesChanged(List<AudioDevice> devices, Optional<ErrorCode> problem);
    }

    /** Gives a loudspeaker its samples. Called on an audio thread: never blocks, allocates nothing. */
    interface PlayoutSource {
        /**
         * Writes the next samples.
         *
         * @param samples at most 60 ms of them
         * @param sampleRateHertz the rate they are wanted in
         * @param nowNanos {@link System#nanoTime} at which the first of them is handed over
         */
        void fill(short[] into, int offset, int samples, int sampleRateHertz, long nowNanos);
    }

    /** An open device, or a pair of them. */
    interface AudioLine extends AutoCloseable {

        /**
         * Reads the microphone: what it heard since the last call, silence where it has nothing. Media clock only.
         *
         * @param samples one frame
         * @param sampleRateHertz the rate it is wanted in; from then on the speaker asks its source for that rate, too
         */
        void capture(short[] into, int offset, int samples, int sampleRateHertz);

        /**
         * Samples of the microphone that wait to be read, at the rate asked for last, so that the media clock can follow the device's; −1 when this
         * line has no clock of its own and {@link #tick} drives it.
         */
        int captureBacklog();

        /**
         * One frame of the media clock has passed. Lines without a clock of their own ask their source for as many
         * samples now; others do nothing. Media clock only.
         */
        void tick(int samples, int sampleRateHertz, long nowNanos);

        /** Whether the speaker asks its source by a clock of its own, so that {@link #tick} does nothing. */
        boolean selfClocked();

        /** What is wrong with the line now, if anything. Any thread. */
        Optional<ErrorCode> problem();

        /** Gives the device back; afterwards the source is not called any more. May block for a second. */
        @Override
        void close();
    }
}
