package org.offhook.store.database;

/** A database with its connections. */
public interface OpenDatabase extends Database, AutoCloseable {
    /** Finishes what was begun and refuses the rest. */
    @Override
    void close();
}
