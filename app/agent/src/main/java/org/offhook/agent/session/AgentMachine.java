package org.offhook.agent.session;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.offhook.agent.AgentState;
import org.offhook.agent.DeskSettings;
import org.offhook.agent.PauseCode;
import org.offhook.agent.port.KeptWrapUp;
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
import org.offhook.core.phone.CommandOutcome.Accepted;
import org.offhook.core.phone.PhoneSnapshot;
import org.offhook.core.phone.RegistrationView;
import org.offhook.core.phone.RegistrationView.Status;

/**
 * The agent, as a pure function of model, input, phone and time.
 *
 * <pre>
 *  LoggedOut ─log in─▶ Verifying ─known─▶ Resolving ─account─▶ Registering ─200─▶ Paused "LOGIN"
 *      ▲                  └─unknown─▶ back      └──────── refused, silent ───▶ LoggedOut
 *      │                                                        Paused ◀─pause, ready─▶ Ready
 *      │                    registration lost: Lost ◀───────────┤                        │
 *      │                    it is back: what was before ────────▶                        │
 *  LoggingOut ◀─log out─────────────────────────────────────────┴──── dial ──────────────┤
 *      ▲                                                                 ▼               │ answered here
 *      └──── call over, log-out chosen ─── OnCall ◀─answered─ Calling ◀─ Dialling         │
 *                                           ▲  └─ call over ─▶ Paused, Ready; the queue  │
 *                                           └────────────────────────────────────────────┘
 *
 *  of a user of the dialer's store:
 *   dial ─▶ Clearing ─the store knows lead and number─▶ Dialling;  ─barred─▶ back
 *   call over ─▶ WrapUp ─save, time over─▶ Saving ─kept─▶ what was chosen
 *                  ▲ └─ another call is answered: OnCall, and back ┘
 * </pre>
 *
 * @param settings the campaign's rules
 */
public record AgentMachine(DeskSettings settings) {

    /** Takes one input; {@code phone} is the phone after whatever caused it. */
    public SessionStep step(SessionModel model, SessionInput happened, PhoneSnapshot phone, Instant now) {
        SessionInput input = ConsultSteps.understood(model, happened, phone);
        AgentMachine inForce = new AgentMachine(model.inForce(settings));
        if (!(input instanceof SessionInput.DialAsked asked)) {
            return CountDown.observed(
                    model,
                    WorkSteps.observed(model, AnsweredDials.settled(inForce.first(model, input, settings, phone, now))),
                    phone,
                    settings.autoDialWait(),
                    now);
        }
        return AnsweredDials.repeated(model, asked, now)
                .orElseGet(() -> CountDown.observed(
                        model,
                        WorkSteps.observed(
                                model,
                                AnsweredDials.settled(inForce.first(
                                        AnsweredDials.noted(model, asked, now), asked, settings, phone, now))),
                        phone,
                        settings.autoDialWait(),
                        now));
    }

    private SessionStep first(
            SessionModel model, SessionInput input, DeskSettings own, PhoneSnapshot phone, Instant now) {
        DialSteps dialling = new DialSteps(settings);
        LoginSteps login = new LoginSteps(own);
        return switch (input) {
            case WorkInput work -> new WorkSteps(settings, own).taken(model, work, phone, now);
            case SessionInput.LogInAsked asked -> login.asked(model, asked, phone, now);
            case SessionInput.UserVerified verified -> login.verified(model, verified, now);
            case SessionInput.AccountResolved resolved -> login.resolved(model, resolved, now);
            case SessionInput.AccountRefused refused -> login.refused(model, refused, now);
            case SessionInput.LoginTimedOut timedOut -> login.timedOut(model, timedOut, now);
            case SessionInput.LogOutAsked asked -> logOut(model, asked.ticket(), now);
            case SessionInput.ReadyAsked asked -> ready(model, asked.ticket(), phone, now);
            case SessionInput.PauseAsked asked -> pause(model, asked.ticket(), asked.code(), now);
            case SessionInput.NextAsked asked -> next(model, asked, phone, now);
            case SessionInput.DialAsked asked -> dialling.asked(model, asked, phone, now);
            case SessionInput.ClaimedDialAsked asked -> dialling.claimedAsked(model, asked, phone, now);
            case SessionInput.DialNextAsked asked -> dialling.nextAsked(model, asked.ticket(), phone, now);
            case SessionInput.DialQueuedAsked asked ->
                dialling.queuedAsked(model, asked.ticket(), asked.queueId(), phone, now);
            case SessionInput.RemoveAsked asked -> dialling.removeAsked(model, asked.ticket(), asked.queueId());
            case SessionInput.AutoDialAsked asked -> dialling.autoDialAsked(model, asked, phone, now);
            case SessionInput.TransferAsked asked -> new TransferSteps(settings).asked(model, asked);
            case SessionInput.ConsultAsked asked -> new ConsultSteps(settings).asked(model, asked, phone, now);
            case SessionInput.ConsultPlaced placed -> ConsultSteps.placed(model, placed, now);
            case SessionInput.WaitAsked asked -> CountDown.waitAsked(model, asked.ticket());
            case SessionInput.AutoDialDue _ -> dialling.dueByItself(model, phone, now);
            case SessionInput.TellBlockedAsked asked -> new BarSteps(settings.queueLimit()).told(model, asked, now);
            case SessionInput.StoredDialsSeen seen -> dialling.storedSeen(model, seen, phone, now);
            case SessionInput.DialPlaced placed -> new PlacingSteps(settings).placed(model, placed.call(), now);
            case SessionInput.DialRefused refused ->
                new PlacingSteps(settings).refused(model, refused.refused(), phone, now);
            case SessionInput.RegistrationSeen _ -> registrationSeen(model, login, dialling, phone, now);
            case SessionInput.CallOffered offered -> LeadSteps.offered(model, offered, now);
            case SessionInput.CallFollowed followed -> LeadSteps.followed(model, followed, now);
            case SessionInput.CallConnected connected -> CallSteps.connected(model, connected, now);
            case SessionInput.CallSummed summed -> CallSteps.summed(model, summed);
            case SessionInput.CallRecorded recorded -> CallSteps.recorded(model, recorded);
            case SessionInput.CallEnded ended -> new CallSteps(settings, dialling).ended(model, ended, phone, now);
        };
    }

