package org.offhook.core.media;

/** Whether speech is encrypted on its way (SRTP, RFC 3711, with keys in SDP, RFC 4568). */
public enum Encryption {
    /** Plain RTP only. */
    OFF,
    /** Offered, and used with peers that can; the call tells which it is. */
    OPTIONAL,
    /** A call that cannot be encrypted does not come about. */
    MANDATORY;

    /** Whether our offers carry keys. */
    public boolean offered() {
        return this != OFF;
    }
}
