package org.offhook.sip.digest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/** Hash functions of digest authentication, weakest first (RFC 7616 §3.2, RFC 8760 §2.1). */
public enum DigestAlgorithm {
    MD5("MD5", "MD5", false),
    MD5_SESS("MD5-sess", "MD5", true),
    SHA_256("SHA-256", "SHA-256", false),
    SHA_256_SESS("SHA-256-sess", "SHA-256", true),
    SHA_512_256("SHA-512-256", "SHA-512/256", false),
    SHA_512_256_SESS("SHA-512-256-sess", "SHA-512/256", true);

    private static final HexFormat HEX = HexFormat.of();

    private final String token;
    private final String hashName;
    private final boolean session;
    /** Never fed, only cloned: asking the security providers for each hash would look through all of them. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final MessageDigest fresh;

    DigestAlgorithm(String token, String hashName, boolean session) {
        this.token = token;
        this.hashName = hashName;
        this.session = session;
        try {
            this.fresh = MessageDigest.getInstance(hashName);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(hashName + " is part of every Java runtime", impossible);
        }
    }

    /** As it stands in a header. */
    public String token() {
        return token;
    }

    /** True for the {@code -sess} forms, which bind the secret to one nonce and cnonce (RFC 7616 §3.4.2). */
    public boolean session() {
        return session;
    }

    /** The algorithm of a token, in any case; absent means MD5 (RFC 7616 §3.3). Empty for one we do not know. */
    public static Optional<DigestAlgorithm> of(Optional<String> token) {
        if (token.isEmpty()) {
            return Optional.of(MD5);
        }
        String wanted = token.get().trim().toLowerCase(Locale.ROOT);
        for (DigestAlgorithm known : values()) {
            if (known.token.toLowerCase(Locale.ROOT).equals(wanted)) {
                return Optional.of(known);
            }
        }
        return Optional.empty();
    }

    /** Hash as lower-case hex. */
    String hash(String text) {
        return hash(text.getBytes(StandardCharsets.UTF_8));
    }

    String hash(byte[] bytes) {
        try {
            return HEX.formatHex(((MessageDigest) fresh.clone()).digest(bytes));
        } catch (CloneNotSupportedException impossible) {
            throw new IllegalStateException(hashName + " of the Java runtime can be cloned", impossible);
        }
    }
}
