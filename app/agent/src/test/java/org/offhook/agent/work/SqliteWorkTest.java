package org.offhook.agent.work;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.offhook.store.StoreAddress;

/** The work of a desk on a SQLite file. */
class SqliteWorkTest extends WorkContract {
    @TempDir
    Path folder;

    @Override
    StoreAddress newAddress() {
        return StoreAddress.sqlite(folder.resolve("dialer.db"));
    }
}
