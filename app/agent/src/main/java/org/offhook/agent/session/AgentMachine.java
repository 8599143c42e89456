package org.offhook.agent.session;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.offhook.agent.AgentState;
import org.offhook.agent.DeskSettings;
import org.offhook.agent.PauseCode;
import org.offhook.agent.session.AgentSession.Calling;
import org.offhook.agent.session.AgentSession.Dialling;
import org.offhook.agent.session.AgentSession.LoggedOut;
import org.offhook.agent.session.AgentSession.LoggingOut;
import org.offhook.agent.session.AgentSession.Lost;
import org.offhook.agent.session.AgentSession.OnCall;
import org.offhook.agent.session.AgentSession.Paused;
import org.offhook.agent.session.AgentSession.Ready;
import org.offhook.agent.session.AgentSession.Registering;
import org.offhook.agent.session.AgentSession.Resolving;
import org.offhook.agent.session.AgentSession.User;
import org.offhook.agent.session.AgentSession.Verifying;
import org.offhook.core.call.CallEnd;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.phone.CallView.CallDirection;
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
 * </pre>
 *
 * @param settings the campaign's rules
 */
public record AgentMachine(DeskSettings settings) {

    /** Takes one input; {@code phone} is the phone after whatever caused it. */
    public SessionStep step(SessionModel model, SessionInput input, PhoneSnapshot phone, Instant now) {
        if (!(input instanceof SessionInput.DialAsked asked)) {
            return AnsweredDials.settled(first(model, input, phone, now));
        }
        return AnsweredDials.repeated(model, asked, now)
                .orElseGet(
                        () -> AnsweredDials.settled(first(AnsweredDials.noted(model, asked, now), asked, phone, now)));
    }

    private SessionStep first(SessionModel model, SessionInput input, PhoneSnapshot phone, Instant now) {
        DialSteps dialling = new DialSteps(settings);
        LoginSteps login = new LoginSteps(settings);
        return switch (input) {
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
            case SessionInput.DialPlaced placed -> dialling.placed(model, placed.call(), now);
            case SessionInput.DialRefused refused -> dialling.refused(model, refused.refused(), now);
            case SessionInput.RegistrationSeen _ -> registrationSeen(model, login, dialling, phone, now);
            case SessionInput.CallConnected connected -> connected(model, connected, now);
            case SessionInput.CallEnded ended -> ended(model, ended, dialling, phone, now);
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
            case Dialling _, Calling _, OnCall _ ->
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
            case Dialling _, Calling _, OnCall _ -> afterTheCall(model, ticket, new Next.Ready());
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
            case Dialling _, Calling _, OnCall _ -> afterTheCall(model, ticket, pause);
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
            case Dialling at -> new Dialling(at.user(), at.entry(), at.ticket(), after, at.since());
            case Calling at -> new Calling(at.user(), at.call(), after, at.since());
            case OnCall at -> new OnCall(at.user(), at.call(), after, at.since());
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
            case LoggedOut _, Verifying _, Resolving _, Dialling _, Calling _, OnCall _ -> SessionStep.to(model);
        };
    }

    private static SessionStep connected(SessionModel model, SessionInput.CallConnected connected, Instant now) {
        return switch (model.session()) {
            case Calling at ->
                at.call().equals(connected.call())
                        ? SessionStep.to(model.at(new OnCall(at.user(), at.call(), at.after(), now)))
                        : SessionStep.to(model);
            case Paused at ->
                SessionStep.to(model.at(
                        new OnCall(at.user(), connected.call(), new Next.Pause(at.reason(), at.limit()), now)));
            case Ready at -> SessionStep.to(model.at(new OnCall(at.user(), connected.call(), new Next.Ready(), now)));
            case Lost at -> SessionStep.to(model.at(new OnCall(at.user(), connected.call(), at.resume(), now)));
            case LoggedOut _, Verifying _, Resolving _, Registering _, Dialling _, OnCall _, LoggingOut _ ->
                SessionStep.to(model);
        };
    }

    private SessionStep ended(
            SessionModel model, SessionInput.CallEnded ended, DialSteps dialling, PhoneSnapshot phone, Instant now) {
        return switch (model.session()) {
            case Calling at ->
                at.call().equals(ended.call())
                        ? over(model, at.user(), at.after(), dialling, phone, now)
                        : SessionStep.to(model);
            case OnCall at ->
                at.call().equals(ended.call())
                        ? over(model, at.user(), at.after(), dialling, phone, now)
                        : SessionStep.to(model);
            case Ready at -> {
                boolean missed = ended.direction() == CallDirection.INCOMING
                        && ended.end().cause() == CallEnd.Cause.MISSED
                        && ended.end().side() == CallEnd.Side.FAR_END
                        && Duration.between(ended.startedAt(), now).compareTo(settings.missedLimit()) >= 0;
                yield SessionStep.to(
                                missed ? model.at(new Paused(at.user(), "NOANSWER", Optional.empty(), now)) : model)
                        .then(changed -> dialling.dialByItself(changed, phone, now));
            }
            case Paused _ -> dialling.dialByItself(model, phone, now);
            case LoggedOut _, Verifying _, Resolving _, Registering _, Lost _, Dialling _, LoggingOut _ ->
                SessionStep.to(model);
        };
    }

    private static SessionStep over(
            SessionModel model, User user, Next after, DialSteps dialling, PhoneSnapshot phone, Instant now) {
        if (after instanceof Next.LogOut) {
            return leave(model, now);
        }
        AgentSession arrived =
                phone.registration().status() == Status.LOST ? new Lost(user, after, now) : arrive(user, after, now);
        return dialling.dialByItself(model.at(arrived), phone, now);
    }

    static AgentSession arrive(User user, Next next, Instant now) {
        return switch (next) {
            case Next.Pause(String reason, Optional<Duration> limit) -> new Paused(user, reason, limit, now);
            case Next.Ready _ -> new Ready(user, now);
            case Next.LogOut _ -> new LoggingOut(now);
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
