/** Media of third-party calls: what a leg hears while it waits, announcements, and the bridge between two legs. */
@NullMarked
package org.offhook.media.leg;

import org.jspecify.annotations.NullMarked;
