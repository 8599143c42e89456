package org.offhook.core.account;

import java.util.regex.Pattern;

/**
 * Which of the phone's accounts: the main one, or one beside it by the name that a person gave it.
 *
 * @param name 1 to 32 letters of ASCII, digits, dots, dashes and underlines, the first one a letter or digit
 */
public record AccountId(String name) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,31}");

    /** The account that a login means, and that calls are over unless another one is named. */
    public static final AccountId MAIN = new AccountId("main");

    public AccountId {
        if (!isName(name)) {
            throw new IllegalArgumentException("not a name of an account");
        }
    }

    /** Whether an account may be called so. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    public boolean isMain() {
        return equals(MAIN);
    }

    @Override
    public String toString() {
        return name;
    }
}
