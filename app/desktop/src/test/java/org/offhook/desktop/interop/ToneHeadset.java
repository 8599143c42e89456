package org.offhook.desktop.interop;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.media.AudioChoice;
import org.offhook.core.media.AudioDevice;
import org.offhook.core.port.AudioDevicePort;
import org.offhook.practice.sound.Ear;
import org.offhook.rtp.pcm.RateMatcher;
import org.offhook.rtp.tone.CallTone;
import org.offhook.rtp.tone.RatedTone;
import org.offhook.rtp.tone.ToneDetector;

/** A headset whose microphone hums a tone and whose earpiece is an {@link Ear}. Driven by the media clock. */
final class ToneHeadset implements AudioDevicePort {
    static final int TREBLE_HERTZ = 10_000;
    private static final int FULL_HERTZ = 48_000;
    private static final int WIDE_HERTZ = 16_000;

    private final double hertz;
    private volatile @Nullable ToneDetector wide;
    private volatile Ear ear = new Ear();
    private volatile Ear ringer = new Ear();
    /** Hears what an ear for telephone band cannot. */
    private final ToneDetector treble = new ToneDetector(FULL_HERTZ, TREBLE_HERTZ);

    ToneHeadset(double hertz) {
        this.hertz = hertz;
    }

    /** What the agent hears. */
    Ear ear() {
        return ear;
    }

    /** For how long the agent has heard {@link #TREBLE_HERTZ}, in a call of full band. */
    int trebleMillis() {
        return treble.heardMillis();
    }

    /** From now on it listens for a tone that no telephone band has. */
    void listenFor(int hertz) {
        wide = new ToneDetector(WIDE_HERTZ, hertz);
    }

    /** The longest stretch of that tone. */
    int wideMillis() {
        ToneDetector listening = wide;
        return listening == null ? 0 : listening.longestRunMillis();
    }

    /** What the ringer plays. */
    Ear ringer() {
        return ringer;
    }

    /** Forgets what was heard so far. */
    void listenAnew() {
        ear = new Ear();
        ringer = new Ear();
    }

    @Override
    public void start(DeviceWatch watch) {
        watch.devicesChanged(
                List.of(
                        new AudioDevice("tone", "Tone", AudioDevice.Kind.CAPTURE, true),
                        new AudioDevice("ear", "Ear", AudioDevice.Kind.PLAYOUT, true)),
                Optional.empty());
    }

    @Override
    public AudioLine openTalk(AudioChoice choice, int sampleRateHertz, PlayoutSource heard) {
        RatedTone voice = new RatedTone(CallTone.steady(hertz, -18));
        return new Line(heard) {
            @Override
            public void capture(short[] into, int offset, int samples, int rateHertz) {
                voice.generate(into, offset, samples, rateHertz);
            }

            @Override
            void listen(short[] samples, int count) {
                ear.hear(samples, 0, count);
            }

            @Override
            void listenWide(short[] samples, int count) {
                treble.accept(samples, 0, count);
            }

            @Override
            void hearWide(short[] samples, int count) {
                ToneDetector listening = wide;
                if (listening != null) {
                    listening.accept(samples, 0, count);
                }
            }
        };
    }

    @Override
    public AudioLine openRinger(AudioChoice choice, int sampleRateHertz, PlayoutSource ring) {
        return new Line(ring) {
            @Override
            void listen(short[] samples, int count) {
                ringer.hear(samples, 0, count);
            }
        };
    }

    @Override
    public void close() {}

    abstract static class Line implements AudioLine {
        private final PlayoutSource source;
        private final short[] frame = new short[2_880];
        /** An ear hears telephone band only. */
        private final short[] narrow = new short[961];

        private final short[] full = new short[961];
        private final RateMatcher hearing = new RateMatcher();
        private final RateMatcher hearingWide = new RateMatcher();
        private volatile boolean closed;

        Line(PlayoutSource source) {
            this.source = source;
        }

        abstract void listen(short[] samples, int count);

        /** The same in full band, where the call has it. */
        void listenWide(short[] samples, int count) {}

        /** The same in 16,000 Hz. */
        void hearWide(short[] samples, int count) {}

        @Override
        public void capture(short[] into, int offset, int samples, int rateHertz) {
            Arrays.fill(into, offset, offset + samples, (short) 0);
        }

        @Override
        public int captureBacklog() {
            return -1;
        }

        @Override
        public void tick(int samples, int rateHertz, long nowNanos) {
            if (!closed) {
                source.fill(frame, 0, samples, rateHertz, nowNanos);
                if (rateHertz == FULL_HERTZ) {
                    listenWide(frame, samples);
                }
                listen(narrow, hearing.convert(frame, 0, samples, rateHertz, narrow, 0, 8_000));
                hearWide(full, hearingWide.convert(frame, 0, samples, rateHertz, full, 0, WIDE_HERTZ));
            }
        }

        @Override
        public boolean selfClocked() {
            return false;
        }

        @Override
        public Optional<ErrorCode> problem() {
            return Optional.empty();
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
