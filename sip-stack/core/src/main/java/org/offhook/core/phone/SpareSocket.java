package org.offhook.core.phone;

import org.offhook.core.call.CallId;
import org.offhook.core.media.LocalMedia;

/** A socket pair reserved for the next outgoing call before anyone asks for it, so that its INVITE waits for nothing. */
sealed interface SpareSocket {
    record None() implements SpareSocket {}

    record Asked(CallId call) implements SpareSocket {}

    record Ready(CallId call, LocalMedia media) implements SpareSocket {}
}
