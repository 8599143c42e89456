package org.offhook.store.database;

import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/** The inside of a unit of work: all statements run on its one connection. */
public record BoundDatabase(Handle handle, Dialect dialect) implements Database {
    @Override
    public <T> T read(Function<Handle, T> work) {
        return work.apply(handle);
    }

    @Override
    public <T> T readTogether(Object key, Function<Handle, T> work) {
        return work.apply(handle); // a unit of work sees its own changes
    }

    @Override
    public <T> T write(Function<Handle, T> work) {
        return work.apply(handle);
    }
}
