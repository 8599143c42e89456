package org.offhook.agent.session;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.offhook.agent.AgentEvent;
import org.offhook.agent.CallbackView;
import org.offhook.agent.DeskSettings;
import org.offhook.agent.ManualDialMode;
import org.offhook.agent.port.PromiseWish;
import org.offhook.agent.port.StoreAnswer.Done;
import org.offhook.agent.port.StoreAnswer.Failed;
import org.offhook.agent.port.Workplace;
import org.offhook.core.error.ErrorCode;

/** Promised calls, and what an administrator changes while the agent works. */
final class CallbackSteps {
    /** How often the store is asked whether rules or callbacks have changed. */
    static final Duration LOOK = Duration.ofSeconds(60);

    private CallbackSteps() {}

    static Optional<CallbackView> find(SessionModel model, long id) {
        return model.work()
                .flatMap(work -> work.callbacks().stream()
                        .filter(callback -> callback.id() == id)
                        .findFirst());
    }

    static SessionStep promiseAsked(SessionModel model, WorkInput.PromiseAsked asked) {
        if (model.session().loggedIn().isEmpty()) {
            return SessionStep.refuse(model, asked.ticket(), ErrorCode.NOT_LOGGED_IN);
        }
        if (model.work().isEmpty()) {
            return SessionStep.refuse(model, asked.ticket(), ErrorCode.NO_CAMPAIGN);
        }
        Work work = model.work().get();
        return SessionStep.to(
                model,
                new WorkEffect.Promise(
                        asked.ticket(),
                        new PromiseWish(work.agent(), work.campaign(), asked.number(), asked.lead(), asked.at())));
    }

    static SessionStep moveAsked(SessionModel model, WorkInput.MoveCallbackAsked asked) {
        return find(model, asked.callback()).isEmpty()
                ? SessionStep.refuse(model, asked.ticket(), ErrorCode.NO_SUCH_CALLBACK)
                : SessionStep.to(
                        model,
                        new WorkEffect.MoveCallback(
                                asked.ticket(),
                                model.work().orElseThrow().agent(),
                                model.work().orElseThrow().campaign(),
                                asked.callback(),
                                asked.at()));
    }

    static SessionStep cancelAsked(SessionModel model, WorkInput.CancelCallbackAsked asked) {
        return find(model, asked.callback()).isEmpty()
                ? SessionStep.refuse(model, asked.ticket(), ErrorCode.NO_SUCH_CALLBACK)
                : SessionStep.to(
                        model,
                        new WorkEffect.CancelCallback(
                                asked.ticket(),
                                model.work().orElseThrow().agent(),
                                model.work().orElseThrow().campaign(),
                                asked.callback()));
    }

    static SessionStep changed(SessionModel model, WorkInput.CallbacksSeen seen, Instant now) {
        return switch (seen.answer()) {
            case Failed<List<CallbackView>>(ErrorCode error, String detail) ->
                SessionStep.refuse(model, seen.ticket(), error, detail);
            case Done<List<CallbackView>>(List<CallbackView> callbacks) ->
                SessionStep.accept(model, seen.ticket(), "callback changed").then(next -> seen(next, callbacks, now));
        };
    }

    /** Takes the list over; what has become due is told once, and the clock is set for what comes next. */
    static SessionStep seen(SessionModel model, List<CallbackView> callbacks, Instant now) {
        if (model.work().isEmpty()) {
            return SessionStep.to(model);
        }
        Work work = model.work().get();
        List<CallbackView> marked = new ArrayList<>();
        List<SessionEffect> effects = new ArrayList<>();
        Optional<Instant> next = Optional.empty();
        for (CallbackView callback : callbacks) {
            boolean due = !callback.at().isAfter(now);
            CallbackView one = due == callback.due() ? callback : with(callback, due);
            marked.add(one);
            if (due && !known(work, callback)) {
                effects.add(new SessionEffect.Tell(new AgentEvent.CallbackDue(one)));
            }
            if (!due && next.filter(earlier -> !earlier.isAfter(callback.at())).isEmpty()) {
                next = Optional.of(callback.at());
            }
        }
        effects.add(next.<SessionEffect>map(at -> new WorkEffect.StartWorkTimer(WorkTimer.CALLBACK, at))
                .orElseGet(() -> new WorkEffect.StopWorkTimer(WorkTimer.CALLBACK)));
        return new SessionStep(model.withWork(Optional.of(work.withCallbacks(marked))), effects);
    }

    /** Told already: the same promise for the same time. */
    private static boolean known(Work work, CallbackView callback) {
        return work.callbacks().stream()
                .anyMatch(before -> before.id() == callback.id()
                        && before.due()
                        && before.at().equals(callback.at()));
    }

    private static CallbackView with(CallbackView one, boolean due) {
        return new CallbackView(
                one.id(), one.leadId(), one.name(), one.number(), one.at(), one.zone(), one.mine(), one.comment(), due);
    }

    // ---- looking again

    static SessionStep look(SessionModel model) {
        return model.work()
                .map(work -> SessionStep.to(model, new WorkEffect.LookAtWork(work.agent())))
                .orElseGet(() -> SessionStep.to(model));
    }

    static SessionStep looked(SessionModel model, WorkInput.WorkSeen seen, DeskSettings own, Instant now) {
        if (model.work().isEmpty()) {
            return SessionStep.to(model);
        }
        SessionEffect again = new WorkEffect.StartWorkTimer(WorkTimer.LOOK, now.plus(LOOK));
        if (!(seen.answer() instanceof Done<Optional<Workplace>>(Optional<Workplace> place)) || place.isEmpty()) {
            return SessionStep.to(model, again); // a user without a campaign goes on with the one that was
        }
        Work before = model.work().get();
        Work after = before.seenAgain(place.get(), own);
        SessionModel changed = inMode(
                model.withWork(Optional.of(after)).withDoubts(place.get().doubts()),
                before.rules().view().mode(),
                after.rules().view().mode());
        SessionStep step = SessionStep.to(changed, again);
        if (!before.rules().equals(after.rules())) {
            step = step.then(new SessionEffect.Tell(
                    new AgentEvent.CampaignChanged(after.rules().view())));
        }
        return step.then(next -> seen(next, place.get().callbacks(), now));
    }

    /** A mode that dials by itself does so from the beginning. */
    static SessionModel inMode(SessionModel model, ManualDialMode before, ManualDialMode after) {
        boolean locked = after == ManualDialMode.QUEUE_AND_AUTOCALL;
        return before == after && !locked ? model : model.withAutoDial(after != ManualDialMode.STANDARD);
    }
}
