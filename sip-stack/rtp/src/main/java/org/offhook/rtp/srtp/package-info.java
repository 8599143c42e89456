/**
 * Encryption of RTP and RTCP (RFC 3711, RFC 7714) by the jitsi-srtp library, whose only importer this is. Keys go in, packets are
 * changed in place; who agreed on the keys is not known here.
 */
@NullMarked
package org.offhook.rtp.srtp;

import org.jspecify.annotations.NullMarked;
