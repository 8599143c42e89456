package org.offhook.signalling;

import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sip.header.AcceptHeader;
import javax.sip.header.ContentEncodingHeader;
import javax.sip.header.ContentTypeHeader;
import javax.sip.header.Header;
import javax.sip.message.Message;

/** What is in a message's body, as text and never as code or markup. */
final class Bodies {
    private static final Pattern STATUS_LINE = Pattern.compile("SIP/2\\.0 ([1-6][0-9][0-9])(?= |\r|\n|$)");

    private Bodies() {}

    /** The SDP of a message: the body, or the first such part of a multipart body (RFC 5621 §4). */
    static Optional<String> sdp(Message message) {
        Optional<String> type = type(message);
        if (type.isEmpty()) {
            return Optional.empty();
        }
        String body = text(message);
        if (type.get().equals("application/sdp")) {
            return Optional.of(body).filter(text -> !text.isBlank());
        }
        if (type.get().startsWith("multipart/")
                && message.getHeader(ContentTypeHeader.NAME) instanceof ContentTypeHeader header) {
            return Optional.ofNullable(header.getParameter("boundary"))
                    .flatMap(boundary -> sdpPart(body, boundary.replace("\"", "")));
        }
        return Optional.empty();
    }

    private static Optional<String> sdpPart(String body, String boundary) {
        for (String part : body.split("(?m)^--" + java.util.regex.Pattern.quote(boundary) + "(--)?[ \t]*\r?$")) {
            int blank = part.indexOf("\r\n\r\n");
            if (blank >= 0 && part.substring(0, blank).toLowerCase(Locale.ROOT).contains("application/sdp")) {
                return Optional.of(part.substring(blank + 4).strip() + "\r\n");
            }
        }
        return Optional.empty();
    }

    /** Content type in lower case; empty without a body. */
    static Optional<String> type(Message message) {
        if (message.getRawContent() == null
                || message.getRawContent().length == 0
                || !(message.getHeader(ContentTypeHeader.NAME) instanceof ContentTypeHeader header)) {
            return Optional.empty();
        }
        return Optional.of((header.getContentType() + "/" + header.getContentSubType()).toLowerCase(Locale.ROOT));
    }

    /** True when we can read the body of an INVITE (RFC 3261 §8.2.3): none, SDP, or parts with SDP, unencoded. */
    static boolean isUnderstood(Message message) {
        boolean encoded = message.getHeader(ContentEncodingHeader.NAME) instanceof ContentEncodingHeader encoding
                && !encoding.getEncoding().equalsIgnoreCase("identity");
        if (encoded) {
            return false;
        }
        Optional<String> type = type(message);
        return type.isEmpty()
                || type.get().equals("application/sdp")
                || sdp(message).isPresent();
    }

    /**
     * True for a body of which a part is missing: when a connection ends within a message, JAIN fills up with nulls what did not come.
     * SDP has none (RFC 8866 §9).
     */
    static boolean isCutOff(Message message) {
        byte[] raw = message.getRawContent();
        return raw != null && raw.length > 0 && raw[raw.length - 1] == 0;
    }

    /** False when the sender says what it takes, and SDP is not among it (RFC 3261 §20.1: without the header it is). */
    static boolean mayBeAnsweredWithSdp(Message message) {
        Iterator<?> accepted = message.getHeaders(AcceptHeader.NAME);
        boolean any = accepted.hasNext();
        while (accepted.hasNext()) {
            if (accepted.next() instanceof AcceptHeader accept && takesSdp(accept)) {
                return true;
            }
        }
        return !any;
    }

    private static boolean takesSdp(AcceptHeader accept) {
        String type = String.valueOf(accept.getContentType()).toLowerCase(Locale.ROOT);
        String subType = String.valueOf(accept.getContentSubType()).toLowerCase(Locale.ROOT);
        return type.equals("*") || (type.equals("application") && (subType.equals("*") || subType.equals("sdp")));
    }

    /** Status of the response that a message/sipfrag begins with (RFC 3420 §2, RFC 3515 §2.4.5); 0 when there is none. */
    static int sipFragmentStatus(Message message) {
        if (!type(message).equals(Optional.of("message/sipfrag"))) {
            return 0;
        }
        Matcher line = STATUS_LINE.matcher(text(message));
        return line.lookingAt() ? Integer.parseInt(line.group(1)) : 0;
    }

    static String text(Message message) {
        byte[] raw = message.getRawContent();
        return raw == null ? "" : new String(raw, StandardCharsets.UTF_8);
    }

    /** Value of the first header of a name, as it came. */
    static Optional<String> header(Message message, String name) {
        Header header = message.getHeader(name);
        if (header == null) {
            return Optional.empty();
        }
        String text = header.toString();
        return Optional.of(text.substring(text.indexOf(':') + 1).strip());
    }

    /** All that Reason headers say: one for each protocol is usual (RFC 3326 §2). */
    static Optional<String> reason(Message message) {
        List<String> values = RequestSender.values(message, "Reason");
        return values.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", values));
    }
}
