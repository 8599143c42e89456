/**
 * Sockets, the thread that receives from all of them, and the clock that paces what is sent. See {@code docs/threads.md}.
 */
@NullMarked
package org.offhook.media.transport;

import org.jspecify.annotations.NullMarked;
