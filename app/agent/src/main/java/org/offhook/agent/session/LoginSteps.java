package org.offhook.agent.session;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.offhook.agent.AgentCommand.LogIn;
import org.offhook.agent.AgentEvent;
import org.offhook.agent.DeskSettings;
import org.offhook.agent.ManualDialMode;
import org.offhook.agent.port.UserDirectoryPort.Verdict;
import org.offhook.agent.port.Workplace;
import org.offhook.agent.session.AgentSession.Calling;
import org.offhook.agent.session.AgentSession.Clearing;
import org.offhook.agent.session.AgentSession.Dialling;
import org.offhook.agent.session.AgentSession.LoggedOut;
import org.offhook.agent.session.AgentSession.LoggingOut;
import org.offhook.agent.session.AgentSession.Lost;
import org.offhook.agent.session.AgentSession.OnCall;
import org.offhook.agent.session.AgentSession.Paused;
import org.offhook.agent.session.AgentSession.Ready;
import org.offhook.agent.session.AgentSession.Registering;
import org.offhook.agent.session.AgentSession.Resolving;
import org.offhook.agent.session.AgentSession.Saving;
import org.offhook.agent.session.AgentSession.User;
import org.offhook.agent.session.AgentSession.Verifying;
import org.offhook.agent.session.AgentSession.WrapUp;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.phone.CallView;
import org.offhook.core.phone.CommandOutcome;
import org.offhook.core.phone.CommandOutcome.Accepted;
import org.offhook.core.phone.CommandOutcome.Refused;
import org.offhook.core.phone.PhoneSnapshot;
import org.offhook.core.phone.RegistrationView;
import org.offhook.core.phone.RegistrationView.Status;

/** From "log in" to the registrar's 200, and everything that can stop it on the way. */
record LoginSteps(DeskSettings settings) {

    SessionStep asked(SessionModel model, SessionInput.LogInAsked asked, PhoneSnapshot phone, Instant now) {
        long ticket = asked.ticket();
        LogIn login = asked.login();
        if (login.userName().isBlank()) {
            return SessionStep.refuse(model, ticket, ErrorCode.FIELD_MISSING, "username");
        }
        return switch (model.session()) {
            case LoggedOut _, LoggingOut _ -> verify(model, ticket, login, new LoggedOut(now), now);
            case Verifying at ->
                at.login().equals(login)
                        ? SessionStep.to(
                                model.at(new Verifying(login, with(at.tickets(), ticket), at.resume(), at.since())))
                        : otherwise(model, ticket);
            case Resolving at ->
                at.login().equals(login)
                        ? SessionStep.to(model.at(
                                new Resolving(login, with(at.tickets(), ticket), at.displayName(), at.since())))
                        : otherwise(model, ticket);
            case Registering at ->
                at.login().equals(login)
                        ? SessionStep.to(model.at(new Registering(
                                login, with(at.tickets(), ticket), at.displayName(), at.account(), at.since())))
                        : otherwise(model, ticket);
            case Paused at -> again(model, ticket, login, at.user(), phone, now);
            case Ready at -> again(model, ticket, login, at.user(), phone, now);
            case Lost at -> again(model, ticket, login, at.user(), phone, now);
            case Clearing at -> again(model, ticket, login, at.user(), phone, now);
            case Dialling at -> again(model, ticket, login, at.user(), phone, now);
            case Calling at -> again(model, ticket, login, at.user(), phone, now);
            case OnCall at -> again(model, ticket, login, at.user(), phone, now);
            case WrapUp at -> again(model, ticket, login, at.user(), phone, now);
            case Saving at -> again(model, ticket, login, at.user(), phone, now);
        };
    }

    private static SessionStep verify(SessionModel model, long ticket, LogIn login, AgentSession resume, Instant now) {
        return SessionStep.to(
                model.at(new Verifying(login, List.of(ticket), resume, now)),
                new SessionEffect.VerifyUser(ticket, login.userName(), login.password()));
    }

    private static SessionStep otherwise(SessionModel model, long ticket) {
        return SessionStep.refuse(model, ticket, ErrorCode.LOGGED_IN_OTHERWISE);
    }

    /** A second login: the same changes nothing, another has to wait for the end of the call. */
    private static SessionStep again(
            SessionModel model, long ticket, LogIn login, User user, PhoneSnapshot phone, Instant now) {
        boolean same = login.userName().equals(user.userName())
                && login.password().equals(user.password())
                && login.extension().map(user.extension()::equals).orElse(true);
        if (same) {
            return SessionStep.accept(model, ticket, "already logged in");
        }
        boolean busy = phone.calls().stream().anyMatch(CallView::live)
                || model.session() instanceof WrapUp // the result of a call is this user's to note
                || model.session() instanceof Saving
                || model.session() instanceof Clearing;
        return busy ? otherwise(model, ticket) : verify(model, ticket, login, model.session(), now);
    }

    SessionStep verified(SessionModel model, SessionInput.UserVerified verified, Instant now) {
        if (!(model.session() instanceof Verifying at) || !at.tickets().contains(verified.ticket())) {
            return SessionStep.to(model); // the login was given up meanwhile
        }
        Verdict verdict = verified.verdict();
        if (verdict.refused().isPresent()) {
            return replyAll(
                    model.at(at.resume()),
                    at.tickets(),
                    Refused.of(verdict.refused().get()));
        }
        String name = verdict.displayName().isBlank() ? at.login().userName() : verdict.displayName();
        SessionModel changed = model.at(new Resolving(at.login(), at.tickets(), name, at.since()));
        return DialSteps.emptied(changed) // what waited for another user is not for this one
                .then(LeadSteps::letGo)
                .then(next -> entered(
                        next.withDoubts(verdict.doubts()),
                        verdict.work(),
                        at.login().userName()))
                .then(new SessionEffect.ResolveAccount(
                        verified.ticket(), at.login().extension(), at.login().phonePassword()));
    }

