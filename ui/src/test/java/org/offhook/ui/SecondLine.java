package org.offhook.ui;

import java.time.Duration;
import java.util.Optional;
import org.offhook.core.call.CallId;
import org.offhook.core.call.CallParty;
import org.offhook.core.call.Transfer;
import org.offhook.core.phone.CallView;
import org.offhook.core.phone.CallView.CallDirection;
import org.offhook.core.phone.CallView.Phase;
import org.offhook.core.recording.CallRecording;

/** Calls that are held, transferred or made beside another one. */
final class SecondLine {
    private SecondLine() {}

    static CallView held(CallView call) {
        return with(call, true, call.transfer());
    }

    static CallView talkedOn(CallView call) {
        return with(call, false, call.transfer());
    }

    static CallView transferring(CallView call) {
        return with(call, call.held(), Transfer.TAKEN_UP);
    }

    /** The same while it is recorded, or while that is paused. */
    static CallView recorded(CallView call, CallRecording recording) {
        return new CallView(
                call.id(),
                call.direction(),
                call.phase(),
                call.party(),
                call.called(),
                call.startedAt(),
                call.connectedAt(),
                call.endedAt(),
                call.muted(),
                call.held(),
                call.heldByFarEnd(),
                call.transfer(),
                call.end(),
                call.codec(),
                call.digitsSent(),
                call.security(),
                call.transferredBy(),
                call.quality(),
                recording);
    }

    private static CallView with(CallView call, boolean held, Transfer transfer) {
        return new CallView(
                call.id(),
                call.direction(),
                call.phase(),
                call.party(),
                call.called(),
                call.startedAt(),
                call.connectedAt(),
                call.endedAt(),
                call.muted(),
                held,
                call.heldByFarEnd(),
                transfer,
                call.end(),
                call.codec(),
                call.digitsSent());
    }

    /** A colleague who is asked. */
    static CallView mina(Phase phase, Duration started, Optional<Duration> connected) {
        return new CallView(
                new CallId("c2"),
                CallDirection.OUTGOING,
                phase,
                new CallParty("2104", "Mina D."),
                CallParty.UNKNOWN,
                Situation.NOW.minus(started),
                connected.map(Situation.NOW::minus),
                Optional.empty(),
                false,
                false,
                false,
                Transfer.NONE,
                Optional.empty(),
                Optional.empty(),
                "");
    }
}
