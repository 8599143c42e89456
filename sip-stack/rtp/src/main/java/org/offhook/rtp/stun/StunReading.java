package org.offhook.rtp.stun;

/** What came of reading a datagram. */
public sealed interface StunReading {
    record Read(StunMessage message) implements StunReading {}

    record Unreadable(Fault fault) implements StunReading {}

    /** Why a datagram is no STUN message that we could use. */
    enum Fault {
        /** Shorter than a header. */
        TOO_SHORT,
        /** The two first bits or the cookie say that it is something else. */
        NOT_STUN,
        /** Another method than binding. */
        METHOD,
        /** The length in the header is not that of the datagram, or no multiple of four. */
        LENGTH,
        /** An attribute reaches beyond the end. */
        ATTRIBUTE,
        /** More attributes than anybody sends. */
        TOO_MANY,
        /** FINGERPRINT is wrong or not the last. */
        FINGERPRINT
    }
}
