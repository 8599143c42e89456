/**
 * RTP packets over plain byte arrays (RFC 3550 §5): reading that never throws whatever the network delivers, writing
 * that allocates nothing, and the modular arithmetic of sequence numbers and timestamps.
 */
@NullMarked
package org.offhook.rtp.packet;

import org.jspecify.annotations.NullMarked;
