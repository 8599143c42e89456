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
 * @param mostPages limit of a SQLite file in pages of 4 KiB; 0 for none
 */
public record StoreOptions(
        Optional<byte[]> key,
        Optional<InstantSource> clock,
        Argon2Hash.Cost passwordCost,
        int connections,
        long mostPages) {
    public static final StoreOptions DEFAULT =
            new StoreOptions(Optional.empty(), Optional.empty(), Argon2Hash.FOR_MANY, 10, 0);

    public StoreOptions withKey(byte[] bytes) {
        return new StoreOptions(Optional.of(bytes.clone()), clock, passwordCost, connections, mostPages);
    }

    public StoreOptions withClock(InstantSource source) {
        return new StoreOptions(key, Optional.of(source), passwordCost, connections, mostPages);
    }

    public StoreOptions withPasswordCost(Argon2Hash.Cost cost) {
        return new StoreOptions(key, clock, cost, connections, mostPages);
    }

    public StoreOptions withConnections(int most) {
        return new StoreOptions(key, clock, passwordCost, most, mostPages);
    }

    public StoreOptions withMostPages(long pages) {
        return new StoreOptions(key, clock, passwordCost, connections, pages);
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "StoreOptions";
    }
}
