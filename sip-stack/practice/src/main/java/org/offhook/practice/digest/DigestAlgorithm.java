package org.offhook.practice.digest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/** Hashes a challenge may name, strongest first, which is also the order in which they are offered (RFC 8760 §2.4). */
public enum DigestAlgorithm {
    SHA_256("SHA-256", "SHA-256"),
    MD5("MD5", "MD5");

    private final String token;
    private final String provider;

    DigestAlgorithm(String token, String provider) {
        this.token = token;
        this.provider = provider;
    }

    /** The word in {@code algorithm=}. */
    public String token() {
        return token;
    }

    static Optional<DigestAlgorithm> named(String token) {
        for (DigestAlgorithm algorithm : values()) {
            if (algorithm.token.equals(token.toUpperCase(Locale.ROOT))) {
                return Optional.of(algorithm);
            }
        }
        return Optional.empty();
    }

    /** Lower-case hexadecimal hash of the UTF-8 bytes of {@code text}: the function H of RFC 7616 §3.3. */
    String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance(provider).digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has " + provider, impossible);
        }
    }
}
