package org.offhook.store.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.offhook.campaign.store.StoreException.StoreClosed;
import org.offhook.campaign.store.StoreException.StoreFault;
import org.offhook.campaign.store.StoreException.StoreUnreachable;

/**
 * The one writer. Units of work wait in the order they came; what has gathered while the last commit was on its way to the disk shares the
 * next one. Each runs in a savepoint of its own, so a unit that fails takes nothing of the others with it, and each is answered only after
 * the commit. Where SQLite gives up the whole transaction, or the commit fails, every unit is run again by itself and gets its own answer.
 */
final class GroupCommit implements AutoCloseable {
    /** So many units share a commit at most, and so long are they gathered: the first must not wait for ever for the last. */
    private static final int MOST_UNITS = 512;

    private static final long LONGEST_NANOS = 50_000_000;

    private final Handle handle;
    private final Connection connection;
    // Prepared once: for short units the driver's own savepoints cost more than the work.
    private final PreparedStatement savepoint;
    private final PreparedStatement undo;
    private final PreparedStatement release;
    private final Queue<Unit<?>> waiting = new ConcurrentLinkedQueue<>();
    private final Thread thread;
    private final AtomicReference<@Nullable Aside> aside = new AtomicReference<>();
    private volatile long commits;
    private volatile boolean closing;

    /** What the writer does with its connection outside of any unit of work. */
    interface Aside {
        void run(Connection connection) throws SQLException;
    }

    private static final class Unit<T> {
        final Function<Handle, T> work;
        final CompletableFuture<T> answer = new CompletableFuture<>();
        private @Nullable T result;
        private @Nullable RuntimeException failure;

        Unit(Function<Handle, T> work) {
            this.work = work;
        }

        void run(Handle handle) {
            result = null;
            failure = null;
            try {
                result = work.apply(handle);
            } catch (RuntimeException e) {
                failure = e;
            } catch (Error e) {
                // The caller's own fault, such as a failed assertion inside the work: it must not end the writer.
                failure = new StoreFault("the unit of work failed", e);
            }
        }

        @SuppressWarnings("NullAway") // a unit of work may well answer null
        void tell() {
            if (failure == null) {
                answer.complete(result);
            } else {
                answer.completeExceptionally(SqliteFaults.of(failure));
            }
        }

        void refuse(RuntimeException why) {
            answer.completeExceptionally(why);
        }
    }

    /** @param handle on a connection in auto-commit mode that nobody else uses */
    GroupCommit(Handle handle, String name) throws SQLException {
        this.handle = handle;
        this.connection = handle.getConnection();
        this.savepoint = connection.prepareStatement("SAVEPOINT unit");
        this.undo = connection.prepareStatement("ROLLBACK TO SAVEPOINT unit");
        this.release = connection.prepareStatement("RELEASE SAVEPOINT unit");
        this.thread = Thread.ofPlatform().name(name).daemon(true).unstarted(this::loop);
        thread.start();
    }

    <T> T run(Function<Handle, T> work) {
        if (Thread.currentThread().equals(thread)) {
            throw new StoreFault("a unit of work uses only the ports it was given", null);
        }
        Unit<T> unit = new Unit<>(work);
        waiting.add(unit);
        if (closing && waiting.remove(unit)) {
            throw new StoreClosed();
        }
        LockSupport.unpark(thread);
        try {
            return unit.answer.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }

    /** How many times something was committed. */
    long commits() {
        return commits;
    }

    /** Has this done before the next commit. What is still waiting to be done is replaced; a failure is nobody's. */
    void between(Aside work) {
        aside.set(work);
        LockSupport.unpark(thread);
    }

    private void aside() {
        Aside work = aside.getAndSet(null);
        if (work != null) {
            try {
                work.run(connection);
            } catch (SQLException e) {
                // whoever asked finds it undone
            }
        }
    }

    private void loop() {
        while (true) {
            aside();
            Unit<?> first = waiting.poll();
            if (first != null) {
                commit(gather(first));
                countCommit();
            } else if (closing) {
                return;
            } else {
                LockSupport.park(this);
            }
        }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // written by this thread alone
    private void countCommit() {
        commits++;
    }

    private List<Unit<?>> gather(Unit<?> first) {
        List<Unit<?>> group = new ArrayList<>();
        group.add(first);
        for (Unit<?> next = waiting.peek(); next != null && group.size() < MOST_UNITS; next = waiting.peek()) {
            group.add(waiting.remove());
        }
        return group;
    }

    private void commit(List<Unit<?>> group) {
        if (group.size() == 1) {
            alone(group.getFirst());
            return;
        }
        List<Unit<?>> late = new ArrayList<>();
        if (together(group, late)) {
            group.removeAll(late);
            group.forEach(Unit::tell);
            if (!late.isEmpty()) {
                commit(late);
            }
        } else {
            group.forEach(this::alone);
        }
    }

    /**
     * Runs as many as the time allows and commits.
     *
     * @param late gets those for which there was no time
     * @return false when nothing was kept
     */
    private boolean together(List<Unit<?>> group, List<Unit<?>> late) {
        try {
            begin();
            long began = System.nanoTime();
            for (int i = 0; i < group.size(); i++) {
                if (i > 0 && System.nanoTime() - began > LONGEST_NANOS) {
                    late.addAll(group.subList(i, group.size()));
                    break;
                }
                if (!inSavepoint(group.get(i))) {
                    rollback();
                    return false;
                }
            }
            connection.commit();
            connection.setAutoCommit(true);
            return true;
        } catch (SQLException e) {
            rollback();
            return false;
        }
    }

    /** False when the whole transaction is lost. */
    private boolean inSavepoint(Unit<?> unit) throws SQLException {
        savepoint.execute();
        unit.run(handle);
        if (unit.failure != null) {
            if (SqliteFaults.endsTransaction(unit.failure)) {
                return false;
            }
            undo.execute();
        }
        release.execute();
        return true;
    }

    private void alone(Unit<?> unit) {
        try {
            begin();
            unit.run(handle);
            if (unit.failure == null) {
                connection.commit();
                connection.setAutoCommit(true);
            } else {
                rollback();
            }
            unit.tell();
        } catch (SQLException e) {
            rollback();
            unit.refuse(SqliteFaults.of(e));
        }
    }

    private void begin() throws SQLException {
        connection.setAutoCommit(false);
    }

    private void rollback() {
        try {
            if (!connection.getAutoCommit()) {
                connection.rollback();
            }
        } catch (SQLException e) {
            // SQLite had rolled back by itself: there is nothing left to undo
        }
        try {
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            // As above; the next begin tells if the connection is beyond use
        }
    }

    /** Lets what waits be done, then ends the writer. Waits ten seconds at most. */
    @Override
    public void close() {
        closing = true;
        LockSupport.unpark(thread);
        try {
            thread.join(10_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (Unit<?> unit = waiting.poll(); unit != null; unit = waiting.poll()) {
            unit.refuse(new StoreUnreachable("the store is closed", new StoreClosed()));
        }
    }
}
