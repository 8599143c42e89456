package org.offhook.core.media;

/** Whether speech is encrypted on its way (SRTP, RFC 3711), and where its keys come from: SDP (RFC 4568) or a DTLS handshake (RFC 5763). */
public enum Encryption {
    /** Plain RTP only. */
    OFF,
    /** Keys in SDP are offered, and used with peers that can; the call tells which it is. */
    OPTIONAL,
    /** Keys in SDP are offered; a call that cannot be encrypted does not come about. */
    MANDATORY,
    /** A handshake is offered, and done with peers that can. */
    DTLS_OPTIONAL,
    /** A call without a handshake does not come about; keys in SDP will not do. */
    DTLS_MANDATORY;

    /** Whether a call may be encrypted at all. */
    public boolean offered() {
        return this != OFF;
    }

    /** Whether a call that is not encrypted does not come about. */
    public boolean required() {
        return this == MANDATORY || this == DTLS_MANDATORY;
    }

    /** Whether our offers carry keys. */
    public boolean offersKeys() {
        return this == OPTIONAL || this == MANDATORY;
    }

    /** Whether our offers carry the fingerprint of a certificate. */
    public boolean offersHandshake() {
        return this == DTLS_OPTIONAL || this == DTLS_MANDATORY;
    }

    /** Whether keys that a peer puts into SDP are taken. */
    public boolean takesKeys() {
        return offered() && this != DTLS_MANDATORY;
    }
}
