package org.offhook.ui.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.offhook.agent.AgentSnapshot;
import org.offhook.agent.AgentState;
import org.offhook.agent.AgentView;
import org.offhook.agent.LeadOnScreen;
import org.offhook.agent.PauseCode;
import org.offhook.agent.WrapUpView;
import org.offhook.core.phone.CallView;
import org.offhook.core.phone.RegistrationView;
import org.offhook.ui.model.StateBarView.StateButton;
import org.offhook.ui.text.TimeText;
import org.offhook.ui.text.Words;

/** Says what the agent is doing, since when, and what comes next. */
public final class StateBarModel {
    /** So many seconds before its end a wrap-up says that it will be over. */
    private static final int LAST_SECONDS = 10;

    private final Words words;

    public StateBarModel(Words words) {
        this.words = words;
    }

    public StateBarView of(AgentSnapshot snapshot, Instant now) {
        AgentView agent = snapshot.agent();
        return switch (agent.state()) {
            case LOGGED_OUT -> loggedOut(snapshot);
            case LOGGING_IN -> still(words.of("state.loggingIn"), words.of("state.loggingIn.second"));
            case LOGGING_OUT -> still(words.of("state.loggingOut"), words.of("state.loggingOut.second"));
            case PAUSED -> paused(snapshot, now);
            case READY -> ready(snapshot, now);
            case CALLING, ON_CALL -> call(snapshot, now);
            case WRAP_UP -> wrapUp(snapshot, now);
        };
    }

    /** The label of a pause reason: the campaign's, ours for the system's own reasons, else the code itself. */
    public String reason(AgentSnapshot snapshot, String code) {
        for (PauseCode offered : snapshot.pauseCodes()) {
            if (offered.code().equals(code)) {
                return offered.label();
            }
        }
        return words.ofKnown("reason.", code, code);
    }

    private StateBarView loggedOut(AgentSnapshot snapshot) {
        return snapshot.setup() == AgentSnapshot.Setup.NONE
                ? still(words.of("state.setup"), words.of("state.setup.second"))
                : still(words.of("state.loggedOut"), words.of("state.loggedOut.second"));
    }

    private StateBarView still(String word, String second) {
        return new StateBarView(StateMark.RING, Tone.NEUTRAL, word, "", second, false, false, StateButton.NONE, false);
    }

    private StateBarView paused(AgentSnapshot snapshot, Instant now) {
        AgentView agent = snapshot.agent();
        Duration lasted = Duration.between(agent.since(), now);
        Optional<Duration> limit = agent.pauseLimit();
        boolean over = limit.isPresent() && lasted.compareTo(limit.get()) > 0;
        String second = agent.reason().isEmpty() ? words.of("state.paused.noReason") : reason(snapshot, agent.reason());
        if (over) {
            long minutes = lasted.minus(limit.orElseThrow()).toMinutes();
            second = words.of(
                    "state.second.join",
                    second,
                    minutes < 1 ? words.of("state.paused.overBySeconds") : words.of("state.paused.over", minutes));
        } else if (limit.isPresent()) {
            second = words.of(
                    "state.second.join",
                    second,
                    words.of("state.paused.limit", limit.get().toMinutes()));
        }
        if (!over && previews(snapshot)) {
            second = words.of("state.paused.preview");
        }
        boolean connected = snapshot.phone().registration().status() == RegistrationView.Status.REGISTERED;
        return new StateBarView(
                StateMark.PAUSED,
                Tone.PAUSED,
                words.of("state.paused"),
                TimeText.running(lasted),
                second,
                over,
                false,
                connected ? StateButton.GO_READY : StateButton.GO_READY_OFF,
                true);
    }

    private static boolean previews(AgentSnapshot snapshot) {
        return snapshot.work()
                .lead()
                .filter(lead -> lead.showing() == LeadOnScreen.Showing.PREVIEW)
                .isPresent();
    }

