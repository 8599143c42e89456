package org.offhook.core.account;

/**
 * A user and a password for a realm that is not the account's own: an outbound proxy, a gateway behind the exchange (RFC 3261 §22.3).
 *
 * @param realm as the challenge names it, letter for letter
 */
public record Credential(String realm, String user, Secret password) {}
