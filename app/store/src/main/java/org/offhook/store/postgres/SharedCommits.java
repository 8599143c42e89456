package org.offhook.store.postgres;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.offhook.campaign.store.StoreException.OutcomeUnknown;

/**
 * Units of work that ask at the same time share a transaction, and with it a connection, a round trip and a wait for the disk. They go in the
 * order in which they came, a few transactions side by side; each unit is answered after the commit. Who finds a place free runs its own unit
 * and whatever waits, in its own thread, and then hands the place to the next who waits: under a light load nobody wakes anybody.
 *
 * <p>There are no savepoints, because each would be a round trip: when one unit of several fails, or waits too long for a row, nothing of them is
 * kept and each runs again by itself, outside of the places. Where many fail, fewer share.
 */
final class SharedCommits {
    /** How many units share at most: the first must not wait for ever for the last. */
    private static final int MOST = 32;

    /** What the database does for a group. */
    interface Transactions {
        /**
         * Runs it in one transaction on a connection that gives up soon when it has to wait for a row.
         *
         * @throws NoConnection when there is none
         * @throws RuntimeException what the work throws; nothing was kept then, except perhaps after an OutcomeUnknown
         */
        void together(Function<Handle, @Nullable Object> work);

        /** As the work's own failure goes to its caller, or null when another try by itself may go better. */
        @Nullable
        RuntimeException told(Throwable failure);

        /** Runs it in a transaction of its own. */
        <T> T alone(Function<Handle, T> work);
    }

    /** The database is not to be reached. */
    static final class NoConnection extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NoConnection(RuntimeException cause) {
            super(cause);
        }
    }

    /** What became of a unit. */
    private sealed interface Turn {
        /** Its caller runs these; it is the first of them. */
        record Lead(List<Unit<?>> group) implements Turn {}

        record Kept() implements Turn {}

        record Alone() implements Turn {}

        record Failed(RuntimeException why) implements Turn {}
    }

    private static final class Unit<T> {
        final Function<Handle, T> work;
        final CompletableFuture<Turn> turn = new CompletableFuture<>();
        private @Nullable T result;

        Unit(Function<Handle, T> work) {
            this.work = work;
        }

        void run(Handle handle) {
            result = work.apply(handle);
        }

        @SuppressWarnings("NullAway") // a unit of work may well answer null
        T result() {
            return result;
        }
    }

    private final Transactions transactions;
    private final Queue<Unit<?>> waiting = new ArrayDeque<>();
    private int free;
    private int most = MOST;

    /** @param places so many transactions side by side */
    SharedCommits(Transactions transactions, int places) {
        this.transactions = transactions;
        this.free = places;
    }

    <T> T run(Function<Handle, T> work) {
        Unit<T> unit = new Unit<>(work);
        Turn turn = arrive(unit) ? new Turn.Lead(List.of(unit)) : unit.turn.join();
        Turn end = turn instanceof Turn.Lead(List<Unit<?>> group) ? lead(group) : turn;
        return switch (end) {
            case Turn.Kept _ -> unit.result();
            case Turn.Failed(RuntimeException why) -> throw why;
            case Turn.Alone _, Turn.Lead _ -> transactions.alone(work);
        };
    }

    /** How many units wait for a place. */
    synchronized int waiting() {
        return waiting.size();
    }

    /** True when there is a place, which is taken now. */
    private synchronized boolean arrive(Unit<?> unit) {
        if (free > 0) {
            free--;
            return true;
        }
        waiting.add(unit);
        return false;
    }

    private Turn lead(List<Unit<?>> group) {
        Turn turn = new Turn.Alone();
        try {
            turn = kept(group);
        } finally {
            handOn();
            for (Unit<?> unit : group.subList(1, group.size())) {
                unit.turn.complete(turn);
            }
        }
        return turn;
    }

    private Turn kept(List<Unit<?>> group) {
        try {
            transactions.together(handle -> {
                group.forEach(unit -> unit.run(handle));
                return null;
            });
            fit(group.size(), true);
            return new Turn.Kept();
        } catch (NoConnection e) {
            letAllGo();
            return new Turn.Alone();
        } catch (RuntimeException | Error e) {
            fit(group.size(), false);
            RuntimeException told = transactions.told(e);
            boolean everybodys = told instanceof OutcomeUnknown;
            return told != null && (everybodys || group.size() == 1) ? new Turn.Failed(told) : new Turn.Alone();
        }
    }

    private synchronized void fit(int size, boolean kept) {
        if (kept) {
            most = Math.min(MOST, most + 1);
        } else if (size > 1) {
            most = Math.max(1, most / 2);
        }
    }

    /** Gives the place to the next who waits, with as many of those behind as may share. */
    private void handOn() {
        List<Unit<?>> group = new ArrayList<>();
        synchronized (this) {
            for (Unit<?> next = waiting.peek(); next != null && group.size() < most; next = waiting.peek()) {
                group.add(waiting.remove());
            }
            if (group.isEmpty()) {
                free++;
                return;
            }
        }
        group.getFirst().turn.complete(new Turn.Lead(group));
    }

    /** Without the database nobody waits for a place; each finds out by itself how long it is willing to wait for the database. */
    private void letAllGo() {
        List<Unit<?>> all;
        synchronized (this) {
            all = new ArrayList<>(waiting);
            waiting.clear();
        }
        all.forEach(unit -> unit.turn.complete(new Turn.Alone()));
    }
}
