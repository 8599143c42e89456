package org.offhook.audio;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.media.AudioChoice;
import org.offhook.core.media.AudioDevice;
import org.offhook.core.port.AudioDevicePort;
import org.offhook.media.WavSound;
import org.offhook.media.record.WavWriter;
import org.offhook.rtp.pcm.PcmRing;
import org.offhook.rtp.pcm.RateMatcher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files in place of devices: each talk says the first file from its beginning, and everything heard is appended to the
 * second, which plays even when the process is killed. The media clock drives both.
 */
final class FileDevices implements AudioDevicePort {

    private static final Logger LOG = LoggerFactory.getLogger(FileDevices.class);
    private static final int RING_SECONDS = 4;
    private static final int NARROW_HERTZ = 8_000;
    private static final int WIDE_HERTZ = 16_000;
    private static final int FULL_HERTZ = 48_000;

    private static final int LONGEST_FRAME = 60 * 48;
    private static final long WRITE_PERIOD_MILLIS = 200;

    private final Optional<Path> in;
    private final Optional<Path> out;
    private final boolean loop;
    private final int outRateHertz;
    private final CountDownLatch stop = new CountDownLatch(1);
    private volatile Optional<ErrorCode> problem = Optional.empty();
    private volatile @Nullable Heard heard;

    /** What the speaker plays, on its way to the disk. */
    private static final class Heard {
        final PcmRing ring;
        final int rateHertz;
        final Thread writer;

        Heard(int rateHertz, Thread.Builder thread, FileDevices owner) {
            this.rateHertz = rateHertz;
            ring = new PcmRing(RING_SECONDS * rateHertz);
            writer = thread.start(() -> owner.write(ring, rateHertz));
        }
    }

    /** @param outRateHertz of the second file; 16,000 and 48,000 hear what wider codecs add */
    FileDevices(Optional<Path> in, Optional<Path> out, boolean loop, int outRateHertz) {
        this.in = in;
        this.out = out;
        this.loop = loop;
        this.outRateHertz = outRateHertz;
    }

    @Override
    public void start(DeviceWatch watch) {
        Thread.ofPlatform().daemon().name("audio-file-probe").start(() -> {
            in.ifPresent(file -> sound(file, NARROW_HERTZ));
            List<AudioDevice> devices = new ArrayList<>();
            in.ifPresent(file -> devices.add(device(file, AudioDevice.Kind.CAPTURE)));
            out.ifPresent(file -> devices.add(device(file, AudioDevice.Kind.PLAYOUT)));
            watch.devicesChanged(devices, problem);
        });
    }

    private static AudioDevice device(Path file, AudioDevice.Kind kind) {
        return new AudioDevice("file:" + file, String.valueOf(file.getFileName()), kind, true);
    }

    private short[] sound(Path file, int sampleRateHertz) {
        try {
            return WavSound.read(file, sampleRateHertz);
        } catch (IOException e) {
            LOG.warn("{}: {} cannot be read: {}", ErrorCode.AUDIO_FILE_UNREADABLE.code(), file, e.getMessage());
            problem = Optional.of(ErrorCode.AUDIO_FILE_UNREADABLE);
            return new short[0];
        }
    }

    @Override
    public AudioLine openTalk(AudioChoice choice, int sampleRateHertz, PlayoutSource source) {
        short[] narrow = in.isPresent() ? sound(in.get(), NARROW_HERTZ) : new short[0];
        short[] wide = in.isPresent() ? sound(in.get(), WIDE_HERTZ) : new short[0];
        // Six times as much to keep, and only where it is more than the wide one.
        short[] full = in.filter(file -> WavSound.rateHertz(file) > WIDE_HERTZ)
                .map(file -> sound(file, FULL_HERTZ))
                .orElse(null);
        Optional<Heard> file = out.isPresent() ? Optional.of(heard(outRateHertz)) : Optional.empty();
        return new Line(narrow, wide, full, source, file);
    }

