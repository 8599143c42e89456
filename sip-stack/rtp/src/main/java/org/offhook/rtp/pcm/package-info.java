/** Linear 16-bit samples: handed from thread to thread, resampled, and described by a WAV header. */
@NullMarked
package org.offhook.rtp.pcm;

import org.jspecify.annotations.NullMarked;
