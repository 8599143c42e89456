package org.offhook.agent;

import java.time.Instant;
import org.offhook.core.error.ErrorCode;

/**
 * The error that the window shows until its cause is gone.
 *
 * @param error code; sentences come from the message bundle
 * @param detail for the administrator; never a secret or a number
 */
public record Fault(ErrorCode error, String detail, Instant at) {}
