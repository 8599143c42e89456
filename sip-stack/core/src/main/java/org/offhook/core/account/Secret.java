package org.offhook.core.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** A password or token that never prints itself. Compared in constant time. */
public final class Secret {
    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    /** Wraps {@code value}; the empty string is allowed (an account without a password). */
    public static Secret of(String value) {
        return new Secret(value);
    }

    /** The plain value, for the one place that must have it (digest, key store). Never pass it to a log or an event. */
    public String reveal() {
        return value;
    }

    public boolean isEmpty() {
        return value.isEmpty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret that
                && MessageDigest.isEqual(
                        value.getBytes(StandardCharsets.UTF_8), that.value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public int hashCode() {
        return 0; // a hash of a password in a heap dump or a log is a hint; secrets are not map keys
    }

    @Override
    public String toString() {
        return "•••";
    }
}
