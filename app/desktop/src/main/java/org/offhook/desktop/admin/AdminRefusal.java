package org.offhook.desktop.admin;

import org.offhook.core.error.ErrorCode;

/** What was asked cannot be done; shown as one line with its code. */
final class AdminRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode error;

    AdminRefusal(ErrorCode error, String detail) {
        super(detail);
        this.error = error;
    }

    static AdminRefusal noSuch(String what) {
        return new AdminRefusal(ErrorCode.NOT_STORED, what);
    }

    /** @throws AdminRefusal naming {@code what}, unless it is there */
    static void unless(boolean there, String what) {
        if (!there) {
            throw noSuch(what);
        }
    }

    static AdminRefusal already(String what) {
        return new AdminRefusal(ErrorCode.STORED_ALREADY, what);
    }

    static AdminRefusal usage(String detail) {
        return new AdminRefusal(ErrorCode.USAGE, detail);
    }

    ErrorCode error() {
        return error;
    }

    String detail() {
        return String.valueOf(getMessage());
    }
}
