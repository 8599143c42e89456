package org.offhook.core.negotiation;

import java.util.List;
import java.util.Optional;

/**
 * An {@code m=} section (RFC 8866 §5.14).
 *
 * @param type {@code audio}, {@code video} …
 * @param port transport port; 0 rejects or disables the stream (RFC 3264 §6, §8.2)
 * @param protocol {@code RTP/AVP} …
 * @param formats payload types for RTP, else whatever the protocol uses
 * @param address of its own {@code c=} line
 * @param attributes in order
 */
public record MediaDescription(
        String type,
        int port,
        String protocol,
        List<String> formats,
        Optional<String> address,
        List<SdpAttribute> attributes) {
    public MediaDescription {
        formats = List.copyOf(formats);
        attributes = List.copyOf(attributes);
    }

    /** Value of the first attribute of that name. */
    public Optional<String> attribute(String name) {
        return SessionDescription.first(attributes, name);
    }
}
