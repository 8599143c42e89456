package org.offhook.core.thirdparty;

/** One of the two parties that a controller calls and joins (RFC 3725 §3). */
public enum Side {
    /** Called first. */
    FIRST,
    /** Called once the first has answered. */
    SECOND;

    public Side other() {
        return switch (this) {
            case FIRST -> SECOND;
            case SECOND -> FIRST;
        };
    }
}
