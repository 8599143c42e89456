package org.offhook.core.negotiation;

import java.util.List;
import java.util.Optional;

/**
 * A session description (RFC 8866), as far as a telephone needs it; lines without meaning for audio are not kept.
 *
 * @param userName of the {@code o=} line, or {@code -}
 * @param sessionId of the {@code o=} line as text: it may exceed any number type
 * @param sessionVersion of the {@code o=} line as text
 * @param originAddress of the {@code o=} line
 * @param address of the session's {@code c=} line
 * @param attributes of the session, in order
 * @param media sections, in order
 */
public record SessionDescription(
        String userName,
        String sessionId,
        String sessionVersion,
        String originAddress,
        Optional<String> address,
        List<SdpAttribute> attributes,
        List<MediaDescription> media) {
    public SessionDescription {
        attributes = List.copyOf(attributes);
        media = List.copyOf(media);
    }

    /** Address of a section: its own {@code c=} line, else the session's (RFC 8866 §5.7). */
    public Optional<String> addressOf(MediaDescription section) {
        return section.address().isPresent() ? section.address() : address;
    }

    /** Value of an attribute of a section, else the session's. */
    public Optional<String> attributeOf(MediaDescription section, String name) {
        Optional<String> own = section.attribute(name);
        return own.isPresent() ? own : first(attributes, name);
    }

    static Optional<String> first(List<SdpAttribute> attributes, String name) {
        for (SdpAttribute attribute : attributes) {
            if (attribute.name().equalsIgnoreCase(name)) {
                return Optional.of(attribute.value());
            }
        }
        return Optional.empty();
    }
}
