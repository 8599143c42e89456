package org.offhook.rtp.stun;

import java.util.random.RandomGenerator;

/**
 * What ties an answer to its request: 96 random bits (RFC 8489 §5). Whoever cannot see the request cannot guess them.
 *
 * @param first the first 32 bits
 * @param rest the other 64
 */
public record TransactionId(int first, long rest) {
    /** A fresh one. */
    public static TransactionId random(RandomGenerator random) {
        return new TransactionId(random.nextInt(), random.nextLong());
    }
}
