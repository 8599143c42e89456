package org.offhook.signalling;

/** Provisional responses that are acknowledged (RFC 3262). */
public enum Reliability {
    /** Neither asked for nor understood. */
    OFF,
    /** Where the far end wants it. */
    SUPPORTED,
    /** Required of every far end that is called, and used towards every caller that understands it. */
    REQUIRED;

    static final String OPTION = "100rel";
}
