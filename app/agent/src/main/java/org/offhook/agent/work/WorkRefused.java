package org.offhook.agent.work;

import org.offhook.core.error.ErrorCode;

/** A rule of the dialer forbids what was asked; thrown inside a unit of work, it undoes it. */
public final class WorkRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final ErrorCode error;

    /** @param detail for the administrator; never a secret or a number */
    public WorkRefused(ErrorCode error, String detail) {
        super(detail, null, false, false);
        this.error = error;
    }

    public ErrorCode error() {
        return error;
    }

    /** What it says for the administrator. */
    public String detail() {
        String text = getMessage();
        return text == null ? "" : text;
    }
}
