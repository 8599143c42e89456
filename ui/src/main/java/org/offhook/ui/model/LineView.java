package org.offhook.ui.model;

import java.time.Instant;
import org.offhook.agent.AgentSnapshot;
import org.offhook.core.call.CallId;
import org.offhook.core.phone.CallView;
import org.offhook.ui.text.TimeText;
import org.offhook.ui.text.Words;

/**
 * Another line beside the call on the card, in one row.
 *
 * @param who name, or the number where no name is known
 * @param number whether {@code who} is a number
 * @param state "On hold 01:09", or what it does
 * @param action what its button does
 * @param usable whether it can be done now
 */
public record LineView(
        CallId call, StateMark mark, String who, boolean number, String state, Action action, boolean usable) {

    /** What can be done with the line. */
    public enum Action {
        /** It changes places with the call on the card. */
        SWAP,
        /** It is taken back. */
        RESUME,
        /** It leaves the conversation of several. */
        DROP
    }

    /**
     * @param present the call on the card
     */
    public static LineView of(
            CallView call, CallView present, AgentSnapshot snapshot, HoldWatch holds, Instant now, Words words) {
        boolean joined = !Calls.conference(snapshot).isEmpty();
        boolean named = !call.party().name().isEmpty();
        String number = call.party().number().isEmpty()
                ? words.of("call.noNumber")
                : ShownNumber.of(call.party().number(), snapshot);
        String state;
        if (call.transfer().runs()) {
            state = words.of("call.transferring");
        } else if (call.held()) {
            state = words.of("line.held", TimeText.running(holds.of(call.id(), now), now));
        } else {
            Instant since = call.connectedAt().orElse(call.startedAt());
            String phase = words.of("call.phase.", call.phase());
            state = words.of("state.second.join", phase, TimeText.running(since, now));
        }
        return new LineView(
                call.id(),
                call.held() ? StateMark.HELD : StateMark.ON_CALL,
                named ? call.party().name() : number,
                !named,
                state,
                joined ? Action.DROP : present.held() ? Action.RESUME : Action.SWAP,
                joined || (call.held() && !isBeingSetUp(present)));
    }

    /** A call that is being set up cannot be put on hold. */
    private static boolean isBeingSetUp(CallView call) {
        return switch (call.phase()) {
            case CONNECTING, RINGING, EARLY_MEDIA -> true;
            case OFFERED, ANSWERING, CONNECTED, ENDING, ENDED -> false;
        };
    }
}
