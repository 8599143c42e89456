package org.offhook.agent.session;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.offhook.agent.DeskSettings;
import org.offhook.agent.ManualDial;
import org.offhook.agent.port.CallNote;
import org.offhook.agent.port.StoreAnswer.Done;
import org.offhook.agent.port.StoreAnswer.Failed;
import org.offhook.agent.session.AgentSession.OnCall;
import org.offhook.agent.session.AgentSession.User;
import org.offhook.campaign.number.DialableNumber;
import org.offhook.campaign.number.NumberReading;
import org.offhook.core.call.CallId;
import org.offhook.core.call.CallInput.DialPlan;
import org.offhook.core.call.CallParty;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.phone.CallView.CallDirection;
import org.offhook.core.phone.PhoneSnapshot;

/**
 * A second call beside the one that is talked on: a colleague is asked, and perhaps takes the customer over. The agent stays in the call
 * with the customer, whose result is noted when all is over. The rules for numbers hold here as everywhere.
 */
record ConsultSteps(DeskSettings settings) {

    /** What it comes to ask somebody while no call is talked on, or no line is free: an ordinary dial. */
    static SessionInput understood(SessionModel model, SessionInput happened, PhoneSnapshot phone) {
        return happened instanceof SessionInput.ConsultAsked(long ticket, ManualDial dial)
                        && !(model.session() instanceof OnCall && phone.hasFreeLine())
                ? new SessionInput.DialAsked(ticket, dial)
                : happened;
    }

    SessionStep asked(SessionModel model, SessionInput.ConsultAsked asked, PhoneSnapshot phone, Instant now) {
        ManualDial dial = asked.dial();
        long ticket = asked.ticket();
        Optional<User> user = model.session().loggedIn();
        if (user.isEmpty()) {
            return SessionStep.refuse(model, ticket, ErrorCode.NOT_LOGGED_IN);
        }
        SessionModel counted = model;
        if (!dial.source().equals(DialSteps.AGENT)) {
            Optional<DialRate> rate = model.rate().take(now);
            if (rate.isEmpty()) {
                return SessionStep.refuse(model, ticket, ErrorCode.DIALLING_TOO_FAST);
            }
            counted = model.withRate(rate.get());
        }
        return switch (DialableNumber.read(dial.number())) {
            case NumberReading.Refused(NumberReading.Reason reason) ->
                SessionStep.refuse(counted, ticket, DialSteps.error(reason));
            case NumberReading.Dialable(DialableNumber number) ->
                take(counted, ticket, dial, settings.rules().dialled(number, dial.phoneCode()), user.get(), phone);
        };
    }

    private SessionStep take(
            SessionModel model, long ticket, ManualDial dial, String number, User user, PhoneSnapshot phone) {
        if (dial.account().isMain() && number.equals(user.extension())) {
            return SessionStep.refuse(model, ticket, ErrorCode.NUMBER_IS_OWN);
        }
        if (AtLeisure.isBeingCalled(phone, number)) {
            return SessionStep.refuse(model, ticket, ErrorCode.ALREADY_QUEUED);
        }
        return model.work()
                .map(work -> SessionStep.to(
                        model, new WorkEffect.ClearConsult(ticket, dial, work.agent(), work.campaign(), number)))
                .orElseGet(() -> place(model, ticket, dial, number));
    }

    /** A store that is away stops no call. */
    SessionStep cleared(SessionModel model, WorkInput.ConsultCleared cleared) {
        Optional<ErrorCode> barred = switch (cleared.answer()) {
            case Done<Optional<ErrorCode>>(Optional<ErrorCode> error) -> error;
            case Failed<Optional<ErrorCode>> _ -> Optional.empty();
        };
        return barred.isPresent()
                ? SessionStep.refuse(model, cleared.ticket(), barred.get())
                : place(model, cleared.ticket(), cleared.dial(), cleared.number());
    }

    private SessionStep place(SessionModel model, long ticket, ManualDial dial, String number) {
        if (!(model.session() instanceof OnCall)) { // the call ended while the store was asked
            return SessionStep.refuse(model, ticket, ErrorCode.CALL_STATE_WRONG);
        }
        String name = dial.facts().getOrDefault("name", "");
        return SessionStep.to(
                model,
                new SessionEffect.PlaceConsultation(
                        ticket,
                        dial,
                        new DialPlan(number, name, PlacingSteps.shown(model, Optional.empty()), settings.ringLimit())));
    }

    /** A code of the exchange may be dialled without a call; the agent is afterwards what they were before. */
    private static SessionModel calling(SessionModel model, CallId call, Instant now) {
        return switch (model.session()) {
            case AgentSession.Paused at ->
                model.at(new AgentSession.Calling(at.user(), call, new Next.Pause(at.reason(), at.limit()), now));
            case AgentSession.Ready at -> model.at(new AgentSession.Calling(at.user(), call, new Next.Ready(), now));
            case AgentSession.LoggedOut _,
                    AgentSession.Verifying _,
                    AgentSession.Resolving _,
                    AgentSession.Registering _,
                    AgentSession.Lost _,
                    AgentSession.Clearing _,
                    AgentSession.Dialling _,
                    AgentSession.Calling _,
                    AgentSession.OnCall _,
                    AgentSession.WrapUp _,
                    AgentSession.Saving _,
                    AgentSession.LoggingOut _ -> model;
        };
    }

    static SessionStep placed(SessionModel model, SessionInput.ConsultPlaced placed, Instant now) {
        List<SessionEffect> effects = new ArrayList<>();
        ManualDial dial = placed.dial();
        if (!dial.facts().isEmpty()) {
            effects.add(new SessionEffect.KeepFacts(placed.call(), dial.facts()));
        }
        model.work()
                .ifPresent(work -> effects.add(new WorkEffect.Note(new CallNote.Begun(
                        placed.call(),
                        CallDirection.OUTGOING,
                        new CallParty(placed.number(), dial.facts().getOrDefault("name", "")),
                        work.agent(),
                        work.campaign(),
                        OptionalLong.empty(),
                        OptionalLong.empty(),
                        dial.source(),
                        false,
                        now,
                        dial.account()))));
        return new SessionStep(calling(model, placed.call(), now).withConsultation(placed.call()), effects);
    }
}
