package org.offhook.core.negotiation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.offhook.core.media.SrtpKey;
import org.offhook.core.media.SrtpSuite;

/**
 * An {@code a=crypto} line that we can use (RFC 4568 §9.1).
 *
 * @param tag by which an answer names the line it accepts
 * @param key of the side that wrote it: what it sends is encrypted with this
 */
record CryptoAttribute(int tag, SrtpKey key) {

    private static final String NAME = "crypto";
    private static final String INLINE = "inline:";

    /** The usable ones of a section, in its order of preference. */
    static List<CryptoAttribute> in(MediaDescription media) {
        List<CryptoAttribute> found = new ArrayList<>();
        for (SdpAttribute attribute : media.attributes()) {
            if (attribute.name().equalsIgnoreCase(NAME)) {
                read(attribute.value()).ifPresent(found::add);
            }
        }
        return found;
    }

    /** Whether a section has any such line, of use to us or not. */
    static boolean namedIn(MediaDescription media) {
        return media.attributes().stream()
                .anyMatch(attribute -> attribute.name().equalsIgnoreCase(NAME));
    }

    private static Optional<CryptoAttribute> read(String value) {
        String[] words = SdpReader.words(value);
        if (words.length < 3 || !understood(words)) {
            return Optional.empty();
        }
        int tag = SdpReader.number(words[0]);
        String parameters = words[2];
        if (tag < 0 || !parameters.toLowerCase(Locale.ROOT).startsWith(INLINE) || parameters.indexOf(';') >= 0) {
            return Optional.empty(); // several keys want a master key identifier, which we do not send
        }
        String[] parts = parameters.substring(INLINE.length()).split("\\|");
        for (int i = 1; i < parts.length; i++) {
            if (parts[i].indexOf(':') >= 0) {
                return Optional.empty(); // a master key identifier
            }
        }
        return SrtpSuite.named(words[1])
                .flatMap(suite -> SrtpKey.decoded(suite, parts[0]))
                .map(key -> new CryptoAttribute(tag, key));
    }

    /** RFC 4568 §6.3: a line with a session parameter that is not understood, or weakens the stream, must not be used. */
    private static boolean understood(String[] words) {
        for (int i = 3; i < words.length; i++) {
            if (!words[i].startsWith("WSH=")) {
                return false;
            }
        }
        return true;
    }

    /** As an attribute of ours. */
    SdpAttribute written() {
        return new SdpAttribute(NAME, tag + " " + key.suite() + ' ' + INLINE + key.reveal());
    }

    /** One line for each key, numbered from 1. */
    static List<CryptoAttribute> offering(List<SrtpKey> keys) {
        List<CryptoAttribute> lines = new ArrayList<>();
        for (SrtpKey key : keys) {
            lines.add(new CryptoAttribute(lines.size() + 1, key));
        }
        return lines;
    }

    /** Never prints its key. */
    @Override
    public String toString() {
        return "crypto:" + tag + ' ' + key;
    }
}
