/** Writes calls to WAV or Ogg Opus files that stay playable when the process is killed, sealed where wanted. Off the audio threads. */
@NullMarked
package org.offhook.media.record;

import org.jspecify.annotations.NullMarked;
