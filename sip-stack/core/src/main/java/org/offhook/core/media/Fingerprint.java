package org.offhook.core.media;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The hash of a certificate, by which signalling vouches for whoever holds its key (RFC 8122 §5). No secret.
 *
 * @param hash name of the hash function in small letters
 * @param value its bytes in capital hexadecimal digits, two by two with colons between
 */
public record Fingerprint(String hash, String value) {

    /** Hash functions that still say something, the preferred one first; RFC 8122 §5 rules MD5 out, and SHA-1 is broken. */
    private static final List<String> TRUSTED = List.of("sha-256", "sha-384", "sha-512");

    private static final Pattern BYTES = Pattern.compile("[0-9A-F]{2}(:[0-9A-F]{2}){31,63}");

    /** Reads the value of {@code a=fingerprint}; empty when it is none, or of a hash function that proves nothing. */
    public static Optional<Fingerprint> read(String attribute) {
        String[] words = attribute.strip().split("\\s+", -1);
        if (words.length != 2) {
            return Optional.empty();
        }
        String hash = words[0].toLowerCase(Locale.ROOT);
        String value = words[1].toUpperCase(Locale.ROOT);
        return TRUSTED.contains(hash) && BYTES.matcher(value).matches()
                ? Optional.of(new Fingerprint(hash, value))
                : Optional.empty();
    }

    /** Lower is better liked where a peer gives several. */
    public int rank() {
        return TRUSTED.indexOf(hash);
    }

    /** As SDP has it. */
    @Override
    public String toString() {
        return hash + ' ' + value;
    }
}
