/** The media path: RTP sockets, pacing, mixing, tones and their detector, recording. */
package org.offhook.media;
