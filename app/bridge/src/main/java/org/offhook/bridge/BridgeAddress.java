package org.offhook.bridge;

import org.offhook.core.account.Secret;

/**
 * What {@code bridge.json} tells programs of the same user.
 *
 * @param port on 127.0.0.1 and, where the system has it, ::1
 * @param token for {@code Authorization: Bearer}; a new one for every run
 */
public record BridgeAddress(int port, Secret token) {}
