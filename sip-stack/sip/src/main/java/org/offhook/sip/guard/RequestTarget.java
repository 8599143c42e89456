package org.offhook.sip.guard;

import gov.nist.javax.sip.message.SIPMessage;
import java.nio.charset.StandardCharsets;

/** The request line as it came, for what JAIN's parser puts right without a word. */
public final class RequestTarget {
    private static final String VERSION = "SIP/2.0";

    private RequestTarget() {}

    /** A request of another version of SIP, to be answered 505 (RFC 3261 §21.5.7); marked by the parser. */
    public static boolean isOfAnotherVersion(SIPMessage request) {
        return request.getApplicationData() instanceof OtherVersion;
    }

    private record OtherVersion() {}

    static void markOtherVersion(SIPMessage request, byte[] message) {
        String[] line = line(message);
        if (line.length == 3 && !line[2].equalsIgnoreCase(VERSION)) {
            request.setApplicationData(new OtherVersion());
        }
    }

    private static String[] line(byte[] message) {
        int end = 0;
        while (end < message.length && message[end] != '\r' && message[end] != '\n') {
            end++;
        }
        return new String(message, 0, end, StandardCharsets.ISO_8859_1).strip().split(" +");
    }

    /** An IPv6 address that is not in brackets, of which JAIN's parser takes the first group for a name (RFC 5118 §4.2). */
    static boolean hasBareIpv6(byte[] message) {
        String[] line = line(message);
        if (line.length < 2 || !line[1].regionMatches(true, 0, "sip", 0, 3)) {
            return false;
        }
        String address = line[1].substring(line[1].indexOf(':') + 1).split("[;?]", 2)[0];
        String host = address.substring(address.lastIndexOf('@') + 1);
        return !host.startsWith("[") && host.indexOf(':') != host.lastIndexOf(':');
    }
}
