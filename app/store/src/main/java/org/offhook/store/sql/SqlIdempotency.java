package org.offhook.store.sql;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.offhook.campaign.idempotency.Begun;
import org.offhook.campaign.idempotency.IdempotencyKey;
import org.offhook.campaign.idempotency.IdempotencyStorePort;
import org.offhook.store.database.Database;

/** Answers by key. */
record SqlIdempotency(Database database) implements IdempotencyStorePort {
    private record Known(String fingerprint, Optional<String> answer, long begunMillis) {}

    @Override
    public Begun begin(IdempotencyKey key, String fingerprint) {
        return database.write(handle -> {
            long now = database.dialect().nowMillis(handle);
            int added = handle.createUpdate("""
                            INSERT INTO idempotency_keys (scope, request_key, fingerprint, begun_ms)
                            VALUES (:scope, :key, :fingerprint, :now)
                            ON CONFLICT (scope, request_key) DO UPDATE SET fingerprint = excluded.fingerprint, answer = NULL,
                                begun_ms = excluded.begun_ms
                            WHERE idempotency_keys.begun_ms < :old""")
                    .bind("scope", key.scope())
                    .bind("key", key.key())
                    .bind("fingerprint", fingerprint)
                    .bind("now", now)
                    .bind("old", now - KEPT.toMillis())
                    .execute();
            return added == 1 ? new Begun.Fresh() : known(handle, key, fingerprint);
        });
    }

    private static Begun known(Handle handle, IdempotencyKey key, String fingerprint) {
        Known known = handle.createQuery("""
                        SELECT fingerprint, answer, begun_ms FROM idempotency_keys
                        WHERE scope = :scope AND request_key = :key""")
                .bind("scope", key.scope())
                .bind("key", key.key())
                .map((row, _) -> new Known(
                        row.getString("fingerprint"),
                        Optional.ofNullable(row.getString("answer")),
                        row.getLong("begun_ms")))
                .one();
        if (!known.fingerprint().equals(fingerprint)) {
            return new Begun.OtherRequest();
        }
        return known.answer()
                .<Begun>map(Begun.Answered::new)
                .orElseGet(() -> new Begun.InProgress(Instant.ofEpochMilli(known.begunMillis())));
    }

    @Override
    public void answer(IdempotencyKey key, String answer) {
        database.write(handle -> handle.createUpdate(
                        "UPDATE idempotency_keys SET answer = :answer WHERE scope = :scope AND request_key = :key")
                .bind("answer", answer)
                .bind("scope", key.scope())
                .bind("key", key.key())
                .execute());
    }

    @Override
    public void forget(IdempotencyKey key) {
        database.write(handle -> handle.createUpdate(
                        "DELETE FROM idempotency_keys WHERE scope = :scope AND request_key = :key")
                .bind("scope", key.scope())
                .bind("key", key.key())
                .execute());
    }

    @Override
    public int forgetOld() {
        return database.write(handle -> handle.createUpdate("DELETE FROM idempotency_keys WHERE begun_ms < :old")
                .bind("old", database.dialect().nowMillis(handle) - KEPT.toMillis())
                .execute());
    }
}
