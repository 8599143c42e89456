package org.offhook.store;

import org.junit.jupiter.api.Tag;

@Tag("interop")
class PostgresLeadTest extends LeadContract {
    @Override
    StoreAddress newAddress() {
        return SharedPostgres.newDatabase();
    }
}
