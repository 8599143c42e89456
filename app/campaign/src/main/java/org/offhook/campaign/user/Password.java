package org.offhook.campaign.user;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;

/** A password or a phone's secret in the clear, on its way in or out. Never prints itself. Compared in constant time. */
public final class Password {
    /** Without characters that look alike. */
    private static final String ALPHABET = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    private static final int GENERATED_LENGTH = 20;
    private static final int KEY_LENGTH = 40;

    private final String clear;

    private Password(String clear) {
        this.clear = clear;
    }

    public static Password of(String clear) {
        return new Password(clear);
    }

    /** One that nobody has thought of: about 116 bits, for a person to read off once. */
    public static Password generated() {
        return generated(GENERATED_LENGTH);
    }

    /** Twice as long: a key that no person types. */
    public static Password generatedKey() {
        return generated(KEY_LENGTH);
    }

    private static Password generated(int length) {
        SecureRandom random = new SecureRandom();
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return of(text.toString());
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
