package org.offhook.media;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.media.AudioChoice;
import org.offhook.core.media.AudioDevice;
import org.offhook.core.port.AudioDevicePort;
import org.offhook.rtp.pcm.RateMatcher;

/** Devices without hardware: the agent speaks one tone, and an ear notes what the speaker and the ringer play. */
final class FakeDevices implements AudioDevicePort {

    final ToneEar speaker = new ToneEar(440, 620, 480);
    final ToneEar ringer = new ToneEar(523.25, 659.25, 770);
    final AtomicInteger talkOpened = new AtomicInteger();
    final AtomicInteger talkClosed = new AtomicInteger();
    final AtomicInteger ringerClosed = new AtomicInteger();
    volatile AudioChoice lastChoice = AudioChoice.SYSTEM;
    /** Opening waits for this. */
    volatile CountDownLatch opening = new CountDownLatch(0);

    volatile Optional<ErrorCode> problem = Optional.empty();
    /** Claims a clock of its own and never asks for sound: a speaker that died. */
    volatile boolean speakerDead;

    /** Hears what the speaker plays too. */
    volatile FrameSink beside = (samples, offset, count) -> {};

    volatile Optional<DeviceWatch> watch = Optional.empty();
    private final FrameSource microphone;

    FakeDevices(FrameSource microphone) {
        this.microphone = microphone;
    }

    @Override
    public void start(DeviceWatch newWatch) {
        watch = Optional.of(newWatch);
        newWatch.devicesChanged(List.of(new AudioDevice("m", "Mic", AudioDevice.Kind.CAPTURE, true)), Optional.empty());
    }

    @Override
    public AudioLine openTalk(AudioChoice choice, int sampleRateHertz, PlayoutSource heard) {
        lastChoice = choice;
        try {
            opening.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        talkOpened.incrementAndGet();
        return new Line(microphone, heard, speaker, talkClosed);
    }

    @Override
    public AudioLine openRinger(AudioChoice choice, int sampleRateHertz, PlayoutSource ring) {
        return new Line(FrameSource.SILENCE, ring, ringer, ringerClosed);
    }

    @Override
    public void close() {}

    private final class Line implements AudioLine {
        private final FrameSource source;
        private final PlayoutSource played;
        private final FrameSink ear;
        private final AtomicInteger closed;
        private final short[] frame = new short[960];
        private final short[] narrow = new short[481];
        private final RateMatcher saying = new RateMatcher();
        private final RateMatcher hearing = new RateMatcher();

        Line(FrameSource source, PlayoutSource played, FrameSink ear, AtomicInteger closed) {
            this.source = source;
            this.played = played;
            this.ear = ear;
            this.closed = closed;
        }

        @Override
        public void capture(short[] into, int offset, int samples, int rateHertz) {
            int count = samples * 8_000 / rateHertz;
            source.next(narrow, 0, count);
            saying.convert(narrow, 0, count, 8_000, into, offset, rateHertz);
        }

        @Override
        public int captureBacklog() {
            return -1;
        }

        @Override
        public void tick(int samples, int rateHertz, long nowNanos) {
            if (!speakerDead) {
                played.fill(frame, 0, samples, rateHertz, nowNanos);
                int heard = hearing.convert(frame, 0, samples, rateHertz, narrow, 0, 8_000);
                ear.accept(narrow, 0, heard);
                if (ear.equals(speaker)) {
                    beside.accept(narrow, 0, heard);
                }
            }
        }

        @Override
        public boolean selfClocked() {
            return speakerDead;
        }

        @Override
        public Optional<ErrorCode> problem() {
            return problem;
        }

        @Override
        public void close() {
            closed.incrementAndGet();
        }
    }
}
