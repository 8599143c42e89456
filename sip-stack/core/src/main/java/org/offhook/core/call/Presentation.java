package org.offhook.core.call;

/** How the number that a call is to show goes out. What the called party sees is for the exchange to decide. */
public enum Presentation {
    /** As a wish for the exchange: P-Preferred-Identity (RFC 3325 §9.2). */
    PREFERRED,
    /** The same, and as the display name of From, for exchanges that show what they are told. */
    DISPLAY,
    /** Not at all: the exchange is asked to keep it to itself (Privacy: user;id, RFC 3323 §4.2, RFC 3325 §9.3). */
    WITHHELD,
    /** Not even the exchange's next hop learns it from From, which is anonymous (RFC 3323 §4.1.1.3). */
    ANONYMOUS;

    public boolean hides() {
        return this == WITHHELD || this == ANONYMOUS;
    }
}
