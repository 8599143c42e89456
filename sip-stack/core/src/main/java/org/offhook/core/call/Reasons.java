package org.offhook.core.call;

import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a Reason header says (RFC 3326): causes of SIP and of the telephone network (ITU-T Q.850), several of which may stand in one value
 * behind commas.
 */
final class Reasons {
    private static final Pattern Q850 = cause("Q\\.850");
    private static final Pattern SIP = cause("SIP");

    private Reasons() {}

    private static Pattern cause(String protocol) {
        return Pattern.compile(
                "(?:^|,)\\s*" + protocol + "\\s*;[^,]*?cause\\s*=\\s*(\\d{1,3})(?!\\d)", Pattern.CASE_INSENSITIVE);
    }

    /** Cause of the telephone network, 1 to 127. */
    static OptionalInt q850(String reason) {
        return found(Q850, reason);
    }

    /** Status of SIP, 100 to 699. */
    static OptionalInt sip(String reason) {
        return found(SIP, reason);
    }

    private static OptionalInt found(Pattern pattern, String reason) {
        Matcher matcher = pattern.matcher(reason);
        return matcher.find() ? OptionalInt.of(Integer.parseInt(matcher.group(1))) : OptionalInt.empty();
    }

    /** RFC 3326 §2: a forking proxy cancels the other branches with status 200; exchanges have cause 26 for it, or say it. */
    static boolean answeredElsewhere(String reason) {
        return sip(reason).equals(OptionalInt.of(200))
                || q850(reason).equals(OptionalInt.of(26))
                || reason.toLowerCase(Locale.ROOT).contains("completed elsewhere");
    }

    /** Somebody else whom it rang at refused for all: it is nobody's missed call (RFC 3326 §3.2). */
    static boolean declinedElsewhere(String reason) {
        return switch (sip(reason).orElse(0)) {
            case 600, 603, 607, 608 -> true;
            default -> q850(reason).equals(OptionalInt.of(21));
        };
    }

    /** The far end did not hang up: the way to it broke, or was given up by what lies between. */
    static boolean brokeOff(String reason) {
        return switch (sip(reason).orElse(0)) {
            case 408, 481, 500, 502, 503, 504 -> true;
            default ->
                switch (q850(reason).orElse(0)) {
                    case 27, 38, 41, 42, 43, 47, 102, 111 -> true;
                    default -> false;
                };
        };
    }

    /** The far end could do nothing with what was agreed on as sound. */
    static boolean mediaRefused(String reason) {
        return switch (sip(reason).orElse(0)) {
            case 415, 488, 606 -> true;
            default ->
                switch (q850(reason).orElse(0)) {
                    case 58, 65, 79, 88 -> true;
                    default -> false;
                };
        };
    }
}
