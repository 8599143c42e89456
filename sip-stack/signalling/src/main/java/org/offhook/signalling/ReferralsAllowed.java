package org.offhook.signalling;

/** Whose far ends may send this phone to somebody else by REFER (RFC 3515): whoever may, has calls placed in the agent's name. */
public enum ReferralsAllowed {
    /** Nobody's; REFER is not among the methods that we allow. */
    OFF,
    /** The registered exchange, within a call that stands. */
    EXCHANGE,
    /** Whoever we talk to, within that call. */
    ALWAYS
}
