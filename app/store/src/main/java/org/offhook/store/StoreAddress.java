package org.offhook.store;

import java.nio.file.Path;
import org.offhook.campaign.user.Password;

/** Where a store is. */
public sealed interface StoreAddress {
    /** A file of this machine, made when it is not there. Its folder must be on a local disk (sqlite.org/wal.html). */
    record SqliteFile(Path file) implements StoreAddress {}

    /**
     * A PostgreSQL server, version 15 or later.
     *
     * @param url {@code jdbc:postgresql://host:port/database}
     */
    record PostgresServer(String url, String user, Password password) implements StoreAddress {}

    static StoreAddress sqlite(Path file) {
        return new SqliteFile(file);
    }

    static StoreAddress postgres(String url, String user, Password password) {
        return new PostgresServer(url, user, password);
    }
}
