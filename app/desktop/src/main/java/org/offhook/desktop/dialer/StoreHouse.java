package org.offhook.desktop.dialer;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.offhook.agent.port.StoreErrors;
import org.offhook.campaign.store.DialerStorePort;
import org.offhook.campaign.store.StoreException;
import org.offhook.core.error.ErrorCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The store beside a phone: opened by the first question, never before, and asked on virtual threads. One that cannot be opened is tried
 * again with the next question; what is wrong with it is shown until it answers again.
 */
public final class StoreHouse implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StoreHouse.class);

    private final Supplier<? extends DialerStorePort> opening;
    private final BooleanSupplier certainlyEmpty;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("offhook-store-", 0).factory());
    private volatile Faults faults = Faults.UNSEEN;
    private final Doubts doubts = new Doubts(faults());
    private Optional<ErrorCode> shown = Optional.empty();
    private Optional<DialerStorePort> open = Optional.empty();
    private boolean closed;

    /** Where faults are shown. */
    public interface Faults {
        Faults UNSEEN = new Faults() {
            @Override
            public void raise(ErrorCode error, String detail) {}

            @Override
            public void clear(ErrorCode error) {}
        };

        void raise(ErrorCode error, String detail);

        void clear(ErrorCode error);
    }

    /**
     * @param opening blocks; throws a {@link StoreException} when it cannot be done
     * @param certainlyEmpty true while there is no store yet, so that nobody has to wait for one
     */
    public StoreHouse(Supplier<? extends DialerStorePort> opening, BooleanSupplier certainlyEmpty) {
        this.opening = opening;
        this.certainlyEmpty = certainlyEmpty;
    }

    /** From now on faults are shown there. */
    public void showFaultsAt(Faults place) {
        faults = place;
    }

    /** True when there is certainly nothing in the store: none was ever made. */
    public boolean certainlyEmpty() {
        return certainlyEmpty.getAsBoolean();
    }

    /** Asks the store; fails with its {@link StoreException}. */
    public <T> CompletableFuture<T> ask(Function<DialerStorePort, T> question) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        T answer = question.apply(opened());
                        answered();
                        return answer;
                    } catch (StoreException e) {
                        failed(e);
                        throw e;
                    }
                },
                threads);
    }

    private synchronized DialerStorePort opened() {
        if (closed) {
            throw new StoreException.StoreClosed();
        }
        if (open.isEmpty()) {
            open = Optional.of(opening.get());
        }
        return open.get();
    }

    /** The question to a person that all who look after the store share. */
    Doubts doubts() {
        return doubts;
    }

    /** Where faults are shown, whatever it is by then. */
    Faults faults() {
        return new Faults() {
            @Override
            public void raise(ErrorCode error, String detail) {
                faults.raise(error, detail);
            }

            @Override
            public void clear(ErrorCode error) {
                faults.clear(error);
            }
        };
    }

    /** Somebody who holds the open store had an answer of it. */
    synchronized void answered() {
        shown.ifPresent(faults::clear);
        shown = Optional.empty();
    }

    /** Somebody asked the store in vain. */
    synchronized void failed(StoreException failure) {
        ErrorCode error = StoreErrors.codeOf(failure);
        if (closed || shown.filter(before -> before == error).isPresent()) {
            return;
        }
        LOG.warn("{} {}", error.code(), failure.getMessage());
        shown.filter(before -> before != error).ifPresent(faults::clear);
        shown = Optional.of(error);
        faults.raise(error, "the dialer's store");
    }

    @Override
    public void close() {
        Optional<DialerStorePort> last;
        synchronized (this) {
            closed = true;
            last = open;
            open = Optional.empty();
        }
        threads.shutdown();
        last.ifPresent(DialerStorePort::close);
    }
}
