/** Writes calls to WAV files that stay playable when the process is killed. Off the audio threads. */
@NullMarked
package org.offhook.media.record;

import org.jspecify.annotations.NullMarked;
