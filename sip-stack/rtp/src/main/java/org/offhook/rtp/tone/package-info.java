/** Tones: made, mixed in a cadence, measured and recognised. */
@NullMarked
package org.offhook.rtp.tone;

import org.jspecify.annotations.NullMarked;
