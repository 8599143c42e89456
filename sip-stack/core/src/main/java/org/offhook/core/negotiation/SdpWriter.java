package org.offhook.core.negotiation;

/** Writes SDP in the order and with the line ends of RFC 8866 §5. */
public final class SdpWriter {
    private SdpWriter() {}

    public static String write(SessionDescription description) {
        StringBuilder out = new StringBuilder(512);
        line(out, "v=0");
        line(
                out,
                "o=" + description.userName() + ' ' + description.sessionId() + ' ' + description.sessionVersion() + ' '
                        + network(description.originAddress()));
        line(out, "s=-");
        description.address().ifPresent(address -> line(out, "c=" + network(address)));
        line(out, "t=0 0");
        description.attributes().forEach(attribute -> attribute(out, attribute));
        for (MediaDescription media : description.media()) {
            line(
                    out,
                    "m=" + media.type() + ' ' + media.port() + ' ' + media.protocol() + ' '
                            + String.join(" ", media.formats()));
            media.address().ifPresent(address -> line(out, "c=" + network(address)));
            media.attributes().forEach(attribute -> attribute(out, attribute));
        }
        return out.toString();
    }

    private static String network(String address) {
        return (address.indexOf(':') >= 0 ? "IN IP6 " : "IN IP4 ") + address;
    }

    private static void attribute(StringBuilder out, SdpAttribute attribute) {
        line(
                out,
                attribute.value().isEmpty()
                        ? "a=" + attribute.name()
                        : "a=" + attribute.name() + ':' + attribute.value());
    }

    private static void line(StringBuilder out, String text) {
        out.append(text).append("\r\n");
    }
}
