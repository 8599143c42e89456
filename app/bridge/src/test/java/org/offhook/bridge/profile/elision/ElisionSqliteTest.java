package org.offhook.bridge.profile.elision;

import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;
import org.offhook.store.StoreAddress;

/** Both Elision documents on a SQLite file. */
class ElisionSqliteTest {
    @TempDir
    Path folder;

    private StoreAddress address() {
        return StoreAddress.sqlite(folder.resolve("dialer.db"));
    }

    @Nested
    class LeadApi extends LeadApiContract {
        @Override
        protected StoreAddress newAddress() {
            return address();
        }
    }

    @Nested
    class ApiDial extends ApiDialContract {
        @Override
        protected StoreAddress newAddress() {
            return address();
        }
    }

    @Nested
    class ClickToCall extends ClickToCallContract {
        @Override
        protected StoreAddress newAddress() {
            return address();
        }
    }

    @Nested
    class BadInput extends BadInputContract {
        @Override
        protected StoreAddress newAddress() {
            return address();
        }
    }
}
