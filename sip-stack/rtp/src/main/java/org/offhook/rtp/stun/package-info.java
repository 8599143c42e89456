/**
 * STUN (RFC 8489) as far as a phone needs it: binding requests that ask how an address looks from outside, and those by which ICE checks a
 * path (RFC 8445 §7). Buffers in, buffers out; time is given; nothing here has a socket.
 */
@NullMarked
package org.offhook.rtp.stun;

import org.jspecify.annotations.NullMarked;
