package org.offhook.store.sql;

import java.security.SecureRandom;
import java.util.UUID;

/** UUID version 7 (RFC 9562 §5.7): milliseconds first, so that keys of one index lie beside each other, then randomness. */
final class TimeOrderedId {
    private static final SecureRandom RANDOM = new SecureRandom();

    private TimeOrderedId() {}

    static UUID at(long epochMillis) {
        long random = RANDOM.nextLong();
        long high = (epochMillis << 16) | 0x7000L | (random & 0x0FFFL);
        long low = (RANDOM.nextLong() >>> 2) | 0x8000_0000_0000_0000L; // variant 10
        return new UUID(high, low);
    }
}