    private StateBarView ready(AgentSnapshot snapshot, Instant now) {
        return new StateBarView(
                StateMark.READY,
                Tone.READY,
                words.of("state.ready"),
                TimeText.running(snapshot.agent().since(), now),
                words.of("state.ready.second"),
                false,
                false,
                snapshot.pauseCodes().isEmpty() ? StateButton.PAUSE : StateButton.PAUSE_MENU,
                true);
    }

    private StateBarView wrapUp(AgentSnapshot snapshot, Instant now) {
        Optional<Instant> until = snapshot.work().wrapUp().flatMap(WrapUpView::until);
        boolean saving = snapshot.work()
                .wrapUp()
                .filter(wrapUp -> wrapUp.saving() == WrapUpView.Saving.SAVING)
                .isPresent();
        boolean over = until.isEmpty() && !saving;
        boolean last = until.filter(end -> TimeText.secondsUntil(end, now) <= LAST_SECONDS)
                .isPresent();
        return new StateBarView(
                StateMark.WRAP_UP,
                Tone.WRAP_UP,
                words.of("state.wrapUp"),
                until.map(end -> TimeText.running(Duration.ofSeconds(TimeText.secondsUntil(end, now))))
                        .orElse(""),
                over ? words.of("state.wrapUp.over") : next(snapshot),
                last,
                over,
                saving || until.isEmpty() ? StateButton.NONE : StateButton.MORE_TIME,
                !saving,
                WrapUpCard.timeLeft(snapshot, now));
    }

    private StateBarView call(AgentSnapshot snapshot, Instant now) {
        Optional<CallView> active = snapshot.phone().activeCall();
        boolean talking = active.map(call -> call.connectedAt().isPresent())
                .orElse(snapshot.agent().state() == AgentState.ON_CALL);
        boolean held = active.map(CallView::held).orElse(false);
        boolean muted = talking && !held && active.map(CallView::muted).orElse(false);
        Instant since = active.map(call -> call.connectedAt().orElse(call.startedAt()))
                .orElse(snapshot.agent().since());
        String second;
        if (muted) {
            second = words.of("state.muted");
        } else if (active.map(CallView::heldByFarEnd).orElse(false)) {
            second = words.of("state.heldByFarEnd");
        } else if (talking) {
            second = next(snapshot);
        } else {
            second = active.map(call -> words.of("call.phase.", call.phase())).orElse("");
            String next = nextState(snapshot);
            second = second.isEmpty() || next.isEmpty()
                    ? second + next
                    : words.of("state.second.join", second, lowerFirst(next));
        }
        return new StateBarView(
                held ? StateMark.HELD : talking ? StateMark.ON_CALL : StateMark.CALLING,
                held ? Tone.NEUTRAL : Tone.ON_CALL, // a filled bar says that somebody hears the agent
                words.of(held ? "state.held" : talking ? "state.onCall" : "state.calling"),
                TimeText.running(since, now),
                second,
                false,
                muted,
                StateButton.AFTER_CALL,
                false);
    }

    /** "Next: Paused", where the second line has to say something else too. */
    private String nextState(AgentSnapshot snapshot) {
        return snapshot.agent()
                .next()
                .map(state -> words.of("state.next", words.of("state.next.", state)))
                .orElse("");
    }

    /** "Next: Paused · Break". */
    private String next(AgentSnapshot snapshot) {
        AgentView agent = snapshot.agent();
        if (agent.next().isEmpty()) {
            return "";
        }
        String state = words.of("state.next.", agent.next().get());
        String reason = agent.nextReason().map(code -> reason(snapshot, code)).orElse("");
        return words.of("state.next", reason.isEmpty() ? state : words.of("state.second.join", state, reason));
    }

    /** "Ringing · next: Paused": the word is not at the start any more. */
    private static String lowerFirst(String text) {
        return Character.toLowerCase(text.charAt(0)) + text.substring(1);
    }
}
