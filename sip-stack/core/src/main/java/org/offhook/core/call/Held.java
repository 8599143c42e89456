package org.offhook.core.call;

/** Who has put whom on hold. */
public enum Held {
    NOBODY,
    /** We hold the far end: it hears nothing of us, and we nothing of it. */
    HERE,
    /** The far end holds us. */
    THERE,
    BOTH;

    static Held of(boolean here, boolean there) {
        if (here) {
            return there ? BOTH : HERE;
        }
        return there ? THERE : NOBODY;
    }

    public boolean here() {
        return this == HERE || this == BOTH;
    }

    public boolean there() {
        return this == THERE || this == BOTH;
    }
}
