package org.offhook.bridge.profile;

import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.offhook.store.Store;
import org.offhook.store.StoreAddress;
import org.offhook.store.StoreOptions;
import org.offhook.store.credential.Argon2Hash;

/** What the tests of a profile start from: an empty store of either kind, whose clock stands still. */
abstract class ProfileContract {
    Instant now = Instant.parse("2026-11-21T08:00:00Z");
    Store store;

    /** The address of a store that is not there yet. */
    abstract StoreAddress newAddress();

    @BeforeEach
    final void open() {
        store = Store.open(
                newAddress(),
                StoreOptions.DEFAULT
                        .withClock(() -> now)
                        .withPasswordCost(new Argon2Hash.Cost(64, 1, 1))
                        .withKey(new byte[32]));
    }

    @AfterEach
    final void close() {
        store.close();
    }
}
