/**
 * Real-time transport, pure: buffers in, buffers out. No socket, no thread, no clock; time is an argument. What runs per
 * packet or per frame allocates nothing.
 */
@NullMarked
package org.offhook.rtp;

import org.jspecify.annotations.NullMarked;
