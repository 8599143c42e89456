package org.offhook.store.database;

import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/** A database as the statements see it. Throws nothing but campaign's StoreException and what the work itself throws. */
public interface Database {
    /** Runs statements that change nothing. */
    <T> T read(Function<Handle, T> work);

    /**
     * As {@link #read}, for what many requests ask for at the same time: they may share one answer, which was read after the last of them
     * asked.
     *
     * @param key what is read; the same key always goes with the same work
     */
    <T> T readTogether(Object key, Function<Handle, T> work);

    /** Runs a unit of work; returns when it is durable. It may be run more than once. */
    <T> T write(Function<Handle, T> work);

    Dialect dialect();
}
