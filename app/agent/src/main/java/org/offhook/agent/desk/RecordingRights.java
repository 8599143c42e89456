package org.offhook.agent.desk;

import org.offhook.agent.session.SessionModel;
import org.offhook.campaign.setup.Recording;
import org.offhook.core.call.CallId;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.phone.CommandOutcome;
import org.offhook.core.phone.CommandOutcome.Refused;
import org.offhook.core.phone.LoopHost;
import org.offhook.core.phone.PhoneCommand.RecordCall;
import org.offhook.core.recording.RecordingOrder;

/**
 * What is recorded under which rule, and what an agent may ask of it.
 *
 * @param deskRule where no campaign has a say
 */
record RecordingRights(LoopHost loop, Recording deskRule) {

    private Recording rule(SessionModel session) {
        return session.work().map(work -> work.rules().recording()).orElse(deskRule);
    }

    /** Somebody asks. What must be recorded can be paused, for a card number, but not ended; what must not be is not begun. */
    CommandOutcome take(RecordCall command, SessionModel session) {
        Recording rule = rule(session);
        boolean allowed = switch (command.order()) {
            case START -> rule != Recording.NEVER;
            case STOP -> rule != Recording.ALWAYS;
            case PAUSE, RESUME -> true;
        };
        return allowed ? loop.command(command) : Refused.of(ErrorCode.RECORDING_NOT_ALLOWED);
    }

    /** A call was answered. What fails is told as a fault. */
    void answered(CallId call, SessionModel session) {
        if (rule(session) == Recording.ALWAYS) {
            loop.command(new RecordCall(call, RecordingOrder.START));
        }
    }
}
