package org.offhook.core.call;

/** How far a transfer of ours has come (RFC 3515, RFC 5589). */
public enum Transfer {
    NONE,
    /** REFER is out. */
    ASKED,
    /** The far end has taken it up and tells how its call to the other party goes. */
    TAKEN_UP;

    public boolean runs() {
        return this != NONE;
    }
}
