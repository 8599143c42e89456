package org.offhook.core.media;

import java.util.Optional;

/** Crypto suites of {@code a=crypto} (RFC 4568 §6.2, RFC 7714 §14.2), in our order of preference. */
public enum SrtpSuite {
    AEAD_AES_256_GCM(32, 12),
    AEAD_AES_128_GCM(16, 12),
    AES_CM_128_HMAC_SHA1_80(16, 14),
    AES_CM_128_HMAC_SHA1_32(16, 14);

    private final int keyBytes;
    private final int saltBytes;

    SrtpSuite(int keyBytes, int saltBytes) {
        this.keyBytes = keyBytes;
        this.saltBytes = saltBytes;
    }

    /** Length of the master key. */
    public int keyBytes() {
        return keyBytes;
    }

    /** Length of the master salt. */
    public int saltBytes() {
        return saltBytes;
    }

    /** The suite of that name, which is case sensitive (RFC 4568 §9.2). */
    public static Optional<SrtpSuite> named(String name) {
        for (SrtpSuite suite : values()) {
            if (suite.name().equals(name)) {
                return Optional.of(suite);
            }
        }
        return Optional.empty();
    }
}
