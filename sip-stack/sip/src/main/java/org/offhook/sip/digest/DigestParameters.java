package org.offhook.sip.digest;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads {@code Digest name=value, name="value", …}. Lenient where peers are sloppy (spaces, case, a missing comma at the end), never
 * throwing: the text is a peer's.
 */
final class DigestParameters {
    private static final int MAX_LENGTH = 4_096;

    private final Map<String, String> values;

    private DigestParameters(Map<String, String> values) {
        this.values = values;
    }

    /** Empty unless the scheme is Digest. */
    static Optional<DigestParameters> parse(String header) {
        String text = header.strip();
        if (text.length() > MAX_LENGTH
                || text.length() < 7
                || !text.regionMatches(true, 0, "Digest", 0, 6)
                || !Character.isWhitespace(text.charAt(6))) {
            return Optional.empty();
        }
        Map<String, String> values = new LinkedHashMap<>();
        int at = 7;
        while (at < text.length()) {
            int equals = text.indexOf('=', at);
            if (equals < 0) {
                break;
            }
            String name = text.substring(at, equals).strip().toLowerCase(Locale.ROOT);
            StringBuilder value = new StringBuilder();
            at = readValue(text, equals + 1, value);
            // The first of two wins: a second "realm" must not replace the one that was checked.
            values.putIfAbsent(name, value.toString());
            while (at < text.length() && (text.charAt(at) == ',' || Character.isWhitespace(text.charAt(at)))) {
                at++;
            }
        }
        return Optional.of(new DigestParameters(values));
    }

    private static int readValue(String text, int start, StringBuilder value) {
        int at = start;
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        if (at < text.length() && text.charAt(at) == '"') {
            at++;
            while (at < text.length() && text.charAt(at) != '"') {
                if (text.charAt(at) == '\\' && at + 1 < text.length()) {
                    at++;
                }
                value.append(text.charAt(at));
                at++;
            }
            int comma = text.indexOf(',', at);
            return comma < 0 ? text.length() : comma + 1;
        }
        int comma = text.indexOf(',', at);
        int end = comma < 0 ? text.length() : comma;
        value.append(text.substring(at, end).strip());
        return end == text.length() ? end : end + 1;
    }

    Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** Quotes for a header: backslash before a quote or a backslash (RFC 3261 §25.1, quoted-string). */
    static String quote(String value) {
        StringBuilder quoted = new StringBuilder(value.length() + 2).append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\');
            }
            if (c >= ' ') {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
