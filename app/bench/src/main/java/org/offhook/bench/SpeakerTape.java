package org.offhook.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.offhook.rtp.pcm.Resampler;
import org.offhook.testkit.base.ReferenceSpeech;

/** What comes out of the sound server's null sink, with the time of each sample: of it the same length of delay hits every phone. */
final class SpeakerTape implements AutoCloseable {
    private static final int HERTZ = 48_000;
    private static final int LONGEST_SECONDS = 40;

    private final Process process;
    private short[] samples = new short[LONGEST_SECONDS * HERTZ];
    private int filled;
    /** When the first sample was heard: the earliest that any portion's arrival allows, since a reader wakes late but never early. */
    private long beganAt = Long.MAX_VALUE;

    SpeakerTape(Workbench bench) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                "parec",
                "--raw",
                "--device=speaker.monitor",
                "--format=s16le",
                "--channels=1",
                "--rate=" + HERTZ,
                "--latency-msec=5");
        builder.environment().put("PULSE_SERVER", bench.soundServer());
        builder.redirectError(bench.folder().resolve("tape.log").toFile());
        process = builder.start();
        Thread.ofPlatform().daemon().name("tape").start(this::read);
    }

    private void read() {
        byte[] portion = new byte[HERTZ / 5];
        try (InputStream in = process.getInputStream()) {
            int odd = 0;
            for (int read = in.read(portion, 0, portion.length);
                    read >= 0;
                    read = in.read(portion, odd, portion.length - odd)) {
                int bytes = odd + read;
                take(portion, bytes / 2, WireTimes.now());
                odd = bytes % 2;
                if (odd > 0) {
                    portion[0] = portion[bytes - odd];
                }
            }
        } catch (IOException closed) {
            // the tape was stopped
        }
    }

    private synchronized void take(byte[] portion, int count, long now) {
        int kept = Math.min(count, samples.length - filled);
        ByteBuffer.wrap(portion, 0, 2 * kept)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asShortBuffer()
                .get(samples, filled, kept);
        filled += kept;
        if (kept > 0) {
            beganAt = Math.min(beganAt, now - filled * 1_000_000_000L / HERTZ);
        }
    }

    /** Waits until it runs. */
    void awaitRunning() {
        Waiting.until(
                "the sound of the null sink",
                java.time.Duration.ofSeconds(10),
                java.time.Duration.ofMillis(20),
                this::running);
    }

    private synchronized boolean running() {
        return filled > HERTZ / 10;
    }

    /** Forgets what it holds: another call begins. */
    synchronized void rewind() {
        filled = 0;
        beganAt = Long.MAX_VALUE;
    }

    /** So many samples of {@link ReferenceSpeech#RATE} from an instant on, silence where there are none. */
    synchronized short[] from(long instant, int count) {
        int first = (int) ((instant - beganAt) * HERTZ / 1_000_000_000L);
        int wanted = count * (HERTZ / ReferenceSpeech.RATE);
        short[] taken = new short[wanted];
        int from = Math.max(0, first);
        int until = Math.min(filled, first + wanted);
        if (until > from) {
            System.arraycopy(samples, from, taken, from - first, until - from);
        }
        Resampler resampler = new Resampler(HERTZ, ReferenceSpeech.RATE);
        short[] heard = new short[count + ReferenceSpeech.RATE];
        int made = 0;
        for (int at = 0; at < wanted; at += 1_024) {
            made += resampler.process(taken, at, Math.min(1_024, wanted - at), heard, made);
        }
        return Arrays.copyOf(heard, count);
    }

    @Override
    public void close() {
        process.destroy();
    }
}
