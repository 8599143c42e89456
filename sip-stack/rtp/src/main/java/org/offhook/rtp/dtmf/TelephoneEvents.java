package org.offhook.rtp.dtmf;

/** The sixteen DTMF events of RFC 4733 §3.2 and the letters people press. */
public final class TelephoneEvents {

    /** Bytes of one event payload (RFC 4733 §2.3). */
    public static final int PAYLOAD_BYTES = 4;

    private static final String DIGITS = "0123456789*#ABCD";

    private TelephoneEvents() {}

    /** The event code of a digit, or −1 when the character is none. */
    public static int codeOf(char digit) {
        return DIGITS.indexOf(Character.toUpperCase(digit));
    }

    /** Whether a code is one of the sixteen digits. */
    public static boolean isDigit(int code) {
        return code >= 0 && code < DIGITS.length();
    }

    /** The digit of an event code. */
    public static char digitOf(int code) {
        return DIGITS.charAt(code);
    }
}
