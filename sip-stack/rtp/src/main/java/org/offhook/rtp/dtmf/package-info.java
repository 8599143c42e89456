/** Telephone events (RFC 4733): digits sent and received as named events beside the speech of one RTP stream. */
@NullMarked
package org.offhook.rtp.dtmf;

import org.jspecify.annotations.NullMarked;
