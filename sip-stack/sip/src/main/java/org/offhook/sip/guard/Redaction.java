package org.offhook.sip.guard;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes secrets and customers' numbers out of text that JAIN-SIP wants to log. JAIN logs whole messages, with Authorization and
 * dialled numbers in them: only the first line survives, without user parts, credentials and long digit runs.
 */
final class Redaction {
    private static final int MAX_LENGTH = 300;
    private static final Pattern USER_PART = Pattern.compile("(?i)\\b(sips?|tel):[^@\\s;>]+@");
    private static final Pattern TEL = Pattern.compile("(?i)\\btel:[^\\s;>]+");
    private static final Pattern CREDENTIAL = Pattern.compile(
            "(?i)\\b(response|nonce|cnonce|username|password|opaque|uri)\\s*=\\s*(\"[^\"]*\"?|[^,\\s]+)");
    private static final Pattern AUTHORIZATION = Pattern.compile("(?i)\\b((proxy-)?authorization|digest)\\b.*");
    private static final Pattern LONG_NUMBER = Pattern.compile("\\+?\\d{6,}");

    private Redaction() {}

    /** Never longer than 300 characters, never more than one line. */
    static String clean(@Nullable String text) {
        if (text == null) {
            return "";
        }
        int lineEnd = indexOfLineEnd(text);
        String line = lineEnd < 0 ? text : text.substring(0, lineEnd) + " …";
        if (line.length() > MAX_LENGTH) {
            line = line.substring(0, MAX_LENGTH) + " …";
        }
        line = AUTHORIZATION.matcher(line).replaceAll("$1 •••");
        line = CREDENTIAL.matcher(line).replaceAll("$1=•••");
        line = USER_PART.matcher(line).replaceAll("$1:…@");
        line = TEL.matcher(line).replaceAll("tel:…");
        return LONG_NUMBER.matcher(line).replaceAll("…");
    }

    private static int indexOfLineEnd(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\r' || c == '\n') {
                return i;
            }
        }
        return -1;
    }
}
