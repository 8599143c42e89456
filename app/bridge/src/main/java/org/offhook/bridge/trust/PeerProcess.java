package org.offhook.bridge.trust;

import java.util.Optional;

/**
 * The process at the other end of a loopback connection.
 *
 * @param owner whose process it is
 * @param name its program, where it could be found
 */
public record PeerProcess(Owner owner, Optional<String> name) {
    /** Whose process it is, seen from ours. */
    public enum Owner {
        /** The same user: could read {@code bridge.json} anyway. */
        SAME_USER,
        /** Somebody else on a shared machine: an {@code Origin} header from there proves nothing. */
        OTHER_USER,
        UNKNOWN
    }

    public static final PeerProcess UNKNOWN = new PeerProcess(Owner.UNKNOWN, Optional.empty());
}
