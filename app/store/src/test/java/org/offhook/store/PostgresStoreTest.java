package org.offhook.store;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/** The same contract on PostgreSQL. */
@Tag("interop")
@ExtendWith(SharedPostgres.class)
class PostgresStoreTest {
    private static StoreAddress address() {
        return SharedPostgres.newDatabase();
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
