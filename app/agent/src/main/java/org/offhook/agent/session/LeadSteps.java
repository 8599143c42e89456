package org.offhook.agent.session;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.offhook.agent.LeadOnScreen;
import org.offhook.agent.port.CallNote;
import org.offhook.agent.port.StoreAnswer;
import org.offhook.agent.port.StoreAnswer.Done;
import org.offhook.agent.port.StoreAnswer.Failed;
import org.offhook.core.call.CallId;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.phone.CallView.CallDirection;
import org.offhook.core.phone.CommandOutcome;
import org.offhook.core.phone.CommandOutcome.Accepted;
import org.offhook.core.phone.CommandOutcome.Refused;

/** Leads: claimed, looked at, skipped, edited, and found for calls. */
final class LeadSteps {
    /** How long a skipped lead can be had back. */
    static final Duration UNDO = Duration.ofSeconds(5);

    private LeadSteps() {}

    // ---- the next lead

    static SessionStep nextAsked(SessionModel model, long ticket) {
        if (model.session().loggedIn().isEmpty()) {
            return SessionStep.refuse(model, ticket, ErrorCode.NOT_LOGGED_IN);
        }
        if (model.work().isEmpty()) {
            return SessionStep.refuse(model, ticket, ErrorCode.NO_CAMPAIGN);
        }
        Work work = model.work().get();
        if (work.leads().preview().isPresent()) {
            return SessionStep.reply(model, ticket, shown(work.leads().preview().get()));
        }
        List<Long> asking = new ArrayList<>(work.asking());
        asking.add(ticket);
        SessionModel changed = model.withWork(Optional.of(work.withAsking(asking)));
        return asking.size() == 1
                ? SessionStep.to(changed, new WorkEffect.TakeLead(work.agent(), work.campaign()))
                : SessionStep.to(changed);
    }

    private static CommandOutcome shown(LeadOnScreen lead) {
        return new Accepted("lead on the screen", Map.of("leadId", Long.toString(lead.leadId())));
    }

    static SessionStep taken(SessionModel model, WorkInput.LeadTaken taken) {
        StoreAnswer<Optional<LeadOnScreen>> answer = taken.answer();
        Optional<Work> wanted = model.work()
                .filter(work -> work.agent().equals(taken.agent()))
                .filter(work -> !work.asking().isEmpty());
        if (wanted.isEmpty()) { // the agent has gone meanwhile
            return answer instanceof Done<Optional<LeadOnScreen>>(Optional<LeadOnScreen> lead) && lead.isPresent()
                    ? SessionStep.to(
                            model,
                            new WorkEffect.GiveBack(taken.agent(), lead.get().leadId()))
                    : SessionStep.to(model);
        }
        Work work = wanted.get();
        List<Long> tickets = work.asking();
        Work quiet = work.withAsking(List.of());
        return switch (answer) {
            case Failed<Optional<LeadOnScreen>>(ErrorCode error, String detail) ->
                replyAll(model.withWork(Optional.of(quiet)), tickets, new Refused(error, detail));
            case Done<Optional<LeadOnScreen>>(Optional<LeadOnScreen> lead) ->
                lead.map(one -> replyAll(
                                model.withWork(Optional.of(quiet.withMoreLeads(true)
                                        .with(quiet.leads()
                                                .withPreview(Optional.of(one.shown(
                                                        LeadOnScreen.Showing.PREVIEW,
                                                        Optional.empty(),
                                                        Optional.empty())))))),
                                tickets,
                                shown(one)))
                        .orElseGet(() -> replyAll(
                                model.withWork(Optional.of(quiet.withMoreLeads(false))),
                                tickets,
                                Refused.of(ErrorCode.NO_LEAD_LEFT)));
        };
    }

    private static SessionStep replyAll(SessionModel next, List<Long> tickets, CommandOutcome outcome) {
        return new SessionStep(
                next,
                tickets.stream()
                        .<SessionEffect>map(ticket -> new SessionEffect.Reply(ticket, outcome))
                        .toList());
    }

    // ---- skipping

