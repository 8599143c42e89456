package org.offhook.bridge.profile;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.offhook.store.StoreAddress;
import org.offhook.store.peer.PostgresPeer;

/** The same contracts on PostgreSQL. */
@Tag("interop")
class PostgresProfilesTest {
    private static PostgresPeer peer;

    @BeforeAll
    static void start() {
        peer = PostgresPeer.start();
    }

    @AfterAll
    static void stop() {
        if (peer != null) {
            peer.close();
        }
    }

    @Nested
    class ElisionCrm extends ElisionCrmContract {
        @Override
        StoreAddress newAddress() {
            return peer.newDatabase();
        }
    }

    @Nested
    class ElisionCrmUsers extends ElisionCrmUserContract {
        @Override
        StoreAddress newAddress() {
            return peer.newDatabase();
        }
    }

    @Nested
    class Ameyo extends AmeyoContract {
        @Override
        StoreAddress newAddress() {
            return peer.newDatabase();
        }
    }

    @Nested
    class Voiptech extends VoiptechContract {
        @Override
        StoreAddress newAddress() {
            return peer.newDatabase();
        }
    }

    @Nested
    class FutureCalls extends FutureCallContract {
        @Override
        StoreAddress newAddress() {
            return peer.newDatabase();
        }
    }

    @Nested
    class HostileInput extends HostileInputContract {
        @Override
        protected StoreAddress newAddress() {
            return peer.newDatabase();
        }
    }
}