    /** Where the user works, with the campaign's rules from now on; the desk's own for everybody else. */
    private SessionStep entered(SessionModel model, Optional<Workplace> place, String agent) {
        if (place.isEmpty()) {
            return SessionStep.to(model);
        }
        Work work = Work.at(place.get(), agent, settings);
        return SessionStep.to(
                model.withWork(Optional.of(work)).withAutoDial(work.settings().mode() != ManualDialMode.STANDARD));
    }

    SessionStep resolved(SessionModel model, SessionInput.AccountResolved resolved, Instant now) {
        if (!(model.session() instanceof Resolving at) || !at.tickets().contains(resolved.ticket())) {
            return SessionStep.to(model);
        }
        return SessionStep.to(
                model.at(new Registering(at.login(), at.tickets(), at.displayName(), resolved.account(), at.since())),
                new SessionEffect.StartLoginTimer(resolved.ticket(), now.plus(settings.loginLimit())),
                new SessionEffect.ConnectAccount(resolved.ticket(), resolved.account()));
    }

    SessionStep refused(SessionModel model, SessionInput.AccountRefused refused, Instant now) {
        return tickets(model.session()).contains(refused.ticket())
                ? abandon(model, refused.error(), refused.detail(), now)
                : SessionStep.to(model);
    }

    SessionStep timedOut(SessionModel model, SessionInput.LoginTimedOut timedOut, Instant now) {
        return model.session() instanceof Registering at && at.tickets().contains(timedOut.ticket())
                ? abandon(model, ErrorCode.SERVER_SILENT, "", now)
                : SessionStep.to(model);
    }

    SessionStep registrationSeen(SessionModel model, Registering at, RegistrationView seen, Instant now) {
        boolean ours = seen.extension().equals(at.account().extension())
                && seen.domain().equals(at.account().domain());
        if (!ours) {
            return SessionStep.to(model);
        }
        if (seen.status() == Status.REGISTERED) {
            User user = new User(
                    at.login().userName(),
                    at.login().password(),
                    at.displayName(),
                    at.account().extension());
            return replyAll(
                            model.at(new Paused(user, "LOGIN", Optional.empty(), now)),
                            at.tickets(),
                            new Accepted(
                                    "logged in",
                                    Map.of("extension", at.account().extension())))
                    .then(new SessionEffect.StopLoginTimer())
                    .then(next -> begun(next, user, now));
        }
        return seen.problem().isPresent()
                ? abandon(model, seen.problem().get(), seen.sipStatus() == 0 ? "" : "SIP " + seen.sipStatus(), now)
                : SessionStep.to(model);
    }

    /** A user of the store finds what was left open, and what is due. */
    private static SessionStep begun(SessionModel model, User user, Instant now) {
        if (model.work().isEmpty()) {
            return SessionStep.to(model);
        }
        Work work = model.work().get();
        SessionModel open = model.at(WrapUpSteps.restored(model.session(), user, work, now))
                .withWork(Optional.of(work.withNothingUnfinished()));
        return SessionStep.to(
                        open,
                        new SessionEffect.Tell(
                                new AgentEvent.CampaignChanged(work.rules().view())),
                        new WorkEffect.StartWorkTimer(WorkTimer.LOOK, now.plus(CallbackSteps.LOOK)))
                .then(leadsOf(work))
                .then(next -> CallbackSteps.seen(next, work.callbacks(), now));
    }

    private static SessionEffect[] leadsOf(Work work) {
        return work.unfinished().stream()
                .filter(kept -> kept.lead().isPresent())
                .<SessionEffect>map(kept -> new WorkEffect.ReadLead(
                        kept.call(), work.campaign(), kept.lead().getAsLong()))
                .toArray(SessionEffect[]::new);
    }

    /** Gives a login up: everyone who waits is told, and nothing goes on trying behind the agent's back. */
    static SessionStep abandon(SessionModel model, ErrorCode error, String detail, Instant now) {
        return replyAll(model.at(new LoggingOut(now)), tickets(model.session()), new Refused(error, detail))
                .then(new SessionEffect.StopLoginTimer(), new SessionEffect.DisconnectAccount());
    }

    private static List<Long> tickets(AgentSession session) {
        return switch (session) {
            case Verifying at -> at.tickets();
            case Resolving at -> at.tickets();
            case Registering at -> at.tickets();
            case LoggedOut _,
                    Paused _,
                    Ready _,
                    Lost _,
                    Clearing _,
                    Dialling _,
                    Calling _,
                    OnCall _,
                    WrapUp _,
                    Saving _,
                    LoggingOut _ -> List.of();
        };
    }

    private static SessionStep replyAll(SessionModel next, List<Long> tickets, CommandOutcome outcome) {
        return new SessionStep(
                next,
                tickets.stream()
                        .<SessionEffect>map(ticket -> new SessionEffect.Reply(ticket, outcome))
                        .toList());
    }

    private static List<Long> with(List<Long> tickets, long ticket) {
        List<Long> longer = new ArrayList<>(tickets);
        longer.add(ticket);
        return List.copyOf(longer);
    }
}
