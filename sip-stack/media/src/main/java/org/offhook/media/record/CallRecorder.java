package org.offhook.media.record;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.offhook.core.error.ErrorCode;
import org.offhook.rtp.pcm.PcmRing;
import org.offhook.rtp.pcm.RateMatcher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records a call in stereo, the agent left and the customer right. The audio threads put samples into rings; a thread of
 * its own writes them, and where one side falls behind for long it is filled up with silence, so that the sides stay in
 * step. While it is paused silence takes the place of what is said, so that times in the file stay those of the call.
 */
public final class CallRecorder implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CallRecorder.class);
    private static final int USUAL_RATE = 8000;
    private static final int CHUNK = 800;
    private static final int PERIOD_MILLIS = 100;
    private static final int PERIODS_A_SECOND = 1000 / PERIOD_MILLIS;
    /** A side this far behind has stopped, not stuttered. */
    private static final int PATIENCE_MILLIS = 300;

    /** A disk may hang for so long before something is lost. */
    private static final int RING_SECONDS = 8;

    private static final int LONGEST_FRAME = 60 * 48;

    private final int rateHertz;
    private final Side agent;
    private final Side customer;
    private final Opening opening;
    private final Listener listener;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread;
    private volatile boolean silent;

    private final short[] left = new short[CHUNK];
    private final short[] right = new short[CHUNK];

    /** Opens the file. Called on the recorder's thread; may block. */
    public interface Opening {
        RecordingShelf.Place open(int rateHertz) throws IOException;
    }

    /** Is told what becomes of the file. Called on the recorder's thread. */
    public interface Listener {
        /** Does not care. */
        Listener NONE = new Listener() {
            @Override
            public void opened(String file) {}

            @Override
            public void failed(ErrorCode error, String detail) {}

            @Override
            public void finished(String file) {}
        };

        void opened(String file);

        /** It could not be opened, or not be written any further, or has gaps. */
        void failed(ErrorCode error, String detail);

        /** It is complete and on the disk. */
        void finished(String file);
    }

    /** One voice on its way to the file, in the file's rate. Written by one thread. */
    private final class Side {
        private final PcmRing ring = new PcmRing(RING_SECONDS * rateHertz);
        private final RateMatcher matcher = new RateMatcher();
        private final short[] matched = new short[LONGEST_FRAME];

        void take(short[] samples, int offset, int count, int fromHertz) {
            int got = matcher.convert(samples, offset, count, fromHertz, matched, 0, rateHertz);
            if (silent) {
                Arrays.fill(matched, 0, got, (short) 0);
            }
            ring.write(matched, 0, got);
        }
    }

    /** Starts recording to a WAV file in telephone band. */
    public CallRecorder(Path path) {
        this(path, USUAL_RATE);
    }

    /**
     * Starts recording to a WAV file; one that cannot be written is logged, and the call goes on unrecorded.
     *
     * @param rateHertz of the file; where a codec of another rate takes over, its sound is converted
     */
    public CallRecorder(Path path, int rateHertz) {
        this(
                rate -> new RecordingShelf.Place(new WavWriter(path, 2, rate), String.valueOf(path.getFileName())),
                rateHertz,
                Listener.NONE);
    }

    /** Starts recording. */
    public CallRecorder(Opening opening, int rateHertz, Listener listener) {
        this.opening = opening;
        this.listener = listener;
        this.rateHertz = rateHertz;
        agent = new Side();
        customer = new Side();
        thread = Thread.ofPlatform().daemon().name("call-recorder").start(this::run);
    }

    /** Takes what the agent said, in telephone band. One thread, never blocks. */
    public void agent(short[] samples, int offset, int count) {
        agent.take(samples, offset, count, USUAL_RATE);
    }

    /** Takes what the agent said. One thread, never blocks. */
    public void agent(short[] samples, int offset, int count, int fromHertz) {
        agent.take(samples, offset, count, fromHertz);
    }

    /** Takes what the customer said, in telephone band. One thread, never blocks. */
    public void customer(short[] samples, int offset, int count) {
        customer.take(samples, offset, count, USUAL_RATE);
    }

    /** Takes what the customer said. One thread, never blocks. */
    public void customer(short[] samples, int offset, int count, int fromHertz) {
        customer.take(samples, offset, count, fromHertz);
    }

    /** From the next frame on silence is written, or what is said again. Any thread. */
    public void pause(boolean paused) {
        silent = paused;
    }

    /** Whether silence is written in place of what is said. Any thread. */
    public boolean isPaused() {
        return silent;
    }

    private void run() {
        try {
            RecordingShelf.Place place = opening.open(rateHertz);
            listener.opened(place.name());
            record(place.writer());
            tellGaps();
            listener.finished(place.name());
        } catch (IOException e) {
            RecordingFault fault = RecordingFault.of(e);
            LOG.error("{}: a recording could not be written: {}", fault.error().code(), fault.getMessage());
            listener.failed(fault.error(), String.valueOf(fault.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error fault) {
            LOG.error("A recording failed", fault);
            listener.failed(ErrorCode.INTERNAL, fault.toString());
        }
    }

    private void record(SoundWriter writer) throws IOException, InterruptedException {
        try (writer) {
            boolean stopping = false;
            for (int period = 1; !stopping; period++) {
                stopping = stop.await(PERIOD_MILLIS, TimeUnit.MILLISECONDS);
                drain(writer, stopping);
                if (period % PERIODS_A_SECOND == 0) {
                    writer.second();
                }
            }
        }
    }

    private void tellGaps() {
        long lost = Math.max(agent.ring.dropped(), customer.ring.dropped());
        if (lost > 0) {
            String detail = lost * 1000 / rateHertz + " ms";
            LOG.warn("{}: the disk was too slow, a recording lacks {}", ErrorCode.RECORDING_GAPS.code(), detail);
            listener.failed(ErrorCode.RECORDING_GAPS, detail);
        }
    }

    private void drain(SoundWriter writer, boolean all) throws IOException {
        while (true) {
            int ready = Math.min(agent.ring.available(), customer.ring.available());
            int most = Math.max(agent.ring.available(), customer.ring.available());
            int behind = all ? most : most - PATIENCE_MILLIS * rateHertz / 1000;
            int count = Math.min(CHUNK, Math.max(ready, behind));
            if (count <= 0) {
                return;
            }
            fill(agent.ring, left, count);
            fill(customer.ring, right, count);
            writer.write(left, right, count);
        }
    }

    private static void fill(PcmRing from, short[] into, int count) {
        int got = from.read(into, 0, count);
        Arrays.fill(into, got, count, (short) 0);
    }

    /** Ends the recording; returns at once, the file is complete a moment later. */
    @Override
    public void close() {
        stop.countDown();
    }

    /** Whether nothing is left to be written. */
    public boolean isWritten() {
        return !thread.isAlive();
    }

    /** Waits until the file is complete. */
    public boolean awaitWritten(long millis) throws InterruptedException {
        return thread.join(Duration.ofMillis(millis));
    }
}