    static SessionStep skipAsked(SessionModel model, long ticket, long lead, Instant now) {
        Optional<LeadOnScreen> preview = preview(model, lead);
        if (preview.isEmpty()) {
            return SessionStep.refuse(model, ticket, ErrorCode.NO_SUCH_LEAD);
        }
        return givenBack(model)
                .then(rest -> SessionStep.to(
                        rest.withLeads(
                                leads -> leads.withPreview(Optional.empty()).withSkipped(preview)),
                        new SessionEffect.Reply(ticket, Accepted.of("skipped")),
                        new WorkEffect.StartWorkTimer(WorkTimer.SKIP, now.plus(UNDO))));
    }

    static SessionStep unskipAsked(SessionModel model, long ticket, long lead) {
        Optional<LeadOnScreen> skipped =
                model.work().flatMap(work -> work.leads().skipped()).filter(one -> one.leadId() == lead);
        if (skipped.isEmpty()) {
            return SessionStep.refuse(model, ticket, ErrorCode.NO_SUCH_LEAD);
        }
        Optional<LeadOnScreen> present =
                model.work().flatMap(work -> work.leads().preview());
        SessionModel back = model.withLeads(leads -> leads.withPreview(skipped).withSkipped(Optional.empty()));
        SessionStep step = SessionStep.to(
                back,
                new SessionEffect.Reply(ticket, shown(skipped.get())),
                new WorkEffect.StopWorkTimer(WorkTimer.SKIP));
        return present.isEmpty() ? step : step.then(giveBack(model, present.get()));
    }

    /** The skipped lead goes back to its list. */
    static SessionStep givenBack(SessionModel model) {
        Optional<LeadOnScreen> skipped =
                model.work().flatMap(work -> work.leads().skipped());
        return skipped.isEmpty()
                ? SessionStep.to(model)
                : SessionStep.to(
                        model.withLeads(leads -> leads.withSkipped(Optional.empty())), giveBack(model, skipped.get()));
    }

    private static WorkEffect giveBack(SessionModel model, LeadOnScreen lead) {
        return new WorkEffect.GiveBack(model.work().orElseThrow().agent(), lead.leadId());
    }

    /** Lets everything go that belongs to the user who leaves. */
    static SessionStep letGo(SessionModel model) {
        if (model.work().isEmpty()) {
            return SessionStep.to(model.withDoubts(List.of()));
        }
        Work work = model.work().get();
        List<SessionEffect> effects = new ArrayList<>();
        work.leads().preview().ifPresent(lead -> effects.add(giveBack(model, lead)));
        work.leads().skipped().ifPresent(lead -> effects.add(giveBack(model, lead)));
        work.asking()
                .forEach(ticket -> effects.add(new SessionEffect.Reply(ticket, Refused.of(ErrorCode.NOT_LOGGED_IN))));
        for (WorkTimer timer : WorkTimer.values()) {
            effects.add(new WorkEffect.StopWorkTimer(timer));
        }
        return new SessionStep(model.withWork(Optional.empty()).withDoubts(List.of()), effects);
    }

    static Optional<LeadOnScreen> preview(SessionModel model, long lead) {
        return model.work().flatMap(work -> work.leads().preview()).filter(one -> one.leadId() == lead);
    }

    // ---- a lead of an earlier call

    static SessionStep showAsked(SessionModel model, long ticket, long lead) {
        if (model.session().loggedIn().isEmpty()) {
            return SessionStep.refuse(model, ticket, ErrorCode.NOT_LOGGED_IN);
        }
        if (model.work().isEmpty()) {
            return SessionStep.refuse(model, ticket, ErrorCode.NO_CAMPAIGN);
        }
        return worksOnAnother(model)
                ? SessionStep.refuse(model, ticket, ErrorCode.LEAD_IN_HAND)
                : SessionStep.to(
                        model,
                        new WorkEffect.FindLead(ticket, model.work().get().campaign(), lead));
    }

    /** What is only left over from the last call gives way. */
    private static boolean worksOnAnother(SessionModel model) {
        return !(model.session() instanceof AgentSession.Paused || model.session() instanceof AgentSession.Ready)
                || model.work()
                        .flatMap(work -> WorkViews.lead(model, work.leads()))
                        .filter(shown -> shown.showing() != LeadOnScreen.Showing.KEPT)
                        .isPresent();
    }

