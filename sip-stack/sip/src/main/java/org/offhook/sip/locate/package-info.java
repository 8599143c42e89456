/** Finds the addresses of a SIP server: RFC 3263 with SRV, then A and AAAA. Blocks; never called on a loop. */
package org.offhook.sip.locate;
