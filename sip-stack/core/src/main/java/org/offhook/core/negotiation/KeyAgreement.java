package org.offhook.core.negotiation;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.offhook.core.media.Encryption;
import org.offhook.core.media.LocalMedia;
import org.offhook.core.media.MediaPlan.Keys;
import org.offhook.core.media.SrtpKey;

/** Which keys a section of the peer and our own terms lead to (RFC 4568 §7.1). Nothing here falls back: what is not agreed is refused. */
final class KeyAgreement {
    private KeyAgreement() {}

    /** Whether a section names a transport that we know, encrypted or not. */
    static boolean knows(MediaDescription section, Encryption encryption) {
        String protocol = protocol(section);
        boolean plain = protocol.equals("RTP/AVP") || protocol.equals("RTP/AVPF");
        return plain || (encryption.offered() && secure(section));
    }

    private static boolean secure(MediaDescription section) {
        String protocol = protocol(section);
        return protocol.equals("RTP/SAVP") || protocol.equals("RTP/SAVPF");
    }

    private static String protocol(MediaDescription section) {
        return section.protocol().toUpperCase(Locale.ROOT);
    }

    /**
     * What an offered section comes to.
     *
     * @param accepted the peer's line that we take, and ours in answer; empty for a plain stream
     * @param objection why the section cannot be taken
     */
    record Chosen(Optional<Accepted> accepted, Optional<String> objection) {
        static Chosen refused(String why) {
            return new Chosen(Optional.empty(), Optional.of(why));
        }
    }

    /** @param line ours, under the tag of theirs */
    record Accepted(CryptoAttribute line, Keys keys) {}

    /**
     * Chooses among the lines of an offer.
     *
     * @param encrypted whether the call is encrypted so far: then it stays so
     */
    static Chosen answering(MediaDescription section, LocalMedia media, boolean encrypted) {
        Encryption encryption = media.terms().encryption();
        if (encryption.offered()) {
            for (CryptoAttribute theirs : CryptoAttribute.in(section)) {
                Optional<SrtpKey> ours = media.keys().stream()
                        .filter(key -> key.suite() == theirs.key().suite())
                        .findFirst();
                if (ours.isPresent()) {
                    CryptoAttribute line = new CryptoAttribute(theirs.tag(), ours.get());
                    return new Chosen(
                            Optional.of(new Accepted(line, new Keys(ours.get(), theirs.key()))), Optional.empty());
                }
            }
        }
        if (secure(section)) {
            return Chosen.refused("no common crypto suite");
        }
        return plain(encryption, encrypted);
    }

    private static Chosen plain(Encryption encryption, boolean encrypted) {
        if (encryption == Encryption.MANDATORY || encrypted) {
            return Chosen.refused("the stream would not be encrypted");
        }
        return new Chosen(Optional.empty(), Optional.empty());
    }

    /**
     * Reads the line of an answer.
     *
     * @param offered our lines
     */
    static Chosen answered(
            MediaDescription section, List<CryptoAttribute> offered, Encryption encryption, boolean encrypted) {
        List<CryptoAttribute> theirs = CryptoAttribute.in(section);
        for (CryptoAttribute line : theirs) {
            for (CryptoAttribute ours : offered) {
                if (ours.tag() == line.tag() && ours.key().suite() == line.key().suite()) {
                    return new Chosen(
                            Optional.of(new Accepted(ours, new Keys(ours.key(), line.key()))), Optional.empty());
                }
            }
        }
        if (secure(section) || !theirs.isEmpty()) {
            return Chosen.refused("the answer takes none of our crypto lines"); // RFC 4568 §5.1.3
        }
        return plain(encryption, encrypted);
    }
}
