package org.offhook.sip;

import org.offhook.core.error.ErrorCode;

/** A message could not be sent. Nothing of it reached the peer as far as we know, and no transaction is left behind. */
public final class SipSendException extends Exception {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    public SipSendException(ErrorCode code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    public SipSendException(ErrorCode code, String message) {
        super(message);
        this.code = code;
    }

    /** {@code CONNECTION_FAILED}, {@code CERTIFICATE_NOT_TRUSTED}, {@code NETWORK_GONE} or {@code INTERNAL}. */
    public ErrorCode code() {
        return code;
    }
}
