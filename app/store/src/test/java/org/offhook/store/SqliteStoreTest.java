package org.offhook.store;

import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** The store's contract on a SQLite file. */
class SqliteStoreTest {
    @TempDir
    Path folder;

    private StoreAddress address() {
        return StoreAddress.sqlite(folder.resolve("dialer.db"));
    }

    @Nested
    class Leads extends LeadContract {
        @Override
        StoreAddress newAddress() {
            return address();
        }
    }

    @Nested
    class Queues extends QueueContract {
        @Override
        StoreAddress newAddress() {
            return address();
        }
    }

    @Nested
    class Schedules extends ScheduleContract {
        @Override
        StoreAddress newAddress() {
            return address();
        }
    }

    @Nested
    class Users extends UserContract {
        @Override
        StoreAddress newAddress() {
            return address();
        }
    }

    @Nested
    class Transfers extends TransferContract {
        @Override
        StoreAddress newAddress() {
            return address();
        }
    }

    @Nested
    class UnitsOfWork extends UnitOfWorkContract {
        @Override
        StoreAddress newAddress() {
            return address();
        }
    }
}
