package org.offhook.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.media.Codec;
import org.offhook.core.media.Direction;
import org.offhook.core.media.MediaPlan;
import org.offhook.core.media.OpusBand;
import org.offhook.core.port.AudioDevicePort.AudioLine;
import org.offhook.core.port.AudioDevicePort.PlayoutSource;
import org.offhook.media.record.CallRecorder;
import org.offhook.media.talk.CallLeg;
import org.offhook.media.talk.KeyTones;
import org.offhook.media.talk.TalkMixer;
import org.offhook.media.transport.MediaClock;
import org.offhook.media.transport.RtpSession;
import org.offhook.rtp.tone.CallTone;
import org.offhook.rtp.tone.ToneDetector;
import org.offhook.rtp.tone.ToneGenerator;

/** Microphone, mixer, encoder, socket, jitter buffer, decoder, speaker: all at 48 kHz where the call is. */
class FullBandTest {
    private static final int TONE_HERTZ = 10_000;

    @TempDir
    Path folder;

    /** A device that hums as fast as it is asked for, and listens. */
    private static final class Device implements AudioLine {
        private final PlayoutSource source;
        private final short[] heard = new short[960];
        private final ToneGenerator voice = new ToneGenerator(CallTone.steady(TONE_HERTZ, -18), 48_000);
        private final ToneDetector ear = new ToneDetector(48_000, TONE_HERTZ);
        private volatile int rateHertz;

        Device(PlayoutSource source) {
            this.source = source;
        }

        @Override
        public void capture(short[] into, int offset, int samples, int sampleRateHertz) {
            rateHertz = sampleRateHertz;
            if (sampleRateHertz == 48_000) {
                voice.generate(into, offset, samples);
            } else { // such a tone does not reach it
                Arrays.fill(into, offset, offset + samples, (short) 0);
            }
        }

        @Override
        public int captureBacklog() {
            return -1;
        }

        @Override
        public void tick(int samples, int sampleRateHertz, long nowNanos) {
            source.fill(heard, 0, samples, sampleRateHertz, nowNanos);
            if (sampleRateHertz == 48_000) {
                ear.accept(heard, 0, samples);
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
        public void close() {}
    }

    private static MediaPlan opus(RtpSession session, OpusBand band) {
        return Plans.opus(Plans.plan(1, session.rtpPort(), Direction.SENDRECV, Codec.OPUS, 101, 101, false), band);
    }

    private static Device talk(MediaEngine engine, OpusBand band, Optional<CallRecorder> recorder, int millis)
            throws Exception {
        RtpSession session = engine.sessions().take();
        session.apply(opus(session, band)); // what it says is what it hears
        TalkMixer mixer = new TalkMixer(new KeyTones(), () -> {});
        CallLeg leg = new CallLeg(session);
        recorder.ifPresent(leg::record);
        mixer.add(leg);
        Device device = new Device(mixer);
        mixer.talkOn(Optional.of(device));
        MediaClock.Pace pace = engine.clock().start(mixer);
        Eventually.holds("asked for sound", () -> device.rateHertz > 0);
        Eventually.holds("the tone is heard", () -> device.ear.heardMillis() >= millis);
        engine.clock().stop(pace);
        session.close();
        return device;
    }

    @Test
    void aToneOfTenKilohertzIsHeardThroughTheWholePath() throws Exception {
        Path file = folder.resolve("full.wav");
        CallRecorder recorder = new CallRecorder(file, 48_000);
        try (MediaEngine engine = MediaEngine.onLoopback("full")) {
            assertThat(talk(engine, OpusBand.FULL, Optional.of(recorder), 1_000).rateHertz)
                    .isEqualTo(48_000);
        }
        recorder.close();
        assertThat(recorder.awaitWritten(5_000)).isTrue();
        assertThat(WavSound.rateHertz(file))
                .as("the recording's rate is the call's")
                .isEqualTo(48_000);
        short[] kept = WavSound.read(file, 48_000);
        ToneDetector listener = new ToneDetector(48_000, TONE_HERTZ);
        listener.accept(kept, 0, kept.length);
        assertThat(listener.heardMillis()).isGreaterThan(900);
    }

    @ParameterizedTest
    @EnumSource(
            value = OpusBand.class,
            names = {"TELEPHONE", "WIDE"})
    void anotherCallAsksTheDevicesForNoMoreThanItUses(OpusBand band) throws Exception {
        try (MediaEngine engine = MediaEngine.onLoopback("other")) {
            assertThat(talk(engine, band, Optional.empty(), 0).rateHertz).isEqualTo(band.sampleRateHertz());
        }
    }
}
