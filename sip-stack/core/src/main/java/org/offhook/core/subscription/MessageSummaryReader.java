package org.offhook.core.subscription;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.offhook.core.subscription.MessageSummary.Counts;

/** Reads {@code application/simple-message-summary} by the grammar of RFC 3842 §5.1. Whatever is not of that grammar makes the whole garbage. */
public final class MessageSummaryReader {
    /** Far above what any mailbox needs. */
    static final int LONGEST = 8_192;

    private static final int MOST_LINES = 64;
    private static final Pattern LINE = Pattern.compile("([A-Za-z][A-Za-z0-9-]{0,63})[ \t]*:[ \t]*(.{0,512})");
    private static final Pattern COUNTS =
            Pattern.compile("(\\d{1,10})/(\\d{1,10})(?:[ \t]*\\([ \t]*(\\d{1,10})/(\\d{1,10})[ \t]*\\))?");
    private static final Pattern ACCOUNT =
            Pattern.compile("<?sips?:([^@:;>?\\s]{1,64})[@:;>?].*|<?tel:([^;>\\s]{1,64}).*");
    private static final long MOST = 0xFFFF_FFFFL;

    private MessageSummaryReader() {}

    /** Garbage or what the mailbox holds. */
    public static Content read(String body) {
        if (body.length() > LONGEST) {
            return new Content.Garbage("a message summary that is too long");
        }
        Optional<Boolean> waiting = Optional.empty();
        Optional<String> account = Optional.empty();
        Optional<Counts> counts = Optional.empty();
        int lines = 0;
        for (String line : body.split("\r\n|\n", -1)) {
            if (line.isBlank()) {
                break; // headers of single messages follow, which nobody here shows
            }
            Matcher parts = LINE.matcher(line);
            if (++lines > MOST_LINES || !parts.matches()) {
                return new Content.Garbage("a message summary with a line that is none");
            }
            String value = parts.group(2).strip();
            switch (parts.group(1).toLowerCase(Locale.ROOT)) {
                case "messages-waiting" -> {
                    if (!value.equalsIgnoreCase("yes") && !value.equalsIgnoreCase("no")) {
                        return new Content.Garbage("Messages-Waiting is neither yes nor no");
                    }
                    waiting = Optional.of(value.equalsIgnoreCase("yes"));
                }
                case "message-account" -> account = account(value);
                case "voice-message" -> {
                    counts = counts(value);
                    if (counts.isEmpty()) {
                        return new Content.Garbage("Voice-Message has no counts");
                    }
                }
                default -> {} // fax-message, text-message …: not shown
            }
        }
        if (waiting.isEmpty()) {
            return new Content.Garbage("a message summary without Messages-Waiting");
        }
        return new Content.Messages(new MessageSummary(waiting.get(), account, counts));
    }

    private static Optional<String> account(String uri) {
        Matcher matcher = ACCOUNT.matcher(uri);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String sip = matcher.group(1);
        return Optional.of(sip == null ? matcher.group(2) : sip);
    }

    private static Optional<Counts> counts(String value) {
        Matcher matcher = COUNTS.matcher(value);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long[] each = new long[4];
        for (int i = 0; i < each.length; i++) {
            String digits = matcher.group(i + 1);
            each[i] = digits == null ? 0 : Long.parseLong(digits);
            if (each[i] > MOST) {
                return Optional.empty();
            }
        }
        return Optional.of(new Counts(each[0], each[1], each[2], each[3]));
    }
}