    // ---- pause, ready, log out

    private SessionStep logOut(SessionModel model, long ticket, Instant now) {
        return switch (model.session()) {
            case LoggedOut _, LoggingOut _ -> SessionStep.accept(model, ticket, "already logged out");
            case Verifying _, Resolving _, Registering _ ->
                LoginSteps.abandon(model, ErrorCode.LOGIN_REFUSED, "logged out meanwhile", now)
                        .then(new SessionEffect.Reply(ticket, Accepted.of("logged out")));
            case Paused _, Ready _, Lost _ ->
                leave(model, now).then(new SessionEffect.Reply(ticket, Accepted.of("logged out")));
            case Clearing _, Dialling _, Calling _, OnCall _, WrapUp _, Saving _ ->
                SessionStep.reply(
                        model.at(after(model.session(), new Next.LogOut())),
                        ticket,
                        new Accepted("logout takes effect after the call", Map.of("afterCall", "true")));
        };
    }

    /** Empties the queue and takes the registration back. */
    static SessionStep leave(SessionModel model, Instant now) {
        return DialSteps.emptied(model.at(new LoggingOut(now))).then(new SessionEffect.DisconnectAccount());
    }

    private SessionStep ready(SessionModel model, long ticket, PhoneSnapshot phone, Instant now) {
        return switch (model.session()) {
            case LoggedOut _, Verifying _, Resolving _, Registering _, LoggingOut _ ->
                SessionStep.refuse(model, ticket, ErrorCode.NOT_LOGGED_IN);
            case Lost _ -> SessionStep.refuse(model, ticket, ErrorCode.NOT_REGISTERED);
            case Ready _ -> SessionStep.accept(model, ticket, "already ready");
            case Paused at -> {
                if (phone.registration().status() != Status.REGISTERED) {
                    yield SessionStep.refuse(model, ticket, ErrorCode.NOT_REGISTERED);
                }
                yield SessionStep.accept(model.at(new Ready(at.user(), now)), ticket, "ready")
                        .then(changed -> new DialSteps(settings).dialByItself(changed, phone, now));
            }
            case Clearing _, Dialling _, Calling _, OnCall _, WrapUp _, Saving _ ->
                afterTheCall(model, ticket, new Next.Ready());
        };
    }

    private SessionStep pause(SessionModel model, long ticket, Optional<String> code, Instant now) {
        Optional<Next.Pause> chosen = pauseFor(code);
        if (chosen.isEmpty()) {
            return SessionStep.refuse(model, ticket, ErrorCode.PAUSE_CODE_UNKNOWN);
        }
        Next.Pause pause = chosen.get();
        return switch (model.session()) {
            case LoggedOut _, Verifying _, Resolving _, Registering _, LoggingOut _ ->
                SessionStep.refuse(model, ticket, ErrorCode.NOT_LOGGED_IN);
            case Paused at ->
                at.reason().equals(pause.reason())
                        ? SessionStep.accept(model, ticket, "already paused")
                        : SessionStep.accept(
                                model.at(new Paused(at.user(), pause.reason(), pause.limit(), now)), ticket, "paused");
            case Ready at ->
                SessionStep.accept(
                        model.at(new Paused(at.user(), pause.reason(), pause.limit(), now)), ticket, "paused");
            case Lost at -> SessionStep.accept(model.at(new Lost(at.user(), pause, at.since())), ticket, "paused");
            case Clearing _, Dialling _, Calling _, OnCall _, WrapUp _, Saving _ -> afterTheCall(model, ticket, pause);
        };
    }

