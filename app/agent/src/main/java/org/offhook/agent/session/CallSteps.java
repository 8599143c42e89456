package org.offhook.agent.session;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.offhook.agent.DeskSettings;
import org.offhook.agent.port.CallNote;
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
import org.offhook.core.call.CallEnd;
import org.offhook.core.call.CallId;
import org.offhook.core.phone.CallView;
import org.offhook.core.phone.CallView.CallDirection;
import org.offhook.core.phone.PhoneSnapshot;

/** What the phone's calls mean to the agent: one is answered, one is over, another line goes on. */
record CallSteps(DeskSettings settings, DialSteps dialling) {
    static SessionStep connected(SessionModel model, SessionInput.CallConnected connected, Instant now) {
        CallId call = connected.call();
        SessionModel next = switch (model.session()) {
            case Calling at -> at.call().equals(call) ? model.at(new OnCall(at.user(), call, at.after(), now)) : model;
            case Paused at -> model.at(new OnCall(at.user(), call, new Next.Pause(at.reason(), at.limit()), now));
            case Ready at -> model.at(new OnCall(at.user(), call, new Next.Ready(), now));
            case Lost at -> model.at(new OnCall(at.user(), call, at.resume(), now));
            case WrapUp at -> {
                Optional<Duration> left =
                        at.until().map(end -> now.isBefore(end) ? Duration.between(now, end) : Duration.ZERO);
                yield model.at(new OnCall(at.user(), call, new Next.Resume(at.work(), left, at.after()), now));
            }
            case LoggedOut _,
                    Verifying _,
                    Resolving _,
                    Registering _,
                    Clearing _,
                    Dialling _,
                    OnCall _,
                    Saving _,
                    LoggingOut _ -> model;
        };
        return next.work().isEmpty()
                ? SessionStep.to(next)
                : SessionStep.to(next, new WorkEffect.Note(new CallNote.Answered(call, now)));
    }

    static SessionStep summed(SessionModel model, SessionInput.CallSummed summed) {
        return model.work().isEmpty()
                ? SessionStep.to(model)
                : SessionStep.to(model, new WorkEffect.Note(new CallNote.Summed(summed.call(), summed.summary())));
    }

    static SessionStep recorded(SessionModel model, SessionInput.CallRecorded recorded) {
        return model.work().isEmpty()
                ? SessionStep.to(model)
                : SessionStep.to(model, new WorkEffect.Note(new CallNote.Recorded(recorded.call(), recorded.file())));
    }

    SessionStep ended(SessionModel model, SessionInput.CallEnded ended, PhoneSnapshot phone, Instant now) {
        SessionStep noted = model.work().isEmpty()
                ? SessionStep.to(model)
                : SessionStep.to(model, new WorkEffect.Note(new CallNote.Ended(ended.call(), ended.end(), now)));
        return switch (model.session()) {
            case Calling at ->
                at.call().equals(ended.call())
                        ? noted.then(next -> over(next, at.user(), at.after(), ended, phone, now))
                        : noted.then(next -> forgotten(next, ended));
            case OnCall at ->
                at.call().equals(ended.call())
                        ? noted.then(next -> over(next, at.user(), at.after(), ended, phone, now))
                        : noted.then(next -> besides(next, at, ended, now));
            case Ready at -> {
                boolean missed = ended.direction() == CallDirection.INCOMING
                        && ended.end().cause() == CallEnd.Cause.MISSED
                        && ended.end().side() == CallEnd.Side.FAR_END
                        && Duration.between(ended.startedAt(), now).compareTo(settings.missedLimit()) >= 0;
                yield noted.then(next -> forgotten(next, ended))
                        .then(next -> SessionStep.to(
                                missed ? next.at(new Paused(at.user(), "NOANSWER", Optional.empty(), now)) : next))
                        .then(changed -> dialling.dialByItself(changed, phone, now));
            }
            case Paused _ ->
                noted.then(next -> forgotten(next, ended)).then(next -> dialling.dialByItself(next, phone, now));
            case LoggedOut _,
                    Verifying _,
                    Resolving _,
                    Registering _,
                    Lost _,
                    Clearing _,
                    Dialling _,
                    WrapUp _,
                    Saving _,
                    LoggingOut _ -> noted.then(next -> forgotten(next, ended));
        };
    }

    private static SessionStep forgotten(SessionModel model, SessionInput.CallEnded ended) {
        return SessionStep.to(
                model.withLeads(leads -> leads.withoutCall(ended.call())).withoutConsultation(ended.call()));
    }

    /** A question to a colleague has no result of its own. */
    private static boolean wrapsUp(SessionModel model, CallId call) {
        return model.work()
                .filter(work -> work.wrapsUp() && !work.consultations().contains(call))
                .isPresent();
    }

    /** Another line of the agent is over; the call that counts goes on. What was talked there is wrapped up after it. */
    private static SessionStep besides(SessionModel model, OnCall at, SessionInput.CallEnded ended, Instant now) {
        boolean wrapsUp = wrapsUp(model, ended.call()) && !ended.talked().isZero();
        return wrapsUp
                ? WrapUpSteps.beginLater(model, at.user(), ended, at.call(), at.after(), now)
                : forgotten(model, ended);
    }

    /** The agent's call is over: its result is noted where the campaign wants one, else on it goes. */
    private SessionStep over(
            SessionModel model, User user, Next after, SessionInput.CallEnded ended, PhoneSnapshot phone, Instant now) {
        boolean wrapsUp = wrapsUp(model, ended.call());
        Optional<CallId> other = talking(phone);
        if (wrapsUp && other.isPresent()) { // the agent has another line
            return WrapUpSteps.beginLater(model, user, ended, other.get(), after, now);
        }
        return wrapsUp
                ? WrapUpSteps.begin(model, user, ended, after, now)
                : forgotten(model, ended).then(next -> goOn(next, user, after, dialling, phone, now));
    }

    /** Where the agent goes from a call, or from its wrap-up. */
    static SessionStep goOn(
            SessionModel model, User user, Next after, DialSteps dialling, PhoneSnapshot phone, Instant now) {
        Optional<CallId> taken = talking(phone); // while the last result was being saved
        if (taken.isPresent()) {
            return SessionStep.to(model.at(new OnCall(user, taken.get(), after, now)));
        }
        Optional<CallId> calling = calling(phone);
        if (calling.isPresent()) { // somebody who was to be asked is still being called
            return SessionStep.to(model.at(new Calling(user, calling.get(), after, now)));
        }
        if (after instanceof Next.LogOut) {
            return AgentMachine.leave(model, now);
        }
        return dialling.dialByItself(model.at(AgentMachine.arrive(user, after, phone, now)), phone, now);
    }

    /** The call that somebody talks on. */
    static Optional<CallId> talking(PhoneSnapshot phone) {
        for (CallView call : phone.calls()) {
            if (call.live() && call.connectedAt().isPresent()) {
                return Optional.of(call.id());
            }
        }
        return Optional.empty();
    }

    private static Optional<CallId> calling(PhoneSnapshot phone) {
        for (CallView call : phone.calls()) {
            if (call.live()
                    && call.direction() == CallDirection.OUTGOING
                    && call.connectedAt().isEmpty()
                    && call.phase() != CallView.Phase.ENDING) {
                return Optional.of(call.id());
            }
        }
        return Optional.empty();
    }
}
