package org.offhook.bridge.message;

import org.offhook.core.phone.CallView;
import org.offhook.core.phone.CallView.Phase;

/** Which calls a command can be meant for that names none, and why it did nothing where there is no such call. */
enum Meant {
    RINGING("no call is ringing"),
    LIVE("there is no call"),
    CONNECTED("no call is connected"),
    TALKED_ON("no call is talked on"),
    HELD("no call is on hold"),
    WAITING("no call is on hold");

    private final String none;

    Meant(String none) {
        this.none = none;
    }

    boolean fits(CallView call) {
        boolean connected = call.phase() == Phase.CONNECTED;
        return switch (this) {
            case RINGING -> call.phase() == Phase.OFFERED;
            case LIVE -> call.live();
            case CONNECTED -> connected;
            case TALKED_ON -> connected && !call.held();
            case HELD -> call.held();
            case WAITING -> connected && call.held();
        };
    }

    /** Why nothing happened. */
    String none() {
        return none;
    }
}
