package org.offhook.bridge.api;

import org.offhook.core.error.ErrorCode;

/** A body, query or path that cannot be read. Never leaves this package. */
final class BodyRefused extends Exception {
    private static final long serialVersionUID = 1L;

    private final ErrorCode error;

    /** @param detail for the caller; never what was sent */
    BodyRefused(ErrorCode error, String detail) {
        super(detail, null, false, false);
        this.error = error;
    }

    ErrorCode error() {
        return error;
    }

    String detail() {
        String detail = getMessage();
        return detail == null ? "" : detail;
    }
}
