package org.offhook.media.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sessions made ahead of need, sockets bound and buffers allocated, so that a call waits for none of it between the click
 * and its INVITE. A used session is closed, not taken back: stragglers of the last call must not reach the next one.
 */
public final class SessionPool implements AutoCloseable {

    private static final int READY = 3;
    /** Made up again when the call that took one has sent its INVITE: until then the processor is wanted there. */
    private static final long REFILL_AFTER_MILLIS = 500;

    private static final Logger LOG = LoggerFactory.getLogger(SessionPool.class);

    private final InetAddress address;
    private final PortRange range;
    private final RtpReceiver receiver;
    private final RandomGenerator random;
    private final ArrayBlockingQueue<RtpSession> ready = new ArrayBlockingQueue<>(READY);
    private final ScheduledExecutorService worker;
    private volatile boolean closed;

    /** A pool that makes sessions on a thread of its own. */
    public SessionPool(
            String threadName, InetAddress address, PortRange range, RtpReceiver receiver, RandomGenerator random) {
        this.address = address;
        this.range = range;
        this.receiver = receiver;
        this.random = random;
        worker = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name(threadName).factory());
        later(this::refill, 0);
    }

    /** A session that is ready now. Never blocks; more are made meanwhile. */
    public Optional<RtpSession> poll() {
        Optional<RtpSession> session = Optional.ofNullable(ready.poll());
        later(this::refill, REFILL_AFTER_MILLIS);
        return session;
    }

    /** A session as soon as there is one, told on the pool's thread; empty when no ports are free. */
    public void whenReady(Consumer<Optional<RtpSession>> taker) {
        later(() -> taker.accept(made()), 0);
    }

    /** A session, made now if none is ready. May block. */
    public RtpSession take() throws IOException {
        Optional<RtpSession> session = poll();
        return session.isPresent() ? session.get() : make();
    }

    private void later(Runnable work, long afterMillis) {
        try {
            worker.schedule(work, afterMillis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closing) {
            LOG.debug("The pool is closed");
        }
    }

    private RtpSession make() throws IOException {
        SocketPair sockets = SocketPair.bind(address, range);
        try {
            return new RtpSession(receiver, sockets, random);
        } catch (IOException e) {
            sockets.close();
            throw e;
        }
    }

    private Optional<RtpSession> made() {
        RtpSession session = ready.poll();
        if (session != null) {
            return Optional.of(session);
        }
        try {
            return Optional.of(make());
        } catch (IOException e) {
            LOG.warn("No ports for media: {}", e.getMessage());
            return Optional.empty();
        }
    }

    private void refill() {
        while (!closed && ready.remainingCapacity() > 0) {
            try {
                RtpSession session = make();
                if (closed || !ready.offer(session)) {
                    session.close();
                }
            } catch (IOException e) {
                // Tried again with the next call, which then waits for it or is told.
                LOG.warn("No ports for media: {}", e.getMessage());
                return;
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        worker.shutdownNow();
        for (RtpSession session = ready.poll(); session != null; session = ready.poll()) {
            session.close();
        }
    }
}
