package org.offhook.core.call;

/**
 * A call that wants to take the place of one that we have (RFC 3891).
 *
 * @param call the one that it is to replace
 * @param dialog of that call
 */
public record Takeover(CallId call, DialogId dialog) {}
