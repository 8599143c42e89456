/**
 * Sound devices behind core's port: the system's by webrtc-java, WAV files, or silence. The only importer of the natives;
 * they are probed on a thread of their own with a time limit, since without a sound server they hang or throw errors.
 */
@NullMarked
package org.offhook.audio;

import org.jspecify.annotations.NullMarked;
