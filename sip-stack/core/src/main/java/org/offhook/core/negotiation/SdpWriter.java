package org.offhook.core.negotiation;

import java.util.List;
import java.util.Optional;

/** Writes SDP in the order and with the line ends of RFC 8866 §5. */
public final class SdpWriter {
    private SdpWriter() {}

    public static String write(SessionDescription description) {
        // Appended piece by piece: this is on the way of a click, and each "+" would be a class of its own.
        StringBuilder out = new StringBuilder(512).append("v=0\r\no=").append(description.userName());
        out.append(' ').append(description.sessionId()).append(' ').append(description.sessionVersion());
        network(out.append(' '), description.originAddress());
        out.append("\r\ns=-\r\n");
        connection(out, description.address());
        out.append("t=0 0\r\n");
        attributes(out, description.attributes());
        for (MediaDescription media : description.media()) {
            out.append("m=").append(media.type()).append(' ').append(media.port());
            out.append(' ').append(media.protocol());
            for (String format : media.formats()) {
                out.append(' ').append(format);
            }
            out.append("\r\n");
            connection(out, media.address());
            attributes(out, media.attributes());
        }
        return out.toString();
    }

    private static void connection(StringBuilder out, Optional<String> address) {
        if (address.isPresent()) {
            network(out.append("c="), address.get());
            out.append("\r\n");
        }
    }

    private static void network(StringBuilder out, String address) {
        out.append(address.indexOf(':') >= 0 ? "IN IP6 " : "IN IP4 ").append(address);
    }

    private static void attributes(StringBuilder out, List<SdpAttribute> attributes) {
        for (SdpAttribute attribute : attributes) {
            out.append("a=").append(attribute.name());
            if (!attribute.value().isEmpty()) {
                out.append(':').append(attribute.value());
            }
            out.append("\r\n");
        }
    }
}
