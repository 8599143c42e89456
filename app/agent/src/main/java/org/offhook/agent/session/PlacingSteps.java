package org.offhook.agent.session;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.offhook.agent.AgentEvent;
import org.offhook.agent.DeskSettings;
import org.offhook.agent.LeadOnScreen;
import org.offhook.agent.LeadWish;
import org.offhook.agent.port.CallNote;
import org.offhook.agent.port.Clearance;
import org.offhook.agent.port.DialQuestion;
import org.offhook.agent.port.StoreAnswer.Done;
import org.offhook.agent.port.StoreAnswer.Failed;
import org.offhook.agent.session.AgentSession.Calling;
import org.offhook.agent.session.AgentSession.Clearing;
import org.offhook.agent.session.AgentSession.Dialling;
import org.offhook.agent.session.AgentSession.Paused;
import org.offhook.agent.session.AgentSession.User;
import org.offhook.campaign.setup.CallerId;
import org.offhook.core.call.CallId;
import org.offhook.core.call.CallInput.DialPlan;
import org.offhook.core.call.CallParty;
import org.offhook.core.call.CallerIdentity;
import org.offhook.core.call.Presentation;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.phone.CallView.CallDirection;
import org.offhook.core.phone.CommandOutcome;
import org.offhook.core.phone.CommandOutcome.Accepted;
import org.offhook.core.phone.CommandOutcome.Refused;
import org.offhook.core.phone.PhoneSnapshot;

/** The last steps before a number leaves the phone: the store's word where there is a store, then the phone's. */
record PlacingSteps(DeskSettings settings) {
    private static final String MANUAL = "MANUAL";
    /** How long the store may think about a number; a person waits for it. */
    static final Duration CLEARING_LIMIT = Duration.ofSeconds(3);

    SessionStep dial(SessionModel model, DialEntry entry, Optional<Long> ticket, Instant now) {
        Next after = after(model.session());
        User user = model.session().loggedIn().orElseThrow();
        if (model.work().isEmpty() || entry.origin() == DialEntry.Origin.STORE) {
            return place(model, user, entry, ticket, after, now);
        }
        return SessionStep.to(
                model.at(new Clearing(user, entry, ticket, after, now)),
                new WorkEffect.ClearDial(entry.id(), question(model.work().get(), entry, false)),
                new WorkEffect.StartWorkTimer(WorkTimer.CLEARING, now.plus(CLEARING_LIMIT)));
    }

    /** Where the agent goes when the call is over: a ready one is paused for what is dialled by hand. */
    private static Next after(AgentSession session) {
        if (session instanceof Paused at) {
            return new Next.Pause(at.reason(), at.limit());
        }
        return session instanceof AgentSession.Lost at && at.resume() instanceof Next.Pause pause
                ? pause
                : Next.Pause.of(MANUAL);
    }

    private SessionStep place(
            SessionModel model, User user, DialEntry entry, Optional<Long> ticket, Next after, Instant now) {
        DialPlan plan = new DialPlan(
                entry.queued().number(), entry.queued().name(), shown(model, entry.callerId()), settings.ringLimit());
        return SessionStep.to(
                model.at(new Dialling(user, entry, ticket, after, now)),
                new SessionEffect.PlaceCall(plan, entry.dial().account()));
    }

    /** The number of its own, or the campaign's, as the campaign says; empty for the line's own in the phone's own way. */
    static Optional<CallerIdentity> shown(SessionModel model, Optional<CallerId> own) {
        CallerId campaigns = model.work().map(work -> work.rules().callerId()).orElse(CallerId.LINE);
        Presentation how = switch (campaigns.presentation()) {
            case P_PREFERRED_IDENTITY -> Presentation.PREFERRED;
            case FROM_DISPLAY -> Presentation.DISPLAY;
            case WITHHELD -> Presentation.WITHHELD;
            case ANONYMOUS -> Presentation.ANONYMOUS;
        };
        CallerId shown = own.orElse(campaigns);
        return shown.number().isEmpty() && !how.hides()
                ? Optional.empty()
                : Optional.of(new CallerIdentity(shown.number(), shown.display(), how));
    }

