package org.offhook.sip;

import gov.nist.javax.sip.address.AddressFactoryImpl;
import gov.nist.javax.sip.header.HeaderFactoryImpl;
import gov.nist.javax.sip.message.MessageFactoryImpl;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.parser.StringMsgParser;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.text.ParseException;
import javax.sip.InvalidArgumentException;
import javax.sip.address.Address;
import javax.sip.address.AddressFactory;
import javax.sip.address.SipURI;
import javax.sip.header.ContentTypeHeader;
import javax.sip.header.HeaderFactory;
import javax.sip.header.ToHeader;
import javax.sip.header.ViaHeader;
import javax.sip.message.Message;
import javax.sip.message.MessageFactory;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.offhook.core.account.Transport;
import org.offhook.sip.random.RandomHex;

/** Makes messages, headers and identifiers. Stateless; any thread. */
public final class SipMessages {
    private static final int SIP_PORT = 5060;
    private static final int SIPS_PORT = 5061;
    /** RFC 3261 §8.1.1.7. */
    private static final String BRANCH_COOKIE = "z9hG4bK";

    private final AddressFactory addresses = new AddressFactoryImpl();
    private final HeaderFactory headers = new HeaderFactoryImpl();
    private final MessageFactory messages = new MessageFactoryImpl();

    public AddressFactory addresses() {
        return addresses;
    }

    public HeaderFactory headers() {
        return headers;
    }

    public MessageFactory messages() {
        return messages;
    }

    /** 64 random bits as hex: a tag (RFC 3261 §19.3 asks for 32 at least). */
    public static String newTag() {
        return RandomHex.of(8);
    }

    /** A Call-ID that says nothing of the machine. */
    public static String newCallId() {
        return RandomHex.of(16);
    }

    /** A branch of a new transaction. */
    public static String newBranch() {
        return BRANCH_COOKIE + RandomHex.of(10);
    }

    /** A Via with a new branch and an empty rport, so that the answer finds us behind a NAT (RFC 3581 §3). */
    public ViaHeader via(InetSocketAddress sentBy, Transport transport) {
        try {
            ViaHeader via = headers.createViaHeader(
                    literal(sentBy.getAddress()), sentBy.getPort(), transport.name(), newBranch());
            via.setRPort();
            return via;
        } catch (ParseException | InvalidArgumentException impossible) {
            throw new IllegalStateException("a Via of our own making", impossible);
        }
    }

    /** {@code sip:user@host:port;transport=…} for a Contact; the transport is left out for UDP. */
    public SipURI contactUri(String user, InetSocketAddress at, Transport transport) {
        try {
            SipURI uri = addresses.createSipURI(user, literal(at.getAddress()));
            uri.setPort(at.getPort());
            if (transport != Transport.UDP) {
                uri.setTransportParam(transport.name().toLowerCase(java.util.Locale.ROOT));
            }
            return uri;
        } catch (ParseException impossible) {
            throw new IllegalStateException("a Contact of our own making", impossible);
        }
    }

    /**
     * A Route to a server by the name that it was given to us with, which is the one that it knows as its own (RFC 3261 §16.4); port and
     * transport are left out where they are the usual ones.
     */
    public Address looseRoute(SipTarget server) {
        try {
            String host = server.host();
            SipURI uri = addresses.createSipURI(
                    null, host.indexOf(':') >= 0 && !host.startsWith("[") ? "[" + host + "]" : host);
            if (server.address().getPort() != (server.transport() == Transport.TLS ? SIPS_PORT : SIP_PORT)) {
                uri.setPort(server.address().getPort());
            }
            if (server.transport() != Transport.UDP) {
                uri.setTransportParam(server.transport().name().toLowerCase(java.util.Locale.ROOT));
            }
            uri.setLrParam();
            return addresses.createAddress(uri);
        } catch (ParseException impossible) {
            throw new IllegalStateException("a Route of our own making", impossible);
        }
    }

    /** An address as it stands in a URI: IPv6 in brackets and without a zone (RFC 5118 §4.5). */
    public static String literal(InetAddress address) {
        String text = address.getHostAddress();
        if (address instanceof Inet6Address) {
            int zone = text.indexOf('%');
            return "[" + (zone < 0 ? text : text.substring(0, zone)) + "]";
        }
        return text;
    }

    /** A response to {@code request}; above 100 it gets {@code toTag} unless it has one (RFC 3261 §8.2.6.2). */
    public Response response(Request request, int status, String toTag) {
        try {
            Response response = messages.createResponse(status, request);
            ToHeader to = (ToHeader) response.getHeader(ToHeader.NAME);
            if (status > 100 && to.getTag() == null) {
                to.setTag(toTag);
            }
            return response;
        } catch (ParseException impossible) {
            throw new IllegalStateException("status " + status, impossible);
        }
    }

    /** Sets an SDP body. */
    public void setSdp(Message message, String sdp) {
        setBody(message, "application", "sdp", sdp);
    }

    /** Sets a body of any type. */
    public void setBody(Message message, String type, String subType, String body) {
        try {
            ContentTypeHeader contentType = headers.createContentTypeHeader(type, subType);
            message.setContent(body, contentType);
        } catch (ParseException impossible) {
            throw new IllegalStateException(type + "/" + subType, impossible);
        }
    }

    /**
     * Adds a header from text.
     *
     * @throws ParseException when the value is not of the header's form
     */
    public void addHeader(Message message, String name, String value) throws ParseException {
        message.addHeader(headers.createHeader(name, value));
    }

    /** The bytes of a message as they would go over UDP. */
    public static byte[] encode(Message message) {
        return ((SIPMessage) message).encodeAsBytes("UDP");
    }

    /**
     * Reads a whole message.
     *
     * @throws ParseException when it is none
     */
    public static Message parse(byte[] wire) throws ParseException {
        SIPMessage parsed = new StringMsgParser().parseSIPMessage(wire, true, false, null);
        if (parsed == null) {
            throw new ParseException("no message", 0);
        }
        return parsed;
    }

    /** An address with a display name when there is one. */
    public Address address(SipURI uri, String displayName) {
        try {
            Address address = addresses.createAddress(uri);
            if (!displayName.isEmpty()) {
                address.setDisplayName(displayName);
            }
            return address;
        } catch (ParseException unusable) {
            return addresses.createAddress(uri);
        }
    }
}
