package org.offhook.ui.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.offhook.agent.AgentSnapshot;
import org.offhook.core.account.AccountId;
import org.offhook.core.phone.CallView;
import org.offhook.ui.model.DockView.Meaning;
import org.offhook.ui.port.KnownNumber;
import org.offhook.ui.text.NumberText;
import org.offhook.ui.text.NumberText.Verdict;
import org.offhook.ui.text.TimeText;
import org.offhook.ui.text.Words;

/** What the dock says: while a call is on it ends that call, whatever page is open; else it is the page's primary action. */
public final class DockModel {
    /** How long the dock says that the call is over before it means anything else, so that a press meant to hang up does not dial. */
    public static final Duration CALL_ENDED = Duration.ofMillis(800);

    private DockModel() {}

    /** The dock while a call is on or has just ended; empty when the page decides. */
    public static Optional<DockView> ofCall(AgentSnapshot snapshot, EndingWatch ending, Instant now, Words words) {
        Optional<CallView> active = Calls.onCard(snapshot);
        if (!Calls.conference(snapshot).isEmpty()) {
            return Optional.of(DockView.of(Meaning.LEAVE, IconName.CALL_END, words.of("dock.leave")));
        }
        if (active.isPresent()) {
            return Optional.of(live(active.get(), ending, now, words)
                    .about(active.get().id().value()));
        }
        Optional<CallView> ended = Calls.justEnded(snapshot, now);
        if (ended.isEmpty()) {
            return Optional.empty();
        }
        boolean fresh = now.isBefore(ended.get().endedAt().orElse(Instant.MIN).plus(CALL_ENDED));
        if (fresh) {
            return Optional.of(DockView.off(Meaning.CALL_ENDED, IconName.CALL_END, words.of("dock.callEnded"), ""));
        }
        boolean again = !ended.get().party().number().isEmpty()
                && ended.get().connectedAt().isEmpty()
                && CallObjection.byHand(snapshot, ended.get().account(), words).isEmpty();
        return again
                ? Optional.of(DockView.of(Meaning.CALL_AGAIN, IconName.CALL, words.of("dock.callAgain")))
                : Optional.empty();
    }

    /** The dock while the queue counts down: Wait, whatever page is open. */
    public static Optional<DockView> ofCountDown(AgentSnapshot snapshot, Instant now, Words words) {
        return Work.countedDown(snapshot).map(dial -> {
            long seconds = TimeText.secondsUntil(dial.dialsAt().orElse(now), now);
            String who = dial.name().isEmpty() ? ShownNumber.of(dial.number(), snapshot) : dial.name();
            return new DockView(
                    Meaning.WAIT,
                    IconName.CLOCK,
                    words.of("queue.countDown", seconds),
                    true,
                    words.of("queue.countDown.help", who),
                    "",
                    dial.id());
        });
    }

    private static DockView live(CallView call, EndingWatch ending, Instant now, Words words) {
        if (call.phase() == CallView.Phase.ENDING) {
            return ending.mayEndNow(call, now)
                    ? DockView.of(Meaning.END_NOW, IconName.CALL_END, words.of("dock.endNow"))
                    : DockView.of(Meaning.ENDING, IconName.SYNC, words.of("dock.ending"));
        }
        if (call.connectedAt().isEmpty() && call.direction() == CallView.CallDirection.OUTGOING) {
            return DockView.of(Meaning.CANCEL_CALL, IconName.CALL_END, words.of("dock.cancelCall"));
        }
        String name = call.party().name();
        return DockView.of(
                Meaning.HANG_UP,
                IconName.CALL_END,
                name.isEmpty() ? words.of("dock.hangUp") : words.of("dock.hangUpName", name));
    }

    /** The dock of the number field where nothing is known of the number. */
    public static DockView ofNumber(AgentSnapshot snapshot, String typed, Words words) {
        return ofNumber(snapshot, AccountId.MAIN, typed, Optional.empty(), Instant.EPOCH, words);
    }

    /**
     * The dock of the number field: Call, or why not.
     *
     * @param account that the call goes over
     * @param known what the store has answered about the typed number
     */
    public static DockView ofNumber(
            AgentSnapshot snapshot,
            AccountId account,
            String typed,
            Optional<KnownNumber> known,
            Instant now,
            Words words) {
        String text = words.of(CallObjection.pausesByItself(snapshot) ? "dock.pauseAndCall" : "dock.call");
        Verdict verdict = NumberText.verdict(typed);
        Optional<String> objection = CallObjection.byHand(snapshot, account, words);
        if (objection.isPresent()) {
            return DockView.off(Meaning.CALL, IconName.CALL, text, objection.get());
        }
        return switch (verdict) {
            case EMPTY -> DockView.off(Meaning.CALL, IconName.CALL, text, words.of("dock.call.empty"));
            case TOO_SHORT -> DockView.off(Meaning.CALL, IconName.CALL, text, words.of("dock.call.short"));
            case TOO_LONG ->
                DockView.off(Meaning.CALL, IconName.CALL, text, words.of("number.tooLong", NumberText.MOST_DIGITS));
            case HAS_LETTERS -> DockView.off(Meaning.CALL, IconName.CALL, text, words.of("number.letters"));
            case FEATURE_CODE -> DockView.of(Meaning.CALL, IconName.CALL, text);
            case DIALLABLE ->
                account.isMain()
                                && NumberText.same(
                                        typed, snapshot.phone().registration().extension())
                        ? DockView.off(Meaning.CALL, IconName.CALL, text, words.of("number.own"))
                        : forbidden(known, now, words)
                                .map(why -> DockView.off(Meaning.CALL, IconName.CALL, text, why))
                                .orElseGet(() -> DockView.of(Meaning.CALL, IconName.CALL, text));
        };
    }

    private static Optional<String> forbidden(Optional<KnownNumber> known, Instant now, Words words) {
        return known.flatMap(it -> {
            if (it.doNotCall()) {
                return Optional.of(words.of("number.doNotCall"));
            }
            CalledPlace there = CalledPlace.of(it.zone(), it.callableNow(), it.callableFrom(), now, words);
            return there.open() ? Optional.empty() : Optional.of(there.text());
        });
    }

    /** Whether somebody is logged in. */
    public static boolean loggedIn(AgentSnapshot snapshot) {
        return switch (snapshot.agent().state()) {
            case PAUSED, READY, CALLING, ON_CALL, WRAP_UP -> true;
            case LOGGED_OUT, LOGGING_IN, LOGGING_OUT -> false;
        };
    }

    /** Whether a call over the main account could be dialled: connected, logged in and free. */
    public static boolean mayCall(AgentSnapshot snapshot) {
        return snapshot.phone().usable(AccountId.MAIN)
                && switch (snapshot.agent().state()) {
                    case PAUSED, READY -> true;
                    case LOGGED_OUT, LOGGING_IN, LOGGING_OUT, CALLING, ON_CALL, WRAP_UP -> false;
                };
    }
}
