package org.offhook.store.sql;

import java.util.function.UnaryOperator;
import org.jdbi.v3.core.statement.Update;
import org.offhook.store.database.Database;

/** Changes of one row, as units of work of their own. */
final class Updates {
    private Updates() {}

    /** @return whether there was such a row */
    static boolean one(Database database, String sql, UnaryOperator<Update> bound) {
        return database.write(handle -> bound.apply(handle.createUpdate(sql)).execute()) == 1;
    }
}
