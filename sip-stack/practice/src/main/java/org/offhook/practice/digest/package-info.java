/**
 * The practice exchange's side of the digest (RFC 3261 §22, RFC 8760). Written from the RFCs and on purpose without the phone's own
 * digest code: a mistake shared by both sides would prove nothing.
 */
package org.offhook.practice.digest;
