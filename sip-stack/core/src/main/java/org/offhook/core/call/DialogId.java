package org.offhook.core.call;

/**
 * One dialog of a call: a forked INVITE makes several (RFC 3261 §12). The value is the peer's tag; it is opaque to the machines.
 */
public record DialogId(String remoteTag) {}
