package org.offhook.practice;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.sip.address.SipURI;
import javax.sip.header.CallIdHeader;
import javax.sip.header.ContentTypeHeader;
import javax.sip.header.FromHeader;
import javax.sip.header.ToHeader;
import javax.sip.message.Message;
import javax.sip.message.Request;

/** What the exchange wants to know of a message: its dialog, who calls, its session description. */
final class MessageReader {

    private MessageReader() {}

    /** The dialog that a request of the phone names, when it names one. */
    static Optional<Dialog.Key> dialogOf(Request request) {
        ToHeader to = (ToHeader) request.getHeader(ToHeader.NAME);
        return Optional.ofNullable(to.getTag()).map(tag -> new Dialog.Key(callIdOf(request), tag));
    }

    /** The dialog that our own request, or the phone's answer to it, names. */
    static Dialog.Key ownDialogOf(Message message) {
        FromHeader from = (FromHeader) message.getHeader(FromHeader.NAME);
        return new Dialog.Key(callIdOf(message), String.valueOf(from.getTag()));
    }

    private static String callIdOf(Message message) {
        return ((CallIdHeader) message.getHeader(CallIdHeader.NAME)).getCallId();
    }

    /** Who says to be calling; empty when nobody does. */
    static String callerOf(Request request) {
        FromHeader from = (FromHeader) request.getHeader(FromHeader.NAME);
        return from.getAddress().getURI() instanceof SipURI uri && uri.getUser() != null ? uri.getUser() : "";
    }

    private static boolean isSdp(Message message) {
        return message.getHeader(ContentTypeHeader.NAME) instanceof ContentTypeHeader type
                && type.getContentType().equalsIgnoreCase("application")
                && type.getContentSubType().equalsIgnoreCase("sdp");
    }

    /** A body that is no SDP (RFC 3261 §8.2.3). */
    static boolean hasUnknownBody(Message message) {
        byte[] body = message.getRawContent();
        return body != null && body.length > 0 && !isSdp(message);
    }

    /** The SDP that it carries. */
    static Optional<String> sdp(Message message) {
        byte[] body = message.getRawContent();
        return body == null || body.length == 0 || !isSdp(message)
                ? Optional.empty()
                : Optional.of(new String(body, StandardCharsets.UTF_8));
    }
}
