/** Recordings on this desk's disk: where they go, what they are called, the key that seals them, and what is left of a killed process. */
package org.offhook.desktop.recording;
