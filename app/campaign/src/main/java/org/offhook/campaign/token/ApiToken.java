package org.offhook.campaign.token;

import java.time.Instant;

/**
 * A token without its secret.
 *
 * @param requestingHost what the header {@code Requesting-host} must say
 * @param policyName what the header {@code Policy-name} must say
 * @param user the user on whose behalf its requests come
 */
public record ApiToken(
        long id,
        String label,
        String requestingHost,
        String policyName,
        String user,
        boolean active,
        Instant createdAt) {}
