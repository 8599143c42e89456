/**
 * RTCP (RFC 3550 §6): compound sender and receiver reports with SDES and BYE, built into and read from byte arrays, and
 * the reception statistics they carry.
 */
@NullMarked
package org.offhook.rtp.rtcp;

import org.jspecify.annotations.NullMarked;
