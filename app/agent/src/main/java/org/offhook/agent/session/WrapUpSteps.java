package org.offhook.agent.session;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.offhook.agent.AgentEvent;
import org.offhook.agent.CallbackView;
import org.offhook.agent.DispositionChoice;
import org.offhook.agent.Draft;
import org.offhook.agent.LeadOnScreen;
import org.offhook.agent.port.KeptWrapUp;
import org.offhook.agent.port.StoreAnswer.Done;
import org.offhook.agent.port.StoreAnswer.Failed;
import org.offhook.agent.session.AgentSession.Saving;
import org.offhook.agent.session.AgentSession.User;
import org.offhook.agent.session.AgentSession.WrapUp;
import org.offhook.core.call.CallId;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.phone.CommandOutcome;
import org.offhook.core.phone.CommandOutcome.Accepted;
import org.offhook.core.phone.CommandOutcome.Refused;
import org.offhook.core.phone.PhoneSnapshot;

/** From the end of a call to its result in the store. */
final class WrapUpSteps {
    /** What "+30 s" gives. */
    static final Duration MORE = Duration.ofSeconds(30);

    private WrapUpSteps() {}

    /** The call is over; what is noted from now on is kept. */
    static SessionStep begin(SessionModel model, User user, SessionInput.CallEnded ended, Next after, Instant now) {
        Work work = model.work().orElseThrow();
        LeadOnScreen lead = work.leads().calls().get(ended.call());
        KeptWrapUp kept = new KeptWrapUp(
                work.agent(),
                work.campaign(),
                ended.call(),
                ended.party(),
                lead == null ? OptionalLong.empty() : OptionalLong.of(lead.leadId()),
                ended.talked(),
                ended.end(),
                now,
                Draft.EMPTY);
        return SessionStep.to(
                model.at(WrapUp.open(user, kept, end(work, now), after, now)),
                new WorkEffect.KeepDraft(Optional.empty(), kept),
                new SessionEffect.Tell(new AgentEvent.WrapUpBegan(ended.call())));
    }

    /** The same for a call that is over while the agent goes on talking on another line: its time begins after that one. */
    static SessionStep beginLater(
            SessionModel model, User user, SessionInput.CallEnded ended, CallId other, Next after, Instant now) {
        return begin(model, user, ended, after, now).then(begun -> {
            if (!(begun.session() instanceof WrapUp at)) {
                return SessionStep.to(begun);
            }
            Optional<Duration> left = at.until().map(end -> Duration.between(now, end));
            return SessionStep.to(
                    begun.at(new AgentSession.OnCall(user, other, new Next.Resume(at.work(), left, after), now)));
        });
    }

    private static Optional<Instant> end(Work work, Instant now) {
        Duration limit = work.rules().view().wrapUp();
        return limit.isZero() ? Optional.empty() : Optional.of(now.plus(limit));
    }

    /** The wrap-ups that an earlier life of this program left open; the newest first, the others after it. */
    static AgentSession restored(AgentSession arrived, User user, Work work, Instant now) {
        AgentSession session = arrived;
        for (KeptWrapUp kept : work.unfinished()) {
            Next then = session instanceof WrapUp before
                    ? new Next.Resume(
                            before.work(),
                            before.until().map(_ -> work.rules().view().wrapUp()),
                            before.after())
                    : Next.Pause.of("LOGIN");
            session = WrapUp.open(user, kept, end(work, now), then, now);
        }
        return session;
    }

    // ---- asked

    static SessionStep draftAsked(SessionModel model, WorkInput.DraftAsked asked) {
        if (!(model.session() instanceof WrapUp at) || !at.work().call().equals(asked.call())) {
            return refuse(model, asked.ticket(), asked.call());
        }
        Draft draft = asked.draft();
        Work work = model.work().orElseThrow();
        if (draft.disposition().isPresent()
                && work.disposition(draft.disposition().get()).isEmpty()) {
            return SessionStep.refuse(model, asked.ticket(), ErrorCode.DISPOSITION_UNKNOWN);
        }
        if (draft.note().length() > Draft.LONGEST_NOTE || draft.note().indexOf('\0') >= 0) {
            return SessionStep.refuse(model, asked.ticket(), ErrorCode.FIELD_INVALID, "note");
        }
        KeptWrapUp changed = at.work().with(draft);
        return SessionStep.to(
                model.at(at.with(changed)), new WorkEffect.KeepDraft(Optional.of(asked.ticket()), changed));
    }

    private static SessionStep refuse(SessionModel model, long ticket, CallId call) {
        boolean saving =
                model.session() instanceof Saving at && at.work().call().equals(call);
        return SessionStep.refuse(model, ticket, saving ? ErrorCode.CALL_STATE_WRONG : ErrorCode.NO_WRAP_UP);
    }

