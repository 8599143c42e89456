/**
 * One RTP stream each way as pure pipelines: frames in and packets out, packets in and frames out. No socket, no thread and
 * no clock; who calls what on which thread is said at each method.
 */
@NullMarked
package org.offhook.media.stream;

import org.jspecify.annotations.NullMarked;
