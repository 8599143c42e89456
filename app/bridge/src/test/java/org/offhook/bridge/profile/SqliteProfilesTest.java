package org.offhook.bridge.profile;

import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;
import org.offhook.store.StoreAddress;

/** The profiles on a SQLite file. */
class SqliteProfilesTest {
    @TempDir
    Path folder;

    private StoreAddress address() {
        return StoreAddress.sqlite(folder.resolve("dialer.db"));
    }

    @Nested
    class ElisionCrm extends ElisionCrmContract {
        @Override
        StoreAddress newAddress() {
            return address();
        }
    }

    @Nested
    class ElisionCrmUsers extends ElisionCrmUserContract {
        @Override
        StoreAddress newAddress() {
            return address();
        }
    }

    @Nested
    class Ameyo extends AmeyoContract {
        @Override
        StoreAddress newAddress() {
            return address();
        }
    }

    @Nested
    class Voiptech extends VoiptechContract {
        @Override
        StoreAddress newAddress() {
            return address();
        }
    }

    @Nested
    class FutureCalls extends FutureCallContract {
        @Override
        StoreAddress newAddress() {
            return address();
        }
    }

    @Nested
    class HostileInput extends HostileInputContract {
        @Override
        protected StoreAddress newAddress() {
            return address();
        }
    }
}
