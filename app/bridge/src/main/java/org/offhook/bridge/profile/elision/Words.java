package org.offhook.bridge.profile.elision;

import java.util.Optional;
import org.offhook.agent.dial.DialWish;

/** Values that both documents know. */
final class Words {
    static final int SHORTEST_SOURCE = 2;
    static final int LONGEST_SOURCE = 20;
    private static final int LONGEST_PHONE_CODE = 10;

    private Words() {}

    /** YES or NO in any letter case; empty for every other word. */
    static Optional<String> yesOrNo(String text) {
        return text.equalsIgnoreCase("YES")
                ? Optional.of("YES")
                : text.equalsIgnoreCase("NO") ? Optional.of("NO") : Optional.empty();
    }

    /** Digits, with or without a plus. */
    static boolean isPhoneCode(String text) {
        String digits = text.startsWith("+") ? text.substring(1) : text;
        return !digits.isEmpty() && digits.length() <= LONGEST_PHONE_CODE && allDigits(digits);
    }

    /** Keys of the phone; blank for none. */
    static boolean isDialPrefix(String text) {
        return text.length() <= LONGEST_PHONE_CODE && text.chars().allMatch(c -> "0123456789*#+".indexOf(c) >= 0);
    }

    static boolean allDigits(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    static DialWish.Search search(String yesOrNo) {
        return yesOrNo.equals("YES") ? DialWish.Search.YES : DialWish.Search.NO;
    }

    static DialWish.Preview preview(String yesOrNo) {
        return yesOrNo.equals("YES") ? DialWish.Preview.YES : DialWish.Preview.NO;
    }

    static DialWish.Focus focus(String yesOrNo) {
        return yesOrNo.equals("YES") ? DialWish.Focus.YES : DialWish.Focus.NO;
    }
}
