/**
 * The receiving side of a stream between the network's clock and the loudspeaker's: an adaptive jitter buffer, the
 * concealment of what did not arrive, and the stretching of time that moves the buffer's delay. Everything here belongs to
 * the one thread that plays; counters may be read from elsewhere.
 */
@NullMarked
package org.offhook.rtp.jitter;

import org.jspecify.annotations.NullMarked;
