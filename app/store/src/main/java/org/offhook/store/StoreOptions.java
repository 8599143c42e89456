package org.offhook.store;

import java.time.InstantSource;
import java.util.Optional;
import org.offhook.store.credential.Argon2Hash;

/**
 * How a store is opened.
 *
 * @param key 32 bytes under which phone secrets are encrypted; without it they can be neither stored nor read
 * @param clock absent means the machine's on SQLite and the server's on PostgreSQL
 * @param passwordCost of new password hashes
 * @param connections to PostgreSQL at most
 * @param mostKib limit of a new SQLite file in KiB; 0 for none
 */
public record StoreOptions(
        Optional<byte[]> key,
        Optional<InstantSource> clock,
        Argon2Hash.Cost passwordCost,
        int connections,
        long mostKib) {
    public static final StoreOptions DEFAULT =
            new StoreOptions(Optional.empty(), Optional.empty(), Argon2Hash.FOR_MANY, 10, 0);

    public StoreOptions withKey(byte[] bytes) {
        return new StoreOptions(Optional.of(bytes.clone()), clock, passwordCost, connections, mostKib);
    }

    public StoreOptions withClock(InstantSource source) {
        return new StoreOptions(key, Optional.of(source), passwordCost, connections, mostKib);
    }

    public StoreOptions withPasswordCost(Argon2Hash.Cost cost) {
        return new StoreOptions(key, clock, cost, connections, mostKib);
    }

    public StoreOptions withConnections(int most) {
        return new StoreOptions(key, clock, passwordCost, most, mostKib);
    }

    public StoreOptions withMostKib(long kib) {
        return new StoreOptions(key, clock, passwordCost, connections, kib);
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "StoreOptions";
    }
}
