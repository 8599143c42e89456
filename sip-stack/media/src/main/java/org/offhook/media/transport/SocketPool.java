package org.offhook.media.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Socket pairs bound ahead of need, so that a call waits for no system call between the click and its INVITE. A used pair
 * is closed, not taken back: stragglers of the last call must not reach the next one.
 */
public final class SocketPool implements AutoCloseable {

    private static final int READY = 4;
    private static final Logger LOG = LoggerFactory.getLogger(SocketPool.class);

    private final InetAddress address;
    private final PortRange range;
    private final ArrayBlockingQueue<SocketPair> ready = new ArrayBlockingQueue<>(READY);
    private final ExecutorService worker;
    private volatile boolean closed;

    /** A pool that binds on a thread of its own. */
    public SocketPool(String threadName, InetAddress address, PortRange range) {
        this.address = address;
        this.range = range;
        worker = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name(threadName).factory());
        worker.execute(this::refill);
    }

    /** A pair that is ready now. Never blocks; more are bound meanwhile. */
    public Optional<SocketPair> poll() {
        Optional<SocketPair> pair = Optional.ofNullable(ready.poll());
        if (!closed) {
            worker.execute(this::refill);
        }
        return pair;
    }

    /** A pair as soon as there is one, told on the pool's thread; empty when no ports are free. */
    public void whenBound(Consumer<Optional<SocketPair>> receiver) {
        worker.execute(() -> receiver.accept(bound()));
    }

    /** A pair, bound now if none is ready. May block. */
    public SocketPair take() throws IOException {
        Optional<SocketPair> pair = poll();
        return pair.isPresent() ? pair.get() : SocketPair.bind(address, range);
    }

    private Optional<SocketPair> bound() {
        try {
            SocketPair pair = ready.poll();
            return Optional.of(pair != null ? pair : SocketPair.bind(address, range));
        } catch (IOException e) {
            LOG.warn("No ports for media: {}", e.getMessage());
            return Optional.empty();
        }
    }

    private void refill() {
        while (!closed && ready.remainingCapacity() > 0) {
            try {
                SocketPair pair = SocketPair.bind(address, range);
                if (closed || !ready.offer(pair)) {
                    pair.close();
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
        for (SocketPair pair = ready.poll(); pair != null; pair = ready.poll()) {
            pair.close();
        }
    }
}
