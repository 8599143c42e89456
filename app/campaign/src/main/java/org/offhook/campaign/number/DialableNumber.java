package org.offhook.campaign.number;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.offhook.campaign.number.NumberReading.Dialable;
import org.offhook.campaign.number.NumberReading.Reason;
import org.offhook.campaign.number.NumberReading.Refused;

/**
 * A number reduced to its keys.
 *
 * @param keys 2 to 18 of {@code 0-9 * #}, after a {@code +} where there was one
 */
public record DialableNumber(String keys) {
    static final int LEAST_KEYS = 2;
    static final int MOST_KEYS = 18;

    /** Nobody writes a number longer than this; what does is an attack on the loop's time. */
    private static final int LONGEST_TEXT = 256;

    /**
     * Reads {@code text}: blanks, dashes, dots and brackets go, a leading {@code +} and the keys {@code *} and {@code #} stay. Takes
     * {@code tel:}, {@code callto:} and {@code sip:} links too (RFC 3966, RFC 3261 §19.1.6) and digits of any script.
     */
    public static NumberReading read(String text) {
        if (text.length() > LONGEST_TEXT) {
            return new Refused(Reason.TOO_LONG);
        }
        String bare = withoutScheme(text.strip());
        StringBuilder keys = new StringBuilder(bare.length());
        boolean plus = false;
        for (int i = 0; i < bare.length(); i++) {
            char c = bare.charAt(i);
            int digit = Character.digit(c, 10);
            if (digit >= 0) {
                keys.append((char) ('0' + digit));
            } else if (c == '*' || c == '#') {
                keys.append(c);
            } else if (c == '+' && keys.isEmpty() && !plus) {
                plus = true;
            } else if (!isSeparator(c)) {
                return new Refused(Reason.HAS_LETTERS);
            }
        }
        if (keys.length() < LEAST_KEYS) {
            return new Refused(Reason.TOO_SHORT);
        }
        if (keys.length() > MOST_KEYS) {
            return new Refused(Reason.TOO_LONG);
        }
        return new Dialable(new DialableNumber(plus ? "+" + keys : keys.toString()));
    }

    /** Written with its country code. */
    public boolean international() {
        return keys.charAt(0) == '+';
    }

    /** A code of the exchange, such as {@code *97}: never rewritten. */
    public boolean featureCode() {
        return keys.indexOf('*') >= 0 || keys.indexOf('#') >= 0;
    }

    /** A customer's number stays out of logs. */
    @Override
    public String toString() {
        return "DialableNumber[" + keys.length() + " keys]";
    }

    /** Separators as word processors write them too, and the invisible marks around numbers in right-to-left text. */
    private static boolean isSeparator(char c) {
        return Character.isWhitespace(c)
                || Character.isSpaceChar(c)
                || Character.getType(c) == Character.DASH_PUNCTUATION
                || Character.getType(c) == Character.FORMAT
                || c == '\u2212'
                || c == '.'
                || c == '('
                || c == ')'
                || c == '['
                || c == ']';
    }

    private static String withoutScheme(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            return text;
        }
        String rest = text.substring(colon + 1);
        return switch (text.substring(0, colon).toLowerCase(Locale.ROOT)) {
            case "tel", "callto" -> decoded(beforeAny(withoutSlashes(rest), ";?"));
            case "sip", "sips" -> decoded(beforeAny(withoutSlashes(rest), "@;?"));
            default -> text; // whatever it is, its letters will refuse it
        };
    }

    /** {@code tel://} is wrong and common. */
    private static String withoutSlashes(String text) {
        return text.startsWith("//") ? text.substring(2) : text;
    }

    private static String beforeAny(String text, String ends) {
        for (int i = 0; i < text.length(); i++) {
            if (ends.indexOf(text.charAt(i)) >= 0) {
                return text.substring(0, i);
            }
        }
        return text;
    }

    /** Undoes {@code %2B} and its kind (RFC 3986 §2.1); a wrong escape stays and is refused as no number. */
    private static String decoded(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        byte[] bytes = new byte[text.length()];
        int length = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int high = c == '%' && i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
            int low = high >= 0 ? Character.digit(text.charAt(i + 2), 16) : -1;
            if (low >= 0) {
                bytes[length++] = (byte) (high * 16 + low);
                i += 2;
            } else {
                bytes[length++] = (byte) (c < 128 ? c : '?');
            }
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }
}
