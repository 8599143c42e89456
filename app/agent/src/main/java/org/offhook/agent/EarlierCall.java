package org.offhook.agent;

import java.time.Duration;
import java.time.Instant;

/**
 * A call to the lead on the screen that is over.
 *
 * @param disposition code that was chosen; the cause of the end where none was
 * @param agent user who had it; empty for nobody
 */
public record EarlierCall(Instant at, String disposition, Duration talked, String agent) {}
