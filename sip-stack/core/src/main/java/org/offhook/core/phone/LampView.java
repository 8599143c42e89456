package org.offhook.core.phone;

import org.offhook.core.call.CallParty;
import org.offhook.core.phone.WatchSettings.WatchedPhone;

/**
 * A busy lamp.
 *
 * @param remote whom that phone talks to, or is called by; empty texts when the exchange does not tell
 */
public record LampView(WatchedPhone phone, Light light, CallParty remote) {

    public enum Light {
        /** The exchange does not tell, or not now. */
        UNKNOWN,
        IDLE,
        /** Somebody calls it: the call can be picked up. */
        RINGING,
        /** It calls or talks; of a parking place: a call is parked there. */
        BUSY
    }
}
