/**
 * The handshake that gives SRTP its keys (RFC 5763, RFC 5764), by BouncyCastle's DTLS 1.2, whose only importer this is. Datagrams go in and
 * out by a {@link org.offhook.rtp.dtls.DtlsLink}; no socket is known here, and whoever runs a handshake brings the thread that it blocks.
 */
@NullMarked
package org.offhook.rtp.dtls;

import org.jspecify.annotations.NullMarked;
