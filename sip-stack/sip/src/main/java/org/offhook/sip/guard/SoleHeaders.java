package org.offhook.sip.guard;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** Headers of which a message has one (RFC 3261 §7.3.1, table 2). JAIN's parser takes the first of several and says nothing. */
final class SoleHeaders {
    /** The same header may hide behind its compact name (§7.3.3). */
    private static final List<String> SOLE = List.of("call-id", "cseq", "from", "to", "max-forwards", "content-length");

    private static final int LONGEST_NAME = 14;

    private SoleHeaders() {}

    /** True when the head of {@code message} has one of them twice: nobody can say which is meant. */
    static boolean areRepeated(byte[] message) {
        int found = 0;
        int at = nextLine(message, 0);
        while (at < message.length && message[at] != '\r' && message[at] != '\n') {
            int bit = bitOf(message, at);
            if ((found & bit) != 0) {
                return true;
            }
            found |= bit;
            at = nextLine(message, at);
        }
        return false;
    }

    /** A bit for the header whose line begins at {@code from}; 0 for any other, and for what goes on a line before. */
    private static int bitOf(byte[] message, int from) {
        int end = from;
        while (end < message.length && end - from <= LONGEST_NAME && isNameByte(message[end])) {
            end++;
        }
        int colon = end;
        while (colon < message.length && (message[colon] == ' ' || message[colon] == '\t')) {
            colon++;
        }
        if (end == from || colon >= message.length || message[colon] != ':') {
            return 0;
        }
        String name =
                longName(new String(message, from, end - from, StandardCharsets.US_ASCII).toLowerCase(Locale.ROOT));
        int place = SOLE.indexOf(name);
        return place < 0 ? 0 : 1 << place;
    }

    private static boolean isNameByte(byte one) {
        return one != ':' && one != ' ' && one != '\t' && one != '\r' && one != '\n';
    }

    private static String longName(String name) {
        return switch (name) {
            case "i" -> "call-id";
            case "f" -> "from";
            case "t" -> "to";
            case "l" -> "content-length";
            default -> name;
        };
    }

    private static int nextLine(byte[] message, int from) {
        int at = from;
        while (at < message.length && message[at] != '\n') {
            at++;
        }
        return at + 1;
    }
}
