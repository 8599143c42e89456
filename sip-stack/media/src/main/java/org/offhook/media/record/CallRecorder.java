package org.offhook.media.record;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.offhook.rtp.pcm.PcmRing;
import org.offhook.rtp.pcm.RateMatcher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records a call in stereo, the agent left and the customer right. The audio threads put samples into rings; a thread of
 * its own writes them, and where one side falls behind for long it is filled up with silence, so that the sides stay in
 * step.
 */
public final class CallRecorder implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CallRecorder.class);
    private static final int USUAL_RATE = 8000;
    private static final int CHUNK = 800;
    private static final int PERIOD_MILLIS = 100;
    /** A side this far behind has stopped, not stuttered. */
    private static final int PATIENCE_MILLIS = 300;

    private static final int LONGEST_FRAME = 60 * 48;

    private final int rateHertz;
    private final Side agent;
    private final Side customer;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread;
    private final Path path;

    private final short[] left = new short[CHUNK];
    private final short[] right = new short[CHUNK];
    private final short[] both = new short[2 * CHUNK];

    /** One voice on its way to the file, in the file's rate. Written by one thread. */
    private static final class Side {
        private final int rateHertz;
        private final PcmRing ring;
        private final RateMatcher matcher = new RateMatcher();
        private final short[] matched = new short[LONGEST_FRAME];

        Side(int rateHertz) {
            this.rateHertz = rateHertz;
            ring = new PcmRing(4 * rateHertz);
        }

        void take(short[] samples, int offset, int count, int fromHertz) {
            int got = matcher.convert(samples, offset, count, fromHertz, matched, 0, rateHertz);
            ring.write(matched, 0, got);
        }
    }

    /** Starts recording in telephone band. */
    public CallRecorder(Path path) {
        this(path, USUAL_RATE);
    }

    /**
     * Starts recording; a file that cannot be written is logged, and the call goes on unrecorded.
     *
     * @param rateHertz of the file; where a codec of another rate takes over, its sound is converted
     */
    public CallRecorder(Path path, int rateHertz) {
        this.path = path;
        this.rateHertz = rateHertz;
        agent = new Side(rateHertz);
        customer = new Side(rateHertz);
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

    private void run() {
        try (WavWriter wav = new WavWriter(path, 2, rateHertz)) {
            boolean stopping = false;
            while (!stopping) {
                stopping = stop.await(PERIOD_MILLIS, TimeUnit.MILLISECONDS);
                drain(wav, stopping);
            }
        } catch (IOException e) {
            LOG.error("The recording could not be written: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void drain(WavWriter wav, boolean all) throws IOException {
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
            for (int i = 0; i < count; i++) {
                both[2 * i] = left[i];
                both[2 * i + 1] = right[i];
            }
            wav.write(both, 0, 2 * count);
        }
    }

    private static void fill(PcmRing from, short[] into, int count) {
        int got = from.read(into, 0, count);
        java.util.Arrays.fill(into, got, count, (short) 0);
    }

    /** Where it is written. */
    public Path path() {
        return path;
    }

    /** Ends the recording; returns at once, the file is complete a moment later. */
    @Override
    public void close() {
        stop.countDown();
    }

    /** Waits until the file is complete. */
    public boolean awaitWritten(long millis) throws InterruptedException {
        return thread.join(java.time.Duration.ofMillis(millis));
    }
}
