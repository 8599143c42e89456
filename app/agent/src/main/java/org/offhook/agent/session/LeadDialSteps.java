package org.offhook.agent.session;

import java.time.Instant;
import java.util.Optional;
import org.offhook.agent.CallbackView;
import org.offhook.agent.DeskSettings;
import org.offhook.agent.LeadNumber;
import org.offhook.agent.LeadOnScreen;
import org.offhook.agent.LeadWish;
import org.offhook.agent.ManualDial;
import org.offhook.agent.QueuedDial;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.phone.PhoneSnapshot;
import org.offhook.core.phone.RegistrationView.Status;

/** Leads and promised calls that the agent dials. */
record LeadDialSteps(DeskSettings settings) {
    private DialSteps dialling() {
        return new DialSteps(settings);
    }

    /** Dials a lead: the one that is looked at, the one of the last call, or one that waits in the queue. */
    SessionStep leadAsked(SessionModel model, WorkInput.DialLeadAsked asked, PhoneSnapshot phone, Instant now) {
        Optional<LeadOnScreen> lead = model.work()
                .flatMap(work -> WorkViews.lead(model, work.leads()))
                .filter(one -> one.leadId() == asked.lead());
        if (lead.isEmpty()) {
            return SessionStep.refuse(model, asked.ticket(), ErrorCode.NO_SUCH_LEAD);
        }
        String number = switch (asked.number()) {
            case MAIN -> lead.get().number();
            case ALT -> lead.get().altNumber();
            case THIRD -> lead.get().thirdNumber();
        };
        if (number.isEmpty()) {
            return SessionStep.refuse(model, asked.ticket(), ErrorCode.NUMBER_TOO_SHORT);
        }
        Optional<String> waiting = lead.get().queueId();
        if (waiting.isPresent() && asked.number() == LeadNumber.MAIN) {
            return dialling().queuedAsked(model, asked.ticket(), waiting.get(), phone, now);
        }
        DialEntry entry =
                entry(model, number, lead.get().name(), new LeadWish.Known(asked.lead(), asked.number()), now);
        SessionStep step = dialNow(model, asked.ticket(), entry, phone, now);
        return waiting.isPresent() && DialSteps.isTaken(step)
                ? step.then(next -> next.entry(waiting.get())
                        .map(gone -> DialSteps.unqueued(next, gone))
                        .orElseGet(() -> SessionStep.to(next)))
                : step;
    }

    SessionStep skipAsked(SessionModel model, WorkInput.SkipLeadAsked asked, Instant now) {
        Optional<String> waiting = model.work()
                .flatMap(work -> WorkViews.lead(model, work.leads()))
                .filter(lead -> lead.leadId() == asked.lead())
                .flatMap(LeadOnScreen::queueId);
        return waiting.isPresent()
                ? dialling().removeAsked(model, asked.ticket(), waiting.get())
                : LeadSteps.skipAsked(model, asked.ticket(), asked.lead(), now);
    }

    SessionStep callBackAsked(SessionModel model, WorkInput.CallBackNowAsked asked, PhoneSnapshot phone, Instant now) {
        Optional<CallbackView> callback = CallbackSteps.find(model, asked.callback());
        if (callback.isEmpty()) {
            return SessionStep.refuse(model, asked.ticket(), ErrorCode.NO_SUCH_CALLBACK);
        }
        DialEntry entry = entry(
                        model,
                        callback.get().number(),
                        callback.get().name(),
                        new LeadWish.Known(callback.get().leadId(), LeadNumber.MAIN),
                        now)
                .forCallback(asked.callback());
        return dialNow(model, asked.ticket(), entry, phone, now);
    }

    private static DialEntry entry(SessionModel model, String number, String name, LeadWish lead, Instant now) {
        ManualDial dial = ManualDial.of(number, DialSteps.AGENT).with(lead);
        return new DialEntry(new QueuedDial("q" + (model.lastQueueId() + 1), number, name, DialSteps.AGENT, now), dial);
    }

    private SessionStep dialNow(SessionModel model, long ticket, DialEntry entry, PhoneSnapshot phone, Instant now) {
        if (phone.registration().status() != Status.REGISTERED) {
            return SessionStep.refuse(model, ticket, ErrorCode.NOT_REGISTERED);
        }
        return AtLeisure.isFree(model, phone)
                ? new PlacingSteps(settings).dial(model.withNextId(), entry, Optional.of(ticket), now)
                : SessionStep.refuse(model, ticket, AtLeisure.occupied(model));
    }
}
