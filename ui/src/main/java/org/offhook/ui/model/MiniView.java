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
 * @param poor the line is poor, which a triangle says before the time
 * @param buttons which buttons stand at its end
 */
public record MiniView(
        StateMark mark,
        Tone tone,
        String first,
        boolean number,
        String strong,
        boolean poor,
        String second,
        Buttons buttons) {

    private MiniView(
            StateMark mark, Tone tone, String first, boolean number, String strong, String second, Buttons buttons) {
        this(mark, tone, first, number, strong, false, second, buttons);
    }

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
        return new MiniView(
                bar.mark(), bar.tone(), bar.word(), false, "", idle(snapshot, bar, words), Buttons.FULL_SIZE);
    }

    private static String idle(AgentSnapshot snapshot, StateBarView bar, Words words) {
        if (!snapshot.pairingRequests().isEmpty()) {
            return words.of("mini.pairing"); // it waits for a minute only, and is answered in full size
        }
        AgentState state = snapshot.agent().state();
        boolean noResult = snapshot.work()
                .wrapUp()
                .filter(wrapUp -> wrapUp.draft().disposition().isEmpty())
                .isPresent();
        String timer = bar.timer();
        if (noResult) {
            return timer.isEmpty() ? words.of("mini.noResult") : words.of("mini.noResult.left", timer);
        }
        // The pause's limit is left out: there is room for the time then.
        boolean pauses = state == AgentState.PAUSED
                && !bar.over()
                && !snapshot.agent().reason().isEmpty();
        String reason = state == AgentState.READY
                ? words.of("mini.waiting")
                : pauses
                        ? new StateBarModel(words)
                                .reason(snapshot, snapshot.agent().reason())
                        : bar.second();
        return timer.isEmpty() ? reason : words.of("state.second.join", reason, timer);
    }

    private static MiniView onCall(CallView call, AgentSnapshot snapshot, StateBarView bar, Instant now, Words words) {
        boolean named = !call.party().name().isEmpty();
        String first = named ? call.party().name() : ShownNumber.of(call.party().number(), snapshot);
        boolean talking = call.connectedAt().isPresent();
        String time = TimeText.running(call.connectedAt().orElse(call.startedAt()), now);
        boolean muted = talking && call.muted();
        boolean poor =
                talking && LineQuality.of(call).filter(LineQuality.POOR::equals).isPresent();
        return new MiniView(
                bar.mark(),
                bar.tone(),
                first.isEmpty() ? words.of("call.noNumber") : first,
                !named,
                muted ? words.of("state.muted") : "",
                poor,
                muted || poor ? time : bar.word() + " " + time,
                talking ? Buttons.MUTE_AND_HANG_UP : Buttons.HANG_UP);
    }
}
