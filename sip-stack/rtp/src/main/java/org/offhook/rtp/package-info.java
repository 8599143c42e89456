/** RTP and RTCP as bytes: packets, jitter buffer, concealment, codecs, telephone events. Pure: buffers in, buffers out. */
package org.offhook.rtp;
