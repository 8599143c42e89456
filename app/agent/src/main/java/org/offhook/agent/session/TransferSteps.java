package org.offhook.agent.session;

import java.util.Optional;
import org.offhook.agent.DeskSettings;
import org.offhook.agent.port.StoreAnswer.Done;
import org.offhook.agent.port.StoreAnswer.Failed;
import org.offhook.agent.session.AgentSession.User;
import org.offhook.campaign.number.DialableNumber;
import org.offhook.campaign.number.NumberReading;
import org.offhook.core.error.ErrorCode;

/** Whom a call may be sent to: the rules for numbers hold at this door as at every other. */
record TransferSteps(DeskSettings settings) {
    SessionStep asked(SessionModel model, SessionInput.TransferAsked asked) {
        Optional<User> user = model.session().loggedIn();
        if (user.isEmpty()) {
            return SessionStep.refuse(model, asked.ticket(), ErrorCode.NOT_LOGGED_IN);
        }
        return switch (DialableNumber.read(asked.number())) {
            case NumberReading.Refused(NumberReading.Reason reason) ->
                SessionStep.refuse(model, asked.ticket(), DialSteps.error(reason));
            case NumberReading.Dialable(DialableNumber number) -> send(model, asked, number, user.get());
        };
    }

    private SessionStep send(SessionModel model, SessionInput.TransferAsked asked, DialableNumber number, User user) {
        String dialled = settings.rules().dialled(number, "");
        if (dialled.equals(user.extension())) {
            return SessionStep.refuse(model, asked.ticket(), ErrorCode.NUMBER_IS_OWN);
        }
        return model.work()
                .map(work -> SessionStep.to(
                        model,
                        new WorkEffect.ClearTransfer(
                                asked.ticket(), asked.call(), work.agent(), work.campaign(), number.keys(), dialled)))
                .orElseGet(() ->
                        SessionStep.to(model, new SessionEffect.TransferCall(asked.ticket(), asked.call(), dialled)));
    }

    /** A store that is away stops no call, and no transfer. */
    static SessionStep cleared(SessionModel model, WorkInput.TransferCleared cleared) {
        Optional<ErrorCode> barred = switch (cleared.answer()) {
            case Done<Optional<ErrorCode>>(Optional<ErrorCode> error) -> error;
            case Failed<Optional<ErrorCode>> _ -> Optional.empty();
        };
        return barred.isPresent()
                ? SessionStep.refuse(model, cleared.ticket(), barred.get())
                : SessionStep.to(
                        model, new SessionEffect.TransferCall(cleared.ticket(), cleared.call(), cleared.number()));
    }
}
