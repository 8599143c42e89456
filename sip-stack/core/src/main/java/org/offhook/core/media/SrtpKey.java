package org.offhook.core.media;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/** A master key with its salt for one direction of a stream (RFC 3711 §3.2.1). Never prints itself. */
public final class SrtpKey {
    private final SrtpSuite suite;
    private final byte[] keyAndSalt;

    private SrtpKey(SrtpSuite suite, byte[] keyAndSalt) {
        this.suite = suite;
        this.keyAndSalt = keyAndSalt;
    }

    /**
     * A key of these bytes, salt after key.
     *
     * @throws IllegalArgumentException when the suite wants another number of them
     */
    public static SrtpKey of(SrtpSuite suite, byte[] keyAndSalt) {
        if (keyAndSalt.length != suite.keyBytes() + suite.saltBytes()) {
            throw new IllegalArgumentException("wrong length of a key");
        }
        return new SrtpKey(suite, keyAndSalt.clone());
    }

    /** Reads what follows {@code inline:}; empty when it is no key of the suite. */
    public static Optional<SrtpKey> decoded(SrtpSuite suite, String base64) {
        try {
            // Some peers leave the padding away; the decoder takes both.
            byte[] bytes = Base64.getDecoder().decode(base64);
            return bytes.length == suite.keyBytes() + suite.saltBytes()
                    ? Optional.of(new SrtpKey(suite, bytes))
                    : Optional.empty();
        } catch (IllegalArgumentException noBase64) {
            return Optional.empty();
        }
    }

    public SrtpSuite suite() {
        return suite;
    }

    /** The master key, for the one place that derives from it. */
    public byte[] masterKey() {
        return Arrays.copyOf(keyAndSalt, suite.keyBytes());
    }

    /** The master salt. */
    public byte[] masterSalt() {
        return Arrays.copyOfRange(keyAndSalt, suite.keyBytes(), keyAndSalt.length);
    }

    /** What follows {@code inline:} in SDP. Never for a log. */
    public String reveal() {
        return Base64.getEncoder().encodeToString(keyAndSalt);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SrtpKey that
                && suite == that.suite
                && MessageDigest.isEqual(keyAndSalt, that.keyAndSalt);
    }

    @Override
    public int hashCode() {
        return suite.hashCode(); // a hash of a secret in a log is a hint
    }

    @Override
    public String toString() {
        return suite + " •••";
    }
}
