package org.offhook.rtp.ice;

import org.offhook.rtp.stun.StunMessage;
import org.offhook.rtp.stun.StunWriter;

/** Which side chooses the pair (RFC 8445 §6.1.1), and what becomes of it when both think the same of themselves. One thread. */
final class Role {
    private final long tieBreaker;
    private boolean controlling;

    Role(long tieBreaker, boolean controlling) {
        this.tieBreaker = tieBreaker;
        this.controlling = controlling;
    }

    /** Whether we choose. */
    boolean controlling() {
        return controlling;
    }

    /** Says in a check of ours which side we are. */
    void sign(StunWriter check) {
        if (controlling) {
            check.controlling(tieBreaker);
        } else {
            check.controlled(tieBreaker);
        }
    }

    /** The peer has said that we are the other one (RFC 8445 §7.2.5.1). */
    void swap() {
        controlling = !controlling;
    }

    /** RFC 8445 §7.3.1.1: whoever has the greater tie-breaker controls; true when the peer has to change. */
    boolean conflict(StunMessage check) {
        if (controlling && check.controlling().isPresent()) {
            boolean ours = Long.compareUnsigned(tieBreaker, check.controlling().getAsLong()) >= 0;
            controlling = ours;
            return ours;
        }
        if (!controlling && check.controlled().isPresent()) {
            boolean ours = Long.compareUnsigned(tieBreaker, check.controlled().getAsLong()) >= 0;
            controlling = ours;
            return !ours;
        }
        return false;
    }
}
