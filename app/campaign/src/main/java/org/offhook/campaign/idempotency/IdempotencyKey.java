package org.offhook.campaign.idempotency;

/**
 * A caller's name for one request.
 *
 * @param scope who calls and what: keys of different scopes never meet
 * @param key the caller's own, at most 200 characters
 */
public record IdempotencyKey(String scope, String key) {}
