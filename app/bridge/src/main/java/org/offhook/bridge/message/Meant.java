package org.offhook.bridge.message;

import java.util.function.Predicate;
import org.offhook.core.phone.CallView;
import org.offhook.core.phone.CallView.Phase;

/** Which calls a command can be meant for that names none, and why it did nothing where there is no such call. */
enum Meant {
    RINGING(call -> call.phase() == Phase.OFFERED, "no call is ringing"),
    LIVE(CallView::live, "there is no call"),
    CONNECTED(call -> call.phase() == Phase.CONNECTED, "no call is connected"),
    TALKED_ON(call -> call.phase() == Phase.CONNECTED && !call.held(), "no call is talked on"),
    HELD(CallView::held, "no call is on hold"),
    WAITING(call -> call.phase() == Phase.CONNECTED && call.held(), "no call is on hold");

    private final Predicate<CallView> fits;
    private final String none;

    Meant(Predicate<CallView> fits, String none) {
        this.fits = fits;
        this.none = none;
    }

    boolean fits(CallView call) {
        return fits.test(call);
    }

    /** Why nothing happened. */
    String none() {
        return none;
    }
}
