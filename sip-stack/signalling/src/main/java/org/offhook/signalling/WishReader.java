package org.offhook.signalling;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sip.header.Header;
import javax.sip.message.Message;
import org.offhook.core.call.CallWishes;
import org.offhook.core.call.CallWishes.Ring;

/**
 * What an INVITE asks of the called phone: to answer by itself (Call-Info {@code answer-after}, the forms of Alert-Info that exchanges
 * use, Answer-Mode and Priv-Answer-Mode of RFC 5373), and how to ring (RFC 7462 and the older words). No address in these headers is
 * ever fetched.
 */
final class WishReader {
    private static final Pattern AFTER = Pattern.compile("answer-after\\s*=\\s*\"?(\\d{1,3})");
    private static final Pattern DELAY = Pattern.compile("delay\\s*=\\s*\"?(\\d{1,3})");
    private static final Pattern AUTO = Pattern.compile("auto[ -]?answer|ring[- ]answer|alert-autoanswer");
    private static final Pattern INTERNAL = Pattern.compile("internal|bellcore-dr[24]|urn:alert:source:internal");
    private static final Pattern PRIORITY =
            Pattern.compile("emergency|priority|bellcore-dr[35]|urn:alert:priority:high");

    /** Nobody means to let it ring for longer and then be answered by itself. */
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private WishReader() {}

    static CallWishes read(Message invite) {
        String callInfo = text(invite, "Call-Info");
        String alertInfo = text(invite, "Alert-Info");
        String mode = text(invite, "Answer-Mode") + text(invite, "Priv-Answer-Mode");
        Optional<Duration> after = seconds(AFTER, callInfo).or(() -> seconds(AFTER, alertInfo));
        if (after.isEmpty() && AUTO.matcher(alertInfo).find()) {
            after = seconds(DELAY, alertInfo).or(() -> Optional.of(Duration.ZERO));
        }
        boolean auto = mode.contains("auto");
        if (after.isEmpty() && auto) {
            after = Optional.of(Duration.ZERO);
        }
        return new CallWishes(after, auto && mode.contains("require"), ring(alertInfo));
    }

    private static Ring ring(String alertInfo) {
        if (PRIORITY.matcher(alertInfo).find()) {
            return Ring.PRIORITY;
        }
        return INTERNAL.matcher(alertInfo).find() ? Ring.INTERNAL : Ring.USUAL;
    }

    private static Optional<Duration> seconds(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        if (!found.find()) {
            return Optional.empty();
        }
        Duration asked = Duration.ofSeconds(Integer.parseInt(found.group(1)));
        return Optional.of(asked.compareTo(LONGEST) > 0 ? LONGEST : asked);
    }

    /** All values of a header in lower case, also those that JAIN could not read and kept as they came. */
    private static String text(Message message, String name) {
        List<String> values = new ArrayList<>();
        for (Iterator<?> headers = message.getHeaders(name); headers.hasNext(); ) {
            if (headers.next() instanceof Header header) {
                values.add(header.toString());
            }
        }
        for (Iterator<?> unread = message.getUnrecognizedHeaders(); unread.hasNext(); ) {
            String line = String.valueOf(unread.next());
            if (line.regionMatches(true, 0, name + ":", 0, name.length() + 1)) {
                values.add(line);
            }
        }
        return String.join(" ", values).toLowerCase(Locale.ROOT);
    }
}
