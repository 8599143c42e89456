package org.offhook.core.negotiation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.offhook.core.media.DtlsIdentity;
import org.offhook.core.media.Fingerprint;
import org.offhook.core.media.MediaPlan.DtlsPeer;
import org.offhook.core.media.MediaPlan.DtlsRole;
import org.offhook.core.media.MediaPlan.Security;
import org.offhook.core.negotiation.KeyAgreement.Chosen;

/**
 * What descriptions say about a DTLS handshake (RFC 5763 §5, RFC 8842): who begins it, whose certificate it must be, and whether the
 * association that there is goes on.
 *
 * <pre>
 *   offer      actpass            answer     active  → the peer begins: SERVER
 *                                            passive → we begin: CLIENT
 *   their offer  actpass, passive → we answer active: CLIENT
 *                active           → we answer passive: SERVER
 *   the same fingerprint, tls-id and role as before → the association goes on; else the next one
 * </pre>
 */
final class Handshake {
    private static final String SETUP = "setup";
    private static final String FINGERPRINT = "fingerprint";
    private static final String TLS_ID = "tls-id";

    private Handshake() {}

    /** Whether a section of ours says that a handshake would do. */
    static boolean offeredIn(MediaDescription ours) {
        return ours.attribute(FINGERPRINT).isPresent();
    }

    /** An offer leaves it to the peer who begins (RFC 5763 §5), also a later one (RFC 8842 §5.2). */
    static List<SdpAttribute> offering(DtlsIdentity identity, int association) {
        return lines(identity, "actpass", Optional.of(identity.tlsId(association)));
    }

    /** Empty when the section says nothing usable of a handshake. */
    static Optional<Chosen> answering(
            SessionDescription theirs, MediaDescription section, DtlsIdentity identity, Optional<Security> before) {
        Optional<DtlsPeer> running = running(before);
        String setup = theirs.attributeOf(section, SETUP).orElse("active").toLowerCase(Locale.ROOT); // RFC 4145 §4
        Optional<DtlsRole> role = switch (setup) {
            // RFC 5763 §5: whoever answers begins, unless it is settled
            case "actpass" -> Optional.of(running.map(DtlsPeer::role).orElse(DtlsRole.CLIENT));
            case "passive" -> Optional.of(DtlsRole.CLIENT);
            case "active" -> Optional.of(DtlsRole.SERVER);
            default -> Optional.empty(); // holdconn, RFC 5763 §5: not to be used
        };
        Optional<DtlsPeer> peer =
                role.flatMap(settled -> peer(theirs, section, settled, running, setup.equals("actpass")));
        return peer.map(agreed -> Chosen.taking(
                lines(
                        identity,
                        agreed.role() == DtlsRole.CLIENT ? "active" : "passive",
                        // RFC 8842 §5.3: named where the offer names its own
                        agreed.tlsId().isEmpty()
                                ? Optional.empty()
                                : Optional.of(identity.tlsId(agreed.association()))),
                agreed));
    }

    /** Empty when the answer says nothing usable of a handshake. */
    static Optional<Chosen> answered(SessionDescription theirs, MediaDescription section, Optional<Security> before) {
        String setup = theirs.attributeOf(section, SETUP).orElse("passive").toLowerCase(Locale.ROOT);
        Optional<DtlsRole> role = switch (setup) {
            case "active" -> Optional.of(DtlsRole.SERVER);
            case "passive" -> Optional.of(DtlsRole.CLIENT);
            default -> Optional.empty();
        };
        return role.flatMap(settled -> peer(theirs, section, settled, running(before), false))
                .map(agreed -> Chosen.taking(List.of(), agreed));
    }

    /** @param free whether the role may change with a new association: then whoever answers begins */
    private static Optional<DtlsPeer> peer(
            SessionDescription theirs,
            MediaDescription section,
            DtlsRole role,
            Optional<DtlsPeer> running,
            boolean free) {
        String tlsId = theirs.attributeOf(section, TLS_ID).orElse("");
        return fingerprint(theirs, section)
                .map(fingerprint -> running.filter(now -> now.role() == role
                                && now.fingerprint().equals(fingerprint)
                                && now.tlsId().equals(tlsId))
                        .orElseGet(() -> new DtlsPeer(
                                free ? DtlsRole.CLIENT : role,
                                fingerprint,
                                tlsId,
                                running.map(now -> now.association() + 1).orElse(0))));
    }

    private static Optional<DtlsPeer> running(Optional<Security> before) {
        return before.flatMap(security -> security instanceof DtlsPeer peer ? Optional.of(peer) : Optional.empty());
    }

    /** A section's own, else the session's (RFC 8122 §5); of several the one that we like best. */
    private static Optional<Fingerprint> fingerprint(SessionDescription theirs, MediaDescription section) {
        return best(section.attributes()).or(() -> best(theirs.attributes()));
    }

    private static Optional<Fingerprint> best(List<SdpAttribute> attributes) {
        return attributes.stream()
                .filter(attribute -> attribute.name().equalsIgnoreCase(FINGERPRINT))
                .flatMap(attribute -> Fingerprint.read(attribute.value()).stream())
                .min(Comparator.comparingInt(Fingerprint::rank));
    }

    private static List<SdpAttribute> lines(DtlsIdentity identity, String setup, Optional<String> tlsId) {
        List<SdpAttribute> lines = new ArrayList<>();
        lines.add(new SdpAttribute(SETUP, setup));
        lines.add(new SdpAttribute(FINGERPRINT, identity.fingerprint().toString()));
        tlsId.map(id -> new SdpAttribute(TLS_ID, id)).ifPresent(lines::add);
        return List.copyOf(lines);
    }
}
