package org.offhook.signalling;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Texts as they may stand within a SIP URI (RFC 3261 §25.1). */
final class Escapes {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private Escapes() {}

    /** Escapes what may not stand in a user part: user-unreserved. */
    static String user(String user) {
        return escaped(user, "-_.!~*'()&=+$,;?/");
    }

    /** Escapes what may not stand in a header of a URI: hnv-unreserved. */
    static String header(String value) {
        return escaped(value, "-_.!~*'()[]/?:+$");
    }

    private static String escaped(String text, String allowed) {
        StringBuilder escaped = new StringBuilder(text.length() + 24);
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            boolean plain = (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || allowed.indexOf(c) >= 0;
            if (plain) {
                escaped.append(c);
            } else {
                escaped.append('%').append(HEX.toHexDigits(b));
            }
        }
        return escaped.toString();
    }
}
