package org.offhook.bridge.profile.elision;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.offhook.bridge.profile.SharedPostgres;
import org.offhook.store.StoreAddress;

/** The same on PostgreSQL. */
@Tag("interop")
@ExtendWith(SharedPostgres.class)
class ElisionPostgresTest {
    private StoreAddress address() {
        return SharedPostgres.newPostgres();
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
