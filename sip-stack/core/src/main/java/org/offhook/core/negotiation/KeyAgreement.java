package org.offhook.core.negotiation;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.offhook.core.media.Encryption;
import org.offhook.core.media.LocalMedia;
import org.offhook.core.media.MediaPlan.Keys;
import org.offhook.core.media.MediaPlan.Security;
import org.offhook.core.media.SrtpKey;

/**
 * Which keys a section of the peer and our own terms lead to (RFC 4568 §7.1), or with whom a handshake is to be done (RFC 5763 §5). Nothing
 * here falls back: what is not agreed is refused.
 */
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
        return protocol.equals("RTP/SAVP") || protocol.equals("RTP/SAVPF") || handshake(section);
    }

    private static boolean handshake(MediaDescription section) {
        String protocol = protocol(section);
        return protocol.equals("UDP/TLS/RTP/SAVP") || protocol.equals("UDP/TLS/RTP/SAVPF");
    }

    private static String protocol(MediaDescription section) {
        return section.protocol().toUpperCase(Locale.ROOT);
    }

    /**
     * What an offered section comes to.
     *
     * @param accepted what we take of it; empty for a plain stream
     * @param objection why the section cannot be taken
     */
    record Chosen(Optional<Accepted> accepted, Optional<String> objection) {
        static Chosen taking(List<SdpAttribute> lines, Security security) {
            return new Chosen(Optional.of(new Accepted(lines, security)), Optional.empty());
        }

        static Chosen refused(String why) {
            return new Chosen(Optional.empty(), Optional.of(why));
        }
    }

    /** @param lines ours in answer */
    record Accepted(List<SdpAttribute> lines, Security security) {}

    /** What a first offer says. */
    static List<SdpAttribute> offering(LocalMedia media) {
        Encryption encryption = media.terms().encryption();
        if (encryption.offersKeys()) {
            return CryptoAttribute.offering(media.keys()).stream()
                    .map(CryptoAttribute::written)
                    .toList();
        }
        return encryption.offersHandshake()
                ? media.identity()
                        .map(identity -> Handshake.offering(identity, 0))
                        .orElse(List.of())
                : List.of();
    }

    /** What a later offer says: the keys, or the association, go on. */
    static List<SdpAttribute> offeringAgain(LocalMedia media, Optional<Security> agreed) {
        return agreed.map(security -> switch (security) {
                    case Keys keys -> List.of(new CryptoAttribute(1, keys.send()).written());
                    case org.offhook.core.media.MediaPlan.DtlsPeer peer ->
                        media.identity()
                                .map(identity -> Handshake.offering(identity, peer.association()))
                                .orElse(List.of());
                })
                .orElse(List.of());
    }

    /**
     * Chooses among the lines of an offer.
     *
     * @param before what protects the call so far: it never becomes a plain one
     */
    static Chosen answering(
            SessionDescription theirs, MediaDescription section, LocalMedia media, Optional<Security> before) {
        Encryption encryption = media.terms().encryption();
        Optional<Chosen> keys =
                encryption.takesKeys() && !handshake(section) ? answeringKeys(section, media) : Optional.empty();
        Optional<Chosen> handshake = encryption.offered()
                ? media.identity().flatMap(identity -> Handshake.answering(theirs, section, identity, before))
                : Optional.empty();
        Optional<Chosen> chosen = encryption.offersHandshake() ? handshake.or(() -> keys) : keys.or(() -> handshake);
        return chosen.orElseGet(() -> {
            if (handshake(section)) {
                return Chosen.refused("no handshake can be done");
            }
            return secure(section) ? Chosen.refused("no common crypto suite") : plain(encryption, before.isPresent());
        });
    }

    private static Optional<Chosen> answeringKeys(MediaDescription section, LocalMedia media) {
        for (CryptoAttribute theirs : CryptoAttribute.in(section)) {
            Optional<SrtpKey> ours = media.keys().stream()
                    .filter(key -> key.suite() == theirs.key().suite())
                    .findFirst();
            if (ours.isPresent()) {
                CryptoAttribute line = new CryptoAttribute(theirs.tag(), ours.get());
                return Optional.of(Chosen.taking(List.of(line.written()), new Keys(ours.get(), theirs.key())));
            }
        }
        return Optional.empty();
    }

    private static Chosen plain(Encryption encryption, boolean encrypted) {
        if (encryption.required() || encrypted) {
            return Chosen.refused("the stream would not be encrypted");
        }
        return new Chosen(Optional.empty(), Optional.empty());
    }

    /**
     * Reads the lines of an answer.
     *
     * @param ours the section it answers
     */
    static Chosen answered(
            SessionDescription theirs,
            MediaDescription section,
            Optional<MediaDescription> ours,
            Encryption encryption,
            Optional<Security> before) {
        if (ours.map(Handshake::offeredIn).orElse(false)) {
            Optional<Chosen> handshake = Handshake.answered(theirs, section, before);
            if (handshake.isPresent()) {
                return handshake.get();
            }
            if (secure(section) || CryptoAttribute.namedIn(section)) { // keys in SDP answer no offer of a handshake
                return Chosen.refused("the answer has no fingerprint that we could check, or no role");
            }
            return plain(encryption, before.isPresent());
        }
        List<CryptoAttribute> offered = ours.map(CryptoAttribute::in).orElse(List.of());
        for (CryptoAttribute line : CryptoAttribute.in(section)) {
            for (CryptoAttribute own : offered) {
                if (own.tag() == line.tag() && own.key().suite() == line.key().suite()) {
                    return Chosen.taking(List.of(), new Keys(own.key(), line.key()));
                }
            }
        }
        if (secure(section) || CryptoAttribute.namedIn(section)) {
            return Chosen.refused("the answer takes none of our crypto lines"); // RFC 4568 §5.1.3
        }
        return plain(encryption, before.isPresent());
    }
}
