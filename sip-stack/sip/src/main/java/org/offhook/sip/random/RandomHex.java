package org.offhook.sip.random;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Identifiers that nobody can guess (RFC 3261 §19.3, RFC 7616 §5.12), drawn from bytes that were fetched ahead: an INVITE needs four, and
 * asking the system's generator for each is a noticeable part of a click. A byte is used once and wiped. Any thread.
 */
public final class RandomHex {
    private static final int AHEAD = 1_024;
    private static final HexFormat HEX = HexFormat.of();
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final byte[] POOL = new byte[AHEAD];
    private static int next = AHEAD;

    private RandomHex() {}

    /**
     * @param bytes 1 to 1,024
     * @return twice as many lower-case hex digits
     */
    public static String of(int bytes) {
        synchronized (POOL) {
            if (next + bytes > AHEAD) {
                RANDOM.nextBytes(POOL);
                next = 0;
            }
            String text = HEX.formatHex(POOL, next, next + bytes);
            Arrays.fill(POOL, next, next + bytes, (byte) 0);
            next += bytes;
            return text;
        }
    }
}
