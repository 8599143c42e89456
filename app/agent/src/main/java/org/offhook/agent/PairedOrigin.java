package org.offhook.agent;

import java.time.Instant;
import java.util.Set;

/**
 * A page that may use this phone.
 *
 * @param byAdministrator approved in configuration: cannot be revoked in the window
 */
public record PairedOrigin(String origin, Set<PairingScope> scopes, Instant since, boolean byAdministrator) {}
