package org.offhook.core.thirdparty;

import java.util.Optional;

/** Whether what two parties say can be read on the way. Once it cannot, no description makes it readable again (RFC 4568 §5.1.3, RFC 3264 §8). */
public enum Secrecy {
    PLAIN,
    ENCRYPTED;

    static Secrecy of(boolean encrypted) {
        return encrypted ? ENCRYPTED : PLAIN;
    }

    /** What a description comes to once it is agreed on. */
    static Secrecy of(String sdp) {
        return of(Spoken.isProtected(sdp));
    }

    /** A description that may be passed on. */
    boolean allows(String sdp) {
        return this == PLAIN || of(sdp) == ENCRYPTED;
    }

    /** The same of one that may be absent. */
    Optional<String> allowed(Optional<String> sdp) {
        return sdp.filter(this::allows);
    }

    /** What an answer to this offer has to be. */
    Secrecy after(String offer) {
        return this == PLAIN ? of(Spoken.demandsProtection(offer)) : ENCRYPTED;
    }
}