    static SessionStep draftKept(SessionModel model, WorkInput.DraftKept kept) {
        if (kept.ticket().isEmpty()) {
            return SessionStep.to(model); // the store's own fault is shown by whoever watches it
        }
        CommandOutcome outcome = switch (kept.answer()) {
            case Done<Boolean> _ -> Accepted.of("kept");
            case Failed<Boolean>(ErrorCode error, String detail) -> new Refused(error, detail);
        };
        return SessionStep.reply(model, kept.ticket().get(), outcome);
    }

    static SessionStep saveAsked(SessionModel model, WorkInput.SaveAsked asked) {
        if (model.session() instanceof Saving at && at.work().call().equals(asked.call())) {
            List<Long> tickets = new java.util.ArrayList<>(at.tickets());
            tickets.add(asked.ticket());
            return SessionStep.to(model.at(
                    new Saving(at.user(), at.work(), List.copyOf(tickets), at.timeOver(), at.after(), at.since())));
        }
        if (!(model.session() instanceof WrapUp at) || !at.work().call().equals(asked.call())) {
            return SessionStep.refuse(model, asked.ticket(), ErrorCode.NO_WRAP_UP);
        }
        if (missing(model.work().orElseThrow(), at.work().draft())) {
            return SessionStep.refuse(model, asked.ticket(), ErrorCode.DISPOSITION_MISSING);
        }
        return save(model, at, List.of(asked.ticket()), false);
    }

    /** A result that is forced, or a time to call back that goes with the chosen one. */
    private static boolean missing(Work work, Draft draft) {
        Optional<DispositionChoice> chosen = draft.disposition().flatMap(work::disposition);
        return chosen.map(choice -> choice.callBack() && draft.callback().isEmpty())
                .orElse(work.rules().view().dispositionForced());
    }

    private static SessionStep save(SessionModel model, WrapUp at, List<Long> tickets, boolean timeOver) {
        return SessionStep.to(
                model.at(new Saving(at.user(), at.work(), tickets, timeOver, at.after(), at.since())),
                new WorkEffect.SaveResult(at.work()));
    }

    static SessionStep extendAsked(SessionModel model, WorkInput.ExtendAsked asked, Instant now) {
        if (!(model.session() instanceof WrapUp at) || !at.work().call().equals(asked.call())) {
            return refuse(model, asked.ticket(), asked.call());
        }
        if (model.work().orElseThrow().rules().view().wrapUp().isZero()) {
            return SessionStep.accept(model, asked.ticket(), "there is no limit");
        }
        Instant longer = at.until().orElse(now).plus(MORE);
        return SessionStep.reply(
                model.at(at.until(Optional.of(longer))),
                asked.ticket(),
                new Accepted("30 seconds more", Map.of("until", longer.toString())));
    }

    // ---- the clock and the store

    /** Time over: what was chosen is kept, or that nothing was; a forced result is waited for. */
    static SessionStep timeOver(SessionModel model, Instant now) {
        if (!(model.session() instanceof WrapUp at)
                || at.until().filter(end -> !end.isAfter(now)).isEmpty()) {
            return SessionStep.to(model);
        }
        Work work = model.work().orElseThrow();
        WrapUp over = at.until(Optional.empty());
        return work.rules().view().dispositionForced()
                        && missing(work, at.work().draft())
                ? SessionStep.to(model.at(over))
                : save(model, over, List.of(), true);
    }

    static SessionStep saved(
            SessionModel model, WorkInput.ResultSaved saved, DialSteps dialling, PhoneSnapshot phone, Instant now) {
        if (!(model.session() instanceof Saving at) || !at.work().call().equals(saved.call())) {
            return SessionStep.to(model);
        }
        return switch (saved.answer()) {
            case Failed<List<CallbackView>>(ErrorCode error, String detail) ->
                replyAll(model.at(notSaved(at, error, phone, now)), at.tickets(), new Refused(error, detail));
            case Done<List<CallbackView>>(List<CallbackView> callbacks) ->
                replyAll(model.withLeads(leads -> leads.withoutCall(saved.call())), at.tickets(), Accepted.of("saved"))
                        .then(new SessionEffect.Tell(new AgentEvent.WrapUpEnded(
                                saved.call(), at.work().draft().disposition(), at.timeOver())))
                        .then(next -> CallbackSteps.seen(next, callbacks, now))
                        .then(next -> CallSteps.goOn(next, at.user(), at.after(), dialling, phone, now));
        };
    }

    /** Everything noted stays; a call that was taken meanwhile goes before it. */
    private static AgentSession notSaved(Saving at, ErrorCode error, PhoneSnapshot phone, Instant now) {
        return CallSteps.talking(phone)
                .<AgentSession>map(call -> new AgentSession.OnCall(
                        at.user(), call, new Next.Resume(at.work(), Optional.empty(), at.after()), now))
                .orElseGet(() ->
                        new WrapUp(at.user(), at.work(), Optional.empty(), Optional.of(error), at.after(), at.since()));
    }

    private static SessionStep replyAll(SessionModel next, List<Long> tickets, CommandOutcome outcome) {
        return new SessionStep(
                next,
                tickets.stream()
                        .<SessionEffect>map(ticket -> new SessionEffect.Reply(ticket, outcome))
                        .toList());
    }
}
