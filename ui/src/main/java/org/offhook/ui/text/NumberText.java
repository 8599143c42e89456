package org.offhook.ui.text;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.offhook.campaign.transfer.NumberPlan;

/**
 * Phone numbers as typed, pasted, dialled and shown.
 *
 * <p>Grouping is for the eye only: it follows the length of the country code (ITU-T E.164 Annex: one, two or three digits) and then
 * groups of three with a last group of up to four, or a known country's own rules. It never changes what is dialled.
 */
public final class NumberText {
    /** The longest number manual dialling takes, digits only. */
    public static final int MOST_DIGITS = 18;

    /** The shortest number manual dialling takes. */
    public static final int LEAST_DIGITS = 2;

    private static final int LONGEST_UNGROUPED = 5;

    /** Longer ones begin with a country code, and where that ends nobody has said. */
    private static final int LONGEST_NATIONAL = 10;

    private static final int REMEMBERED = 500;

    /** What was shown lately: a country's rules take their time, and the rows of a list are drawn every second. */
    private static final Map<String, String> GROUPED =
            Collections.synchronizedMap(new LinkedHashMap<>(64, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
                    return size() > REMEMBERED;
                }
            });

    private static final String TWO_DIGIT_COUNTRY_CODES =
            " 20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55"
                    + " 56 57 58 60 61 62 63 64 65 66 81 82 84 86 90 91 92 93 94 95 98 ";

    /** What can be said about a typed number without asking anyone. */
    public enum Verdict {
        EMPTY,
        /** One digit so far: nothing to say, nothing to dial. */
        TOO_SHORT,
        TOO_LONG,
        HAS_LETTERS,
        /** Contains a star or hash: dialled as it is. */
        FEATURE_CODE,
        DIALLABLE
    }

    private NumberText() {}

    /**
     * What is dialled: a leading {@code +}, digits, {@code *} and {@code #}. A {@code tel:}, {@code callto:} or {@code sip:} prefix
     * and everything after the number in such an address is dropped; blanks, dashes, dots, slashes and brackets are separators.
     * Anything else is kept, so that {@link #verdict} can name it.
     */
    public static String dialled(String typed) {
        String text = withoutScheme(typed.strip());
        var out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int digit = Character.digit(c, 10);
            if (digit >= 0) {
                out.append((char) ('0' + digit));
            } else if (c == '+' && out.isEmpty()) {
                out.append(c);
            } else if (!isSeparator(c)) {
                out.append(c);
            }
        }
        return out.toString();
    }

    public static Verdict verdict(String typed) {
        String number = dialled(typed);
        int digits = 0;
        boolean feature = false;
        for (int i = 0; i < number.length(); i++) {
            char c = number.charAt(i);
            if (c >= '0' && c <= '9') {
                digits++;
            } else if (c == '*' || c == '#') {
                feature = true;
            } else if (c != '+' || i > 0) {
                return Verdict.HAS_LETTERS;
            }
        }
        if (number.isEmpty()) {
            return Verdict.EMPTY;
        }
        if (digits > MOST_DIGITS) {
            return Verdict.TOO_LONG;
        }
        if (digits < LEAST_DIGITS) {
            return Verdict.TOO_SHORT;
        }
        return feature ? Verdict.FEATURE_CODE : Verdict.DIALLABLE;
    }

    /** Whether both would reach the same far end as far as anyone can tell without asking: a leading plus does not count. */
    public static boolean same(String one, String other) {
        return withoutPlus(dialled(one)).equals(withoutPlus(dialled(other)));
    }

    private static String withoutPlus(String number) {
        return number.startsWith("+") ? number.substring(1) : number;
    }

    /** The same where no country is known. */
    public static String grouped(String number) {
        return grouped(number, "");
    }

    /**
     * {@code number} in groups; what is no number (letters, feature codes, short extensions) comes back as it is, and so does what is too long
     * for a national number and none of the country's.
     *
     * @param country ISO 3166 alpha-2 by which a number without {@code +} is read; empty when none is known
     */
    public static String grouped(String number, String country) {
        String dialled = dialled(number);
        Verdict verdict = verdict(dialled);
        if (verdict == Verdict.HAS_LETTERS) {
            return number.strip();
        }
        if (verdict == Verdict.FEATURE_CODE || dialled.indexOf('*') >= 0 || dialled.indexOf('#') >= 0) {
            return dialled;
        }
        if (dialled.startsWith("+")) {
            int code = Math.min(countryCodeLength(dialled), dialled.length() - 1);
            String head = dialled.substring(0, code + 1);
            String rest = dialled.substring(code + 1);
            return rest.isEmpty() ? head : head + " " + inGroups(rest);
        }
        if (dialled.length() <= LONGEST_UNGROUPED) {
            return dialled;
        }
        return country.isEmpty()
                ? plain(dialled)
                : GROUPED.computeIfAbsent(
                        country + dialled,
                        key -> new NumberPlan(country, "").grouped(dialled).orElseGet(() -> plain(dialled)));
    }

    private static String plain(String digits) {
        return digits.length() > LONGEST_NATIONAL ? digits : inGroups(digits);
    }

    /** Length of the country code of {@code +…}: 1 for North America and zone 7, 2 or 3 for others. */
    static int countryCodeLength(String international) {
        if (international.length() < 2) {
            return 1;
        }
        char first = international.charAt(1);
        if (first == '1' || first == '7') {
            return 1;
        }
        if (international.length() < 3) {
            return 2;
        }
        return TWO_DIGIT_COUNTRY_CODES.contains(" " + international.substring(1, 3) + " ") ? 2 : 3;
    }

    /** Groups of three, the last of up to four: 727 555 0142. */
    private static String inGroups(String digits) {
        var out = new StringBuilder(digits.length() + 6);
        int at = 0;
        while (digits.length() - at > 4) {
            out.append(digits, at, at + 3).append(' ');
            at += 3;
        }
        return out.append(digits, at, digits.length()).toString();
    }

    private static String withoutScheme(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        for (String scheme : new String[] {"tel:", "callto:", "sips:", "sip:"}) {
            if (lower.startsWith(scheme)) {
                String rest = text.substring(scheme.length());
                int end = rest.length();
                for (char stop : new char[] {'@', ';', '?', '>'}) {
                    int at = rest.indexOf(stop);
                    end = at >= 0 ? Math.min(end, at) : end;
                }
                return rest.substring(0, end).replace("//", "");
            }
        }
        return text;
    }

    /** Signs that people put between digits, among them the marks that pages hide in numbers to keep them left to right. */
    private static boolean isSeparator(char c) {
        return Character.isWhitespace(c)
                || Character.isSpaceChar(c)
                || Character.getType(c) == Character.FORMAT
                || Character.getType(c) == Character.DASH_PUNCTUATION
                || "().[]/".indexOf(c) >= 0;
    }
}
