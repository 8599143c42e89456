package org.offhook.core.phone;

/** Why an agent does not take a call, as the caller's side is told. */
public enum Rejection {
    /** 486: this phone is busy; the exchange may try another. */
    BUSY(486),
    /** 603: nobody here wants it; the exchange shall try no other phone of theirs (RFC 3261 §21.6.2). */
    DECLINED(603),
    /** 480: not now. */
    UNAVAILABLE(480);

    private final int status;

    Rejection(int status) {
        this.status = status;
    }

    public int status() {
        return status;
    }
}
