package org.offhook.media;

import org.offhook.core.call.CallWishes.Ring;
import org.offhook.rtp.tone.CallTone;

/** How rings sound that an agent can tell apart: by pitch and by cadence. */
final class RingTones {
    private static final CallTone INTERNAL = new CallTone(659.25, 783.99, -16, 400, 2_600);
    private static final CallTone PRIORITY = new CallTone(783.99, 987.77, -16, 300, 300);

    private RingTones() {}

    static CallTone of(Ring ring) {
        return switch (ring) {
            case USUAL -> CallTone.RINGING;
            case INTERNAL -> INTERNAL;
            case PRIORITY -> PRIORITY;
        };
    }
}