    private SessionStep next(SessionModel model, SessionInput.NextAsked asked, PhoneSnapshot phone, Instant now) {
        return switch (asked.next()) {
            case READY -> ready(model, asked.ticket(), phone, now);
            case PAUSED -> pause(model, asked.ticket(), asked.code(), now);
            case LOGGED_OUT -> logOut(model, asked.ticket(), now);
            case LOGGING_IN, LOGGING_OUT, CALLING, ON_CALL, WRAP_UP ->
                SessionStep.refuse(model, asked.ticket(), ErrorCode.FIELD_INVALID, "READY, PAUSED or LOGGED_OUT");
        };
    }

    private static SessionStep afterTheCall(SessionModel model, long ticket, Next after) {
        return SessionStep.reply(
                model.at(after(model.session(), after)),
                ticket,
                new Accepted("takes effect after the call", Map.of("afterCall", "true")));
    }

    private static AgentSession after(AgentSession session, Next after) {
        return switch (session) {
            case Clearing at ->
                new Clearing(at.user(), at.entry(), at.ticket(), at.after().chosen(after), at.since());
            case Dialling at ->
                new Dialling(at.user(), at.entry(), at.ticket(), at.after().chosen(after), at.since());
            case Calling at -> new Calling(at.user(), at.call(), at.after().chosen(after), at.since());
            case OnCall at -> new OnCall(at.user(), at.call(), at.after().chosen(after), at.since());
            case WrapUp at ->
                new WrapUp(
                        at.user(),
                        at.work(),
                        at.until(),
                        at.failure(),
                        at.after().chosen(after),
                        at.since());
            case Saving at ->
                new Saving(
                        at.user(),
                        at.work(),
                        at.tickets(),
                        at.timeOver(),
                        at.after().chosen(after),
                        at.since());
            case LoggedOut _, Verifying _, Resolving _, Registering _, Paused _, Ready _, Lost _, LoggingOut _ ->
                session;
        };
    }

    private Optional<Next.Pause> pauseFor(Optional<String> code) {
        if (code.isEmpty() || code.get().isBlank()) {
            return settings.pauseCodeForced() ? Optional.empty() : Optional.of(Next.Pause.of(""));
        }
        return settings.pauseCodes().stream()
                .filter(known -> known.code().equalsIgnoreCase(code.get().strip()))
                .findFirst()
                .map((PauseCode known) -> new Next.Pause(known.code(), known.limit()));
    }

    // ---- the phone

    private SessionStep registrationSeen(
            SessionModel model, LoginSteps login, DialSteps dialling, PhoneSnapshot phone, Instant now) {
        RegistrationView seen = phone.registration();
        boolean lost = seen.status() == Status.LOST
                || (seen.status() == Status.NOT_REGISTERED && seen.problem().isPresent());
        return switch (model.session()) {
            case Registering at -> login.registrationSeen(model, at, seen, now);
            case Paused at ->
                lost
                        ? SessionStep.to(model.at(new Lost(at.user(), new Next.Pause(at.reason(), at.limit()), now)))
                        : SessionStep.to(model);
            case Ready at ->
                lost ? SessionStep.to(model.at(new Lost(at.user(), new Next.Ready(), now))) : SessionStep.to(model);
            case Lost at ->
                seen.status() == Status.REGISTERED
                        ? SessionStep.to(model.at(arrive(at.user(), at.resume(), now)))
                                .then(back -> dialling.dialByItself(back, phone, now))
                        : SessionStep.to(model);
            case LoggingOut _ ->
                seen.status() == Status.NOT_REGISTERED
                        ? SessionStep.to(model.at(new LoggedOut(now)))
                        : SessionStep.to(model);
            case LoggedOut _,
                    Verifying _,
                    Resolving _,
                    Clearing _,
                    Dialling _,
                    Calling _,
                    OnCall _,
                    WrapUp _,
                    Saving _ -> SessionStep.to(model);
        };
    }

    /** Where the agent is after a call, or after one that was not dialled: the main account may be lost meanwhile. */
    static AgentSession arrive(User user, Next next, PhoneSnapshot phone, Instant now) {
        boolean pauses = next instanceof Next.Pause || next instanceof Next.Ready;
        return pauses && phone.registration().status() == Status.LOST
                ? new Lost(user, next, now)
                : arrive(user, next, now);
    }

    private static AgentSession arrive(User user, Next next, Instant now) {
        return switch (next) {
            case Next.Pause(String reason, Optional<Duration> limit) -> new Paused(user, reason, limit, now);
            case Next.Ready _ -> new Ready(user, now);
            case Next.LogOut _ -> new LoggingOut(now);
            case Next.Resume(KeptWrapUp work, Optional<Duration> left, Next then) ->
                WrapUp.open(user, work, left.map(now::plus), then, now);
        };
    }

    /** Whether a call may ring at this desk; else the SIP status to refuse it with. */
    public static boolean mayRing(AgentSession session) {
        return session.loggedIn().isPresent();
    }

    /** What the agent does, for callers that need no more than that. */
    public static AgentState state(AgentSession session) {
        return AgentViews.of(session).state();
    }
}
