package org.offhook.store;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteLeadTest extends LeadContract {
    @TempDir
    Path folder;

    @Override
    StoreAddress newAddress() {
        return StoreAddress.sqlite(folder.resolve("dialer.db"));
    }
}