    static DialQuestion question(Work work, DialEntry entry, boolean preview) {
        return new DialQuestion(
                work.agent(),
                work.campaign(),
                entry.dial().number(),
                entry.dial().phoneCode(),
                entry.dial().lead(),
                preview,
                entry.dial().source(),
                entry.dial().facts());
    }

    /** The store has said which lead a number belongs to, and whether it may be dialled now. */
    SessionStep cleared(SessionModel model, WorkInput.DialCleared cleared, PhoneSnapshot phone, Instant now) {
        if (model.session() instanceof Clearing at && at.entry().id().equals(cleared.entry())) {
            SessionEffect inTime = new WorkEffect.StopWorkTimer(WorkTimer.CLEARING);
            return switch (cleared.answer()) {
                case Done<Clearance>(Clearance.Free(String number, Optional<LeadOnScreen> lead)) ->
                    SessionStep.to(model, inTime)
                            .then(next -> place(
                                    next, at.user(), at.entry().cleared(number, lead), at.ticket(), at.after(), now));
                case Done<Clearance>(Clearance.Barred(ErrorCode error, Optional<LeadOnScreen> lead)) -> {
                    SessionModel back = model.at(AgentMachine.arrive(at.user(), at.after(), phone, now))
                            .withLeads(leads -> lead.map(one -> leads.withKept(Optional.of(
                                            one.shown(LeadOnScreen.Showing.KEPT, Optional.empty(), Optional.empty()))))
                                    .orElse(leads));
                    yield SessionStep.to(back, inTime)
                            .then(replies(at.ticket(), Refused.of(error)))
                            .then(next -> passedOver(next, at, error, lead))
                            .then(next -> goOn(next, at.after(), phone, now));
                }
                case Failed<Clearance>(ErrorCode error, String detail) ->
                    SessionStep.to(model, inTime)
                            .then(next -> withoutStore(next, at, new Refused(error, detail), phone, now));
            };
        }
        Optional<DialEntry> waiting =
                model.entry(cleared.entry()).filter(entry -> entry.queued().preview());
        return waiting.isPresent()
                        && cleared.answer() instanceof Done<Clearance>(Clearance clearance)
                        && clearance.lead().isPresent()
                ? SessionStep.to(model.withLeads(leads ->
                        leads.withQueued(cleared.entry(), clearance.lead().get())))
                : SessionStep.to(model);
    }

    /** What waited in the queue is seen there again, with the reason; nobody else would say it. */
    private SessionStep passedOver(SessionModel model, Clearing at, ErrorCode why, Optional<LeadOnScreen> lead) {
        if (!at.entry().waited()) {
            return SessionStep.to(model);
        }
        SessionStep back = new BarSteps(settings.queueLimit()).back(model, at.entry(), why, lead);
        return at.ticket().isPresent()
                ? back
                : back.then(new SessionEffect.Tell(new AgentEvent.DialBlocked(
                        at.entry().queued().number(),
                        at.entry().queued().name(),
                        at.entry().queued().source(),
                        why)));
    }

    SessionStep clearingOver(SessionModel model, PhoneSnapshot phone, Instant now) {
        return model.session() instanceof Clearing at
                        && !at.since().plus(CLEARING_LIMIT).isAfter(now)
                ? withoutStore(model, at, Refused.of(ErrorCode.STORE_UNREACHABLE), phone, now)
                : SessionStep.to(model);
    }

