package org.offhook.practice;

import org.offhook.core.error.ErrorCode;

/** The practice exchange cannot start. */
public final class PracticeException extends Exception {
    private static final long serialVersionUID = 1L;

    PracticeException(String message, Throwable cause) {
        super(message, cause);
    }

    /** What to show: always {@code PRACTICE_EXCHANGE_FAILED}. */
    public ErrorCode code() {
        return ErrorCode.PRACTICE_EXCHANGE_FAILED;
    }
}
