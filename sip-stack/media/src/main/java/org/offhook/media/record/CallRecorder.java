package org.offhook.media.record;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.offhook.rtp.pcm.PcmRing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records a call in stereo, the agent left and the customer right. The audio threads put samples into rings; a thread of
 * its own writes them, and where one side falls behind for long it is filled up with silence, so that the sides stay in
 * step.
 */
public final class CallRecorder implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CallRecorder.class);
    private static final int RATE = 8000;
    private static final int CHUNK = 800;
    private static final int PERIOD_MILLIS = 100;
    /** A side this far behind has stopped, not stuttered. */
    private static final int PATIENCE_SAMPLES = RATE * 3 / 10;

    private final PcmRing agent = new PcmRing(4 * RATE);
    private final PcmRing customer = new PcmRing(4 * RATE);
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread;
    private final Path path;

    private final short[] left = new short[CHUNK];
    private final short[] right = new short[CHUNK];
    private final short[] both = new short[2 * CHUNK];

    /** Starts recording; a file that cannot be written is logged, and the call goes on unrecorded. */
    public CallRecorder(Path path) {
        this.path = path;
        thread = Thread.ofPlatform().daemon().name("call-recorder").start(this::run);
    }

    /** Takes what the agent said. One thread, never blocks. */
    public void agent(short[] samples, int offset, int count) {
        agent.write(samples, offset, count);
    }

    /** Takes what the customer said. One thread, never blocks. */
    public void customer(short[] samples, int offset, int count) {
        customer.write(samples, offset, count);
    }

    private void run() {
        try (WavWriter wav = new WavWriter(path, 2, RATE)) {
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
            int ready = Math.min(agent.available(), customer.available());
            int most = Math.max(agent.available(), customer.available());
            int behind = all ? most : most - PATIENCE_SAMPLES;
            int count = Math.min(CHUNK, Math.max(ready, behind));
            if (count <= 0) {
                return;
            }
            fill(agent, left, count);
            fill(customer, right, count);
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
