/** Digest authentication for SIP, both sides: RFC 7616 and RFC 8760 (SHA-256), with the older forms of RFC 2617 and RFC 2069. */
package org.offhook.sip.digest;
