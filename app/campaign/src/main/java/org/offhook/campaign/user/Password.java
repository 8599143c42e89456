package org.offhook.campaign.user;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** A password or a phone's secret in the clear, on its way in or out. Never prints itself. Compared in constant time. */
public final class Password {
    private final String clear;

    private Password(String clear) {
        this.clear = clear;
    }

    public static Password of(String clear) {
        return new Password(clear);
    }

    /** The clear text, for the one place that must have it (hash, digest). Never pass it to a log, an answer or an event. */
    public String reveal() {
        return clear;
    }

    /** The clear text as UTF-8. */
    public byte[] utf8() {
        return clear.getBytes(StandardCharsets.UTF_8);
    }

    public boolean isEmpty() {
        return clear.isEmpty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Password that && MessageDigest.isEqual(utf8(), that.utf8());
    }

    @Override
    public int hashCode() {
        return 0; // a hash of a password in a heap dump is a hint; passwords are no map keys
    }

    @Override
    public String toString() {
        return "•••";
    }
}
