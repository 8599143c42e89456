package org.offhook.practice.digest;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a phone wrote into Authorization or Proxy-Authorization (RFC 7616 §3.4).
 *
 * @param qop {@code auth} when the phone chose a quality of protection; empty for the RFC 2069 form
 * @param nonceCount {@code nc} as written, eight hexadecimal digits; empty without qop
 * @param clientNonce empty without qop
 */
public record DigestReply(
        String username,
        String realm,
        String nonce,
        String uri,
        String response,
        DigestAlgorithm algorithm,
        String qop,
        String nonceCount,
        String clientNonce) {
    private static final int LONGEST_HEADER = 2_048;

    /** Reads a header value; empty when it is no digest, lacks a required parameter or names an unknown algorithm. */
    public static Optional<DigestReply> parse(String headerValue) {
        String text = headerValue.strip();
        if (text.length() > LONGEST_HEADER || !text.regionMatches(true, 0, "Digest ", 0, 7)) {
            return Optional.empty();
        }
        Map<String, String> values = parameters(text.substring(7));
        String username = values.get("username");
        String realm = values.get("realm");
        String nonce = values.get("nonce");
        String uri = values.get("uri");
        String response = values.get("response");
        if (username == null || realm == null || nonce == null || uri == null || response == null) {
            return Optional.empty();
        }
        return DigestAlgorithm.named(values.getOrDefault("algorithm", "MD5"))
                .map(algorithm -> new DigestReply(
                        username,
                        realm,
                        nonce,
                        uri,
                        response.toLowerCase(Locale.ROOT),
                        algorithm,
                        values.getOrDefault("qop", ""),
                        values.getOrDefault("nc", ""),
                        values.getOrDefault("cnonce", "")));
    }

    /** The response a phone must have computed for this {@code password} (RFC 7616 §3.4.1). */
    String expectedResponse(String method, String password) {
        String ha1 = algorithm.hash(username + ':' + realm + ':' + password);
        String ha2 = algorithm.hash(method + ':' + uri);
        return qop.isEmpty()
                ? algorithm.hash(ha1 + ':' + nonce + ':' + ha2)
                : algorithm.hash(ha1 + ':' + nonce + ':' + nonceCount + ':' + clientNonce + ':' + qop + ':' + ha2);
    }

    private static Map<String, String> parameters(String text) {
        Map<String, String> values = new HashMap<>();
        int at = 0;
        while (at < text.length()) {
            int equals = text.indexOf('=', at);
            if (equals < 0) {
                break;
            }
            String name = text.substring(at, equals).strip().toLowerCase(Locale.ROOT);
            int start = equals + 1;
            while (start < text.length() && text.charAt(start) == ' ') {
                start++;
            }
            int end;
            @Nullable String value;
            if (start < text.length() && text.charAt(start) == '"') {
                StringBuilder quoted = new StringBuilder();
                end = start + 1;
                while (end < text.length() && text.charAt(end) != '"') {
                    if (text.charAt(end) == '\\' && end + 1 < text.length()) {
                        end++;
                    }
                    quoted.append(text.charAt(end++));
                }
                value = quoted.toString();
            } else {
                end = text.indexOf(',', start);
                end = end < 0 ? text.length() : end;
                value = text.substring(start, end).strip();
            }
            values.putIfAbsent(name, value);
            int comma = text.indexOf(',', Math.min(end, text.length()));
            at = comma < 0 ? text.length() : comma + 1;
        }
        return values;
    }
}
