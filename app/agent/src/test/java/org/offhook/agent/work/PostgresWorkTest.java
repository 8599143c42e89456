package org.offhook.agent.work;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.offhook.store.StoreAddress;
import org.offhook.store.peer.PostgresPeer;

/** The same on PostgreSQL. */
@Tag("interop")
class PostgresWorkTest extends WorkContract {
    private static PostgresPeer peer;

    @BeforeAll
    static void start() {
        peer = PostgresPeer.start();
    }

    @AfterAll
    static void stop() {
        peer.close();
    }

    @Override
    StoreAddress newAddress() {
        return peer.newDatabase();
    }
}