    private synchronized Heard heard(int sampleRateHertz) {
        Heard present = heard;
        if (present == null || present.rateHertz != sampleRateHertz) {
            present = new Heard(sampleRateHertz, Thread.ofPlatform().daemon().name("audio-file-writer"), this);
            heard = present;
        }
        return present;
    }

    private void write(PcmRing ring, int rateHertz) {
        Path file = out.orElseThrow();
        short[] portion = new short[rateHertz / 2];
        try (WavWriter wav = new WavWriter(file, 1, rateHertz)) {
            boolean stopping = false;
            while (!stopping) {
                stopping = stop.await(WRITE_PERIOD_MILLIS, TimeUnit.MILLISECONDS);
                for (int got = ring.read(portion, 0, portion.length);
                        got > 0;
                        got = ring.read(portion, 0, portion.length)) {
                    wav.write(portion, 0, got);
                }
            }
        } catch (IOException e) {
            LOG.warn("{}: {} cannot be written: {}", ErrorCode.AUDIO_FILE_UNREADABLE.code(), file, e.getMessage());
            problem = Optional.of(ErrorCode.AUDIO_FILE_UNREADABLE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The ringer is not part of what the agent hears in her call, so nothing of it is written. */
    @Override
    public AudioLine openRinger(AudioChoice choice, int sampleRateHertz, PlayoutSource ring) {
        return new ClockedLine(ring, Optional.empty());
    }

    @Override
    public void close() {
        stop.countDown();
        Heard present = heard;
        if (present != null) {
            try {
                present.writer.join(1500);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private final class Line extends ClockedLine {
        private final short[] narrow;
        private final short[] wide;
        private final short @Nullable [] full;
        private final Optional<Heard> file;
        private final RateMatcher widening = new RateMatcher();
        private final short[] narrower = new short[LONGEST_FRAME];
        private final RateMatcher hearing = new RateMatcher();
        private final short[] portion = new short[LONGEST_FRAME];
        /** In samples of telephone band. */
        private int at;

        /**
         * @param wide the same as {@code narrow} at twice its rate
         * @param full the same at six times, or null where that has no more than {@code wide}
         */
        Line(short[] narrow, short[] wide, short @Nullable [] full, PlayoutSource source, Optional<Heard> file) {
            super(source, Optional.empty());
            this.narrow = narrow;
            this.wide = wide;
            this.full = full;
            this.file = file;
        }

        @Override
        public void capture(short[] into, int offset, int samples, int sampleRateHertz) {
            short[] best = full;
            if (sampleRateHertz != FULL_HERTZ) {
                say(sampleRateHertz == NARROW_HERTZ ? narrow : wide, sampleRateHertz, into, offset, samples);
            } else if (best != null) {
                say(best, FULL_HERTZ, into, offset, samples);
            } else {
                int count = samples / (FULL_HERTZ / WIDE_HERTZ);
                say(wide, WIDE_HERTZ, narrower, 0, count);
                int got = widening.convert(narrower, 0, count, WIDE_HERTZ, portion, 0, FULL_HERTZ);
                System.arraycopy(portion, 0, into, offset, Math.min(got, samples));
                Arrays.fill(into, offset + Math.min(got, samples), offset + samples, (short) 0);
            }
        }

        private void say(short[] said, int sampleRateHertz, short[] into, int offset, int samples) {
            int width = sampleRateHertz / NARROW_HERTZ;
            int end = said.length / width;
            int done = 0;
            while (done < samples && end > 0) {
                if (at >= end) {
                    if (!loop) {
                        break;
                    }
                    at = 0;
                }
                int count = Math.min(samples - done, (end - at) * width);
                System.arraycopy(said, at * width, into, offset + done, count);
                at += count / width;
                done += count;
            }
            Arrays.fill(into, offset + done, offset + samples, (short) 0);
        }

        @Override
        void played(short[] samples, int count, int sampleRateHertz) {
            if (file.isPresent()) {
                Heard to = file.get();
                int got = hearing.convert(samples, 0, count, sampleRateHertz, portion, 0, to.rateHertz);
                to.ring.write(portion, 0, got);
            }
        }

        @Override
        public Optional<ErrorCode> problem() {
            return problem;
        }
    }
}