    /** A store that is away stops no call whose number is known; a lead's own number only the store knows. */
    private SessionStep withoutStore(
            SessionModel model, Clearing at, Refused refused, PhoneSnapshot phone, Instant now) {
        return at.entry().dial().lead() instanceof LeadWish.Known
                ? SessionStep.to(model.at(AgentMachine.arrive(at.user(), at.after(), phone, now)))
                        .then(replies(at.ticket(), refused))
                        .then(next -> goOn(next, at.after(), phone, now))
                : place(model, at.user(), at.entry(), at.ticket(), at.after(), now);
    }

    /** After a number that was not dialled: the next one, unless the agent wants to leave. */
    private SessionStep goOn(SessionModel model, Next after, PhoneSnapshot phone, Instant now) {
        return after instanceof Next.LogOut
                ? AgentMachine.leave(model, now)
                : new DialSteps(settings).dialByItself(model, phone, now);
    }

    private static SessionEffect[] replies(Optional<Long> ticket, CommandOutcome outcome) {
        return ticket.stream()
                .<SessionEffect>map(one -> new SessionEffect.Reply(one, outcome))
                .toArray(SessionEffect[]::new);
    }

    // ---- the phone has answered

    SessionStep placed(SessionModel model, CallId call, Instant now) {
        if (!(model.session() instanceof Dialling at)) {
            return SessionStep.to(model);
        }
        DialEntry entry = at.entry();
        List<SessionEffect> effects = new ArrayList<>();
        at.ticket()
                .ifPresent(ticket -> effects.add(
                        new SessionEffect.Reply(ticket, new Accepted("dialling", Map.of("callId", call.value())))));
        if (!entry.dial().facts().isEmpty()) {
            effects.add(new SessionEffect.KeepFacts(call, entry.dial().facts()));
        }
        SessionModel calling = model.at(new Calling(at.user(), call, at.after(), now))
                .withWork(model.work().map(before -> before.withoutCallback(entry.callback())));
        if (model.work().isEmpty()) {
            return new SessionStep(calling, effects);
        }
        Work work = model.work().get();
        effects.add(new WorkEffect.Note(begun(work, entry, call, now)));
        if (entry.lead().isEmpty() && entry.leadId().isPresent()) {
            effects.add(new WorkEffect.ReadLead(
                    call, work.campaign(), entry.leadId().getAsLong()));
        }
        return new SessionStep(
                calling.withLeads(leads -> entry.lead()
                        .map(lead -> looked(leads, lead).withCall(call, lead))
                        .orElse(leads)),
                effects);
    }

    /** What was looked at is dialled now. */
    private static LeadsInHand looked(LeadsInHand leads, LeadOnScreen lead) {
        return leads.preview().filter(one -> one.leadId() == lead.leadId()).isPresent()
                ? leads.withPreview(Optional.empty())
                : leads;
    }

    private static CallNote.Begun begun(Work work, DialEntry entry, CallId call, Instant now) {
        return new CallNote.Begun(
                call,
                CallDirection.OUTGOING,
                new CallParty(entry.queued().number(), entry.queued().name()),
                work.agent(),
                work.campaign(),
                entry.leadId(),
                entry.callback(),
                entry.dial().source(),
                entry.origin() == DialEntry.Origin.STORE,
                now,
                entry.dial().account());
    }

    SessionStep refused(SessionModel model, CommandOutcome.Refused refused, PhoneSnapshot phone, Instant now) {
        if (!(model.session() instanceof Dialling at)) {
            return SessionStep.to(model);
        }
        SessionModel back = model.at(AgentMachine.arrive(at.user(), at.after(), phone, now));
        SessionStep said = at.ticket()
                .map(ticket -> SessionStep.reply(back, ticket, refused))
                .orElseGet(() -> SessionStep.to(back));
        // the main account is known to be there before a number leaves the queue; of another one only the phone knows
        return at.entry().waited() && !at.entry().dial().account().isMain()
                ? said.then(next ->
                        new BarSteps(settings.queueLimit()).back(next, at.entry(), refused.error(), Optional.empty()))
                : said;
    }
}