    static SessionStep found(SessionModel model, WorkInput.LeadFound found) {
        return switch (found.answer()) {
            case Failed<Optional<LeadOnScreen>>(ErrorCode error, String detail) ->
                SessionStep.refuse(model, found.ticket(), error, detail);
            case Done<Optional<LeadOnScreen>>(Optional<LeadOnScreen> lead) -> {
                if (lead.isEmpty()) {
                    yield SessionStep.refuse(model, found.ticket(), ErrorCode.NO_SUCH_LEAD);
                }
                LeadOnScreen kept = lead.get().shown(LeadOnScreen.Showing.KEPT, Optional.empty(), Optional.empty());
                yield SessionStep.reply(
                        model.withLeads(leads -> leads.withKept(Optional.of(kept))), found.ticket(), shown(kept));
            }
        };
    }

    // ---- editing

    static SessionStep editAsked(SessionModel model, WorkInput.EditLeadAsked asked) {
        boolean there = model.work()
                .flatMap(work -> WorkViews.lead(model, work.leads()))
                .filter(lead -> lead.leadId() == asked.lead())
                .isPresent();
        if (!there) {
            return SessionStep.refuse(model, asked.ticket(), ErrorCode.NO_SUCH_LEAD);
        }
        String campaign = model.work().get().campaign();
        return SessionStep.to(model, new WorkEffect.EditLead(asked.ticket(), campaign, asked.lead(), asked.changes()));
    }

    static SessionStep edited(SessionModel model, WorkInput.LeadEdited edited) {
        return switch (edited.answer()) {
            case Done<LeadOnScreen>(LeadOnScreen lead) ->
                SessionStep.accept(model.withLeads(leads -> leads.edited(lead)), edited.ticket(), "lead changed");
            case Failed<LeadOnScreen>(ErrorCode error, String detail) ->
                SessionStep.refuse(model, edited.ticket(), error, detail);
        };
    }

    // ---- calls

    static SessionStep offered(SessionModel model, SessionInput.CallOffered offered, Instant now) {
        if (model.work().isEmpty()) {
            return SessionStep.to(model);
        }
        Work work = model.work().get();
        return SessionStep.to(
                model,
                new WorkEffect.NoteOffered(new CallNote.Begun(
                        offered.call(),
                        CallDirection.INCOMING,
                        offered.party(),
                        work.agent(),
                        work.campaign(),
                        OptionalLong.empty(),
                        OptionalLong.empty(),
                        "incoming",
                        false,
                        now,
                        offered.account())));
    }

    static SessionStep followed(SessionModel model, SessionInput.CallFollowed followed, Instant now) {
        return model.work()
                .map(work -> SessionStep.to(
                        model,
                        new WorkEffect.Note(new CallNote.Begun(
                                followed.call(),
                                CallDirection.OUTGOING,
                                followed.party(),
                                work.agent(),
                                work.campaign(),
                                OptionalLong.empty(),
                                OptionalLong.empty(),
                                "transfer",
                                false,
                                now,
                                followed.account()))))
                .orElseGet(() -> SessionStep.to(model));
    }

    /** The lead of a call that came in, or of one out of the store's queue. */
    static SessionStep found(
            SessionModel model, WorkInput.LeadOfCallFound found, org.offhook.core.phone.PhoneSnapshot phone) {
        boolean live =
                phone.calls().stream().anyMatch(call -> call.live() && call.id().equals(found.call()));
        return found.answer() instanceof Done<Optional<LeadOnScreen>>(Optional<LeadOnScreen> lead)
                        && lead.isPresent()
                        && (live || resultIsOwed(model.session(), found.call()))
                ? SessionStep.to(model.withLeads(leads -> leads.withCall(found.call(), lead.get())))
                : SessionStep.to(model);
    }

    /** Whether the result of a call is being noted, or will be once what came before it is saved. */
    private static boolean resultIsOwed(AgentSession session, CallId call) {
        return switch (session) {
            case AgentSession.WrapUp at ->
                at.work().call().equals(call) || at.after().owes(call);
            case AgentSession.Saving at ->
                at.work().call().equals(call) || at.after().owes(call);
            case AgentSession.Calling at -> at.after().owes(call);
            case AgentSession.OnCall at -> at.after().owes(call);
            case AgentSession.LoggedOut _,
                    AgentSession.Verifying _,
                    AgentSession.Resolving _,
                    AgentSession.Registering _,
                    AgentSession.Paused _,
                    AgentSession.Ready _,
                    AgentSession.Lost _,
                    AgentSession.Clearing _,
                    AgentSession.Dialling _,
                    AgentSession.LoggingOut _ -> false;
        };
    }
}
