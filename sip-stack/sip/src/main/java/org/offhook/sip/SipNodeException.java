package org.offhook.sip;

import org.offhook.core.error.ErrorCode;

/** A node could not open. */
public final class SipNodeException extends Exception {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    public SipNodeException(ErrorCode code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /** {@code SIP_PORT_TAKEN}, {@code NETWORK_GONE} (the address is not ours), {@code CONFIGURATION_INVALID} or {@code INTERNAL}. */
    public ErrorCode code() {
        return code;
    }
}
