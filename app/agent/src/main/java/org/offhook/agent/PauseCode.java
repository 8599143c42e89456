package org.offhook.agent;

import java.time.Duration;
import java.util.Optional;

/**
 * A reason to pause that the campaign offers.
 *
 * @param code sent to the CRM, such as {@code BREAK}
 * @param label shown to the agent
 * @param limit how long it should last at most
 */
public record PauseCode(String code, String label, Optional<Duration> limit) {}
