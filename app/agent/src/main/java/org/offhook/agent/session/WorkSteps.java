package org.offhook.agent.session;

import java.time.Instant;
import java.util.Optional;
import org.offhook.agent.AgentEvent;
import org.offhook.agent.DeskSettings;
import org.offhook.agent.LeadOnScreen;
import org.offhook.agent.session.AgentSession.LoggedOut;
import org.offhook.agent.session.AgentSession.LoggingOut;
import org.offhook.agent.session.AgentSession.WrapUp;
import org.offhook.core.phone.PhoneSnapshot;

/**
 * Leads, wrap-up and callbacks: which steps an input takes, and what follows from where they led.
 *
 * @param settings in force
 * @param own the desk's own
 */
record WorkSteps(DeskSettings settings, DeskSettings own) {
    SessionStep taken(SessionModel model, WorkInput input, PhoneSnapshot phone, Instant now) {
        DialSteps dialling = new DialSteps(settings);
        LeadDialSteps leads = new LeadDialSteps(settings);
        PlacingSteps placing = new PlacingSteps(settings);
        return switch (input) {
            case WorkInput.NextLeadAsked asked -> LeadSteps.nextAsked(model, asked.ticket());
            case WorkInput.DialLeadAsked asked -> leads.leadAsked(model, asked, phone, now);
            case WorkInput.ShowLeadAsked asked -> LeadSteps.showAsked(model, asked.ticket(), asked.lead());
            case WorkInput.SkipLeadAsked asked -> leads.skipAsked(model, asked, now);
            case WorkInput.UnskipLeadAsked asked -> LeadSteps.unskipAsked(model, asked.ticket(), asked.lead());
            case WorkInput.EditLeadAsked asked -> LeadSteps.editAsked(model, asked);
            case WorkInput.DraftAsked asked -> WrapUpSteps.draftAsked(model, asked);
            case WorkInput.SaveAsked asked -> WrapUpSteps.saveAsked(model, asked);
            case WorkInput.ExtendAsked asked -> WrapUpSteps.extendAsked(model, asked, now);
            case WorkInput.CallBackNowAsked asked -> leads.callBackAsked(model, asked, phone, now);
            case WorkInput.PromiseAsked asked -> CallbackSteps.promiseAsked(model, asked);
            case WorkInput.MoveCallbackAsked asked -> CallbackSteps.moveAsked(model, asked);
            case WorkInput.CancelCallbackAsked asked -> CallbackSteps.cancelAsked(model, asked);
            case WorkInput.LeadTaken taken -> LeadSteps.taken(model, taken);
            case WorkInput.LeadFound found -> LeadSteps.found(model, found);
            case WorkInput.LeadOfCallFound found -> LeadSteps.found(model, found, phone);
            case WorkInput.DialCleared cleared -> placing.cleared(model, cleared, phone, now);
            case WorkInput.TransferCleared cleared -> TransferSteps.cleared(model, cleared);
            case WorkInput.ConsultCleared cleared -> new ConsultSteps(settings).cleared(model, cleared);
            case WorkInput.LeadEdited edited -> LeadSteps.edited(model, edited);
            case WorkInput.DraftKept kept -> WrapUpSteps.draftKept(model, kept);
            case WorkInput.ResultSaved saved -> WrapUpSteps.saved(model, saved, dialling, phone, now);
            case WorkInput.CallbacksSeen seen -> CallbackSteps.changed(model, seen, now);
            case WorkInput.DecideDoubtAsked asked -> DoubtSteps.asked(model, asked);
            case WorkInput.DoubtDecided decided -> DoubtSteps.decided(model, decided);
            case WorkInput.DoubtsTold _ -> DoubtSteps.told(model);
            case WorkInput.DoubtsSeen seen -> DoubtSteps.seen(model, seen);
            case WorkInput.WorkSeen seen -> CallbackSteps.looked(model, seen, own, now);
            case WorkInput.TimeCame came ->
                switch (came.timer()) {
                    case WRAP_UP -> WrapUpSteps.timeOver(model, now);
                    case CLEARING -> placing.clearingOver(model, phone, now);
                    case SKIP -> LeadSteps.givenBack(model);
                    case CALLBACK ->
                        model.work()
                                .map(work -> CallbackSteps.seen(model, work.callbacks(), now))
                                .orElseGet(() -> SessionStep.to(model));
                    case LOOK -> CallbackSteps.look(model);
                };
        };
    }

    /** What follows from where a step led, whatever led there: the wrap-up's clock, and what is said of the lead on the screen. */
    static SessionStep observed(SessionModel before, SessionStep step) {
        SessionModel stands = step.next();
        if (before.work().isEmpty()
                && stands.work().isEmpty()
                && stands.doubts().isEmpty()) {
            return step;
        }
        SessionStep done = step;
        if (done.next().session() instanceof LoggingOut || done.next().session() instanceof LoggedOut) {
            done = done.then(LeadSteps::letGo);
        }
        SessionModel after = done.next();
        Optional<Instant> ran = wrapUpEnd(before);
        Optional<Instant> runs = wrapUpEnd(after);
        if (!ran.equals(runs)) {
            done = done.then(runs.<SessionEffect>map(at -> new WorkEffect.StartWorkTimer(WorkTimer.WRAP_UP, at))
                    .orElseGet(() -> new WorkEffect.StopWorkTimer(WorkTimer.WRAP_UP)));
        }
        for (AgentEvent event : WorkViews.changes(onScreen(before), onScreen(after))) {
            done = done.then(new SessionEffect.Tell(event));
        }
        return done;
    }

    private static Optional<Instant> wrapUpEnd(SessionModel model) {
        return model.session() instanceof WrapUp at ? at.until() : Optional.empty();
    }

    private static Optional<LeadOnScreen> onScreen(SessionModel model) {
        return model.work().flatMap(work -> WorkViews.lead(model, work.leads()));
    }
}
