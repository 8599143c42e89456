/** The agent's ears and mouth: mixes the calls and local tones for the speaker, and gives the microphone to the calls. */
@NullMarked
package org.offhook.media.talk;

import org.jspecify.annotations.NullMarked;
