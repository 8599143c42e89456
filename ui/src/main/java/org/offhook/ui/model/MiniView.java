package org.offhook.ui.model;

import java.time.Instant;
import java.util.Optional;
import org.offhook.agent.AgentSnapshot;
import org.offhook.agent.AgentState;
import org.offhook.core.phone.CallView;
import org.offhook.core.phone.RegistrationView;
import org.offhook.ui.text.TimeText;
import org.offhook.ui.text.Words;

/**
 * Mini mode: one line of what matters now and the two buttons that go with it.
 *
 * @param strong a word of the second line that matters now ("Muted"), or empty
 * @param buttons which buttons stand at its end
 */
public record MiniView(
        StateMark mark, Tone tone, String first, boolean number, String strong, String second, Buttons buttons) {

    /** The end of the bar. */
    public enum Buttons {
        FULL_SIZE,
        MUTE_AND_HANG_UP,
        /** Hang up alone: nothing can be muted before the call is connected. */
        HANG_UP,
        ANSWER_AND_DECLINE
    }

    public static MiniView of(AgentSnapshot snapshot, StateBarView bar, Instant now, Words words) {
        Optional<CallView> call = Calls.onCard(snapshot);
        if (call.isPresent()) {
            return onCall(call.get(), snapshot, bar, now, words);
        }
        Optional<CallView> ringing = Calls.ringing(snapshot);
        if (ringing.isPresent()) {
            String number = ringing.get().party().number();
            return new MiniView(
                    StateMark.RINGING,
                    Tone.RINGING,
                    number.isEmpty() ? words.of("call.noNumber") : ShownNumber.of(number, snapshot),
                    true,
                    "",
                    words.of("incoming.title"),
                    Buttons.ANSWER_AND_DECLINE);
        }
        RegistrationView registration = snapshot.phone().registration();
        if (registration.status() == RegistrationView.Status.LOST) {
            String second = registration
                    .nextAttempt()
                    .map(at -> words.of("mini.tryingIn", TimeText.secondsUntil(at, now)))
                    .orElse(words.of("mini.trying"));
            return new MiniView(
                    StateMark.ERROR, Tone.DANGER, words.of("mini.notConnected"), false, "", second, Buttons.FULL_SIZE);
        }
        boolean ready = snapshot.agent().state() == AgentState.READY;
        boolean noResult = snapshot.work()
                .wrapUp()
                .filter(wrapUp -> wrapUp.draft().disposition().isEmpty())
                .isPresent();
        String reason = ready ? words.of("mini.waiting") : noResult ? words.of("mini.noResult") : bar.second();
        String second = bar.timer().isEmpty() ? reason : words.of("state.second.join", reason, bar.timer());
        return new MiniView(bar.mark(), bar.tone(), bar.word(), false, "", second, Buttons.FULL_SIZE);
    }

    private static MiniView onCall(CallView call, AgentSnapshot snapshot, StateBarView bar, Instant now, Words words) {
        boolean named = !call.party().name().isEmpty();
        String first = named ? call.party().name() : ShownNumber.of(call.party().number(), snapshot);
        boolean talking = call.connectedAt().isPresent();
        String time = TimeText.running(call.connectedAt().orElse(call.startedAt()), now);
        boolean muted = talking && call.muted();
        return new MiniView(
                bar.mark(),
                bar.tone(),
                first.isEmpty() ? words.of("call.noNumber") : first,
                !named,
                muted ? words.of("state.muted") : "",
                muted ? time : bar.word() + " " + time,
                talking ? Buttons.MUTE_AND_HANG_UP : Buttons.HANG_UP);
    }
}
