/** Trying the agent's devices out while no call is up: how loud the microphone is, a word recorded and played back, tones. Pure. */
@NullMarked
package org.offhook.core.soundcheck;

import org.jspecify.annotations.NullMarked;
