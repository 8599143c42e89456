package org.offhook.sip.locate;

/**
 * One NAPTR record of SIP (RFC 3263 §4.1, RFC 3403).
 *
 * @param service such as {@code SIP+D2U}
 * @param replacement name of the SRV records
 */
public record NaptrRecord(int order, int preference, String flags, String service, String replacement) {}
