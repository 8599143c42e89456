package org.offhook.desktop.commandline;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.offhook.campaign.number.DialableNumber;
import org.offhook.campaign.number.NumberReading;
import org.offhook.core.error.ErrorCode;

/** Finds the number in a link. What it finds is judged by the rules of dialling like any other number. */
public final class DialLink {
    private DialLink() {}

    /**
     * The number of a {@code tel:} (RFC 3966), {@code callto:} or {@code sip:} (RFC 3261 §19.1) link; empty when there is none.
     * Parameters, headers and, of a SIP address, password and host are dropped: the phone calls through its own exchange only.
     */
    public static Optional<String> number(String link) {
        int colon = link.indexOf(':');
        if (!StartRequest.isLink(link) || colon < 0) {
            return Optional.empty();
        }
        String rest = link.substring(colon + 1);
        while (rest.startsWith("/")) {
            rest = rest.substring(1); // browsers write callto://
        }
        boolean sip = link.regionMatches(true, 0, "sip", 0, 3);
        int at = rest.indexOf('@');
        if (sip && at < 0) {
            return Optional.empty(); // a host alone
        }
        String user = at < 0 ? rest : rest.substring(0, at);
        int end = indexOfAny(user, sip ? ":;?" : ";?");
        String number = decoded(end < 0 ? user : user.substring(0, end)).strip();
        return number.isEmpty() ? Optional.empty() : Optional.of(number);
    }

    /** Why the link's number could never be dialled, whatever the phone's state; empty when it could. */
    public static Optional<ErrorCode> objection(String link) {
        Optional<String> number = number(link);
        if (number.isEmpty()) {
            return Optional.of(ErrorCode.USAGE);
        }
        return switch (DialableNumber.read(number.get())) {
            case NumberReading.Dialable _ -> Optional.empty();
            case NumberReading.Refused(NumberReading.Reason reason) ->
                Optional.of(
                        switch (reason) {
                            case HAS_LETTERS -> ErrorCode.NUMBER_HAS_LETTERS;
                            case TOO_SHORT -> ErrorCode.NUMBER_TOO_SHORT;
                            case TOO_LONG -> ErrorCode.NUMBER_TOO_LONG;
                        });
        };
    }

    private static int indexOfAny(String text, String characters) {
        for (int i = 0; i < text.length(); i++) {
            if (characters.indexOf(text.charAt(i)) >= 0) {
                return i;
            }
        }
        return -1;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text; // a stray percent sign: no number has one, and the dialling rules will say so
        }
    }
}
