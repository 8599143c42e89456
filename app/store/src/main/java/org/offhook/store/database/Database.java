package org.offhook.store.database;

import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/** A database as the statements see it. Throws nothing but campaign's StoreException and what the work itself throws. */
public interface Database {
    /** Runs statements that change nothing. */
    <T> T read(Function<Handle, T> work);

    /** Runs a unit of work; returns when it is durable. It may be run more than once. */
    <T> T write(Function<Handle, T> work);

    Dialect dialect();
}
