package org.offhook.campaign.idempotency;

import java.time.Duration;

/**
 * Answers by key. A write whose effect is only in the store does begin, effect and answer in one unit of work: then it is done once or
 * not at all. A write with an effect outside (a dial) commits begin first, and a key found {@link Begun.InProgress} afterwards is in
 * doubt. Blocking; see StorePorts.
 */
public interface IdempotencyStorePort {
    /** How long a key is remembered at least. */
    Duration KEPT = Duration.ofHours(24);

    /** @param fingerprint of what the request says, such as a digest; the same key with another is refused */
    Begun begin(IdempotencyKey key, String fingerprint);

    /** Remembers the answer. */
    void answer(IdempotencyKey key, String answer);

    /** Forgets a key whose request had no effect, so that it can be tried again. */
    void forget(IdempotencyKey key);

    /** Forgets keys older than {@link #KEPT}; how many. */
    int forgetOld();
}
