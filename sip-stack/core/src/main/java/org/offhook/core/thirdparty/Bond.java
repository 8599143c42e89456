package org.offhook.core.thirdparty;

import java.util.Optional;
import org.offhook.core.media.MediaPlan.DtlsPeer;
import org.offhook.core.media.MediaPlan.DtlsRole;

/**
 * What ties a leg to our sockets, as far as it decides to whose media it can be moved.
 *
 * @param secrecy of what is said between it and us
 * @param peer with whom a handshake gives the keys; absent where none does
 */
public record Bond(Secrecy secrecy, Optional<DtlsPeer> peer) {
    /**
     * Whether the leg's party can be given this offer of another one. It is encrypted where the leg is; and an offer that insists on the part
     * that the leg's party has played in the handshake with us (RFC 5763 §5 wants {@code actpass}, some exchanges say {@code active} all the
     * same) is not for it: it would have to change its part on the same socket, which an exchange cannot whose TLS library settles on one with
     * the first handshake, and it ends the call with the next packet.
     */
    boolean lets(String offer) {
        boolean swaps = peer.filter(
                        with -> Spoken.insists(offer, with.role() == DtlsRole.SERVER ? "active" : "passive"))
                .isPresent();
        return !swaps && secrecy.allows(offer);
    }
}
