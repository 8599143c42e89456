package org.offhook.agent.session;

import java.util.List;
import java.util.Optional;
import org.offhook.agent.DoubtView;
import org.offhook.agent.port.DoubtWord;
import org.offhook.agent.port.StoreAnswer.Done;
import org.offhook.agent.port.StoreAnswer.Failed;
import org.offhook.agent.session.AgentSession.User;
import org.offhook.core.error.ErrorCode;

/** Calls whose outcome nobody knows: a person decides about each. Who has the right to decides without working in a campaign. */
final class DoubtSteps {
    private DoubtSteps() {}

    static SessionStep asked(SessionModel model, WorkInput.DecideDoubtAsked asked) {
        Optional<User> user = model.session().loggedIn();
        if (user.isEmpty()) {
            return SessionStep.refuse(model, asked.ticket(), ErrorCode.NOT_LOGGED_IN);
        }
        boolean there =
                model.doubts().stream().anyMatch(doubt -> doubt.kind() == asked.kind() && doubt.id() == asked.id());
        return there
                ? SessionStep.to(
                        model,
                        new WorkEffect.DecideDoubt(
                                asked.ticket(),
                                new DoubtWord(user.get().userName(), asked.kind(), asked.id(), asked.dialAgain())))
                : SessionStep.refuse(model, asked.ticket(), ErrorCode.NOT_IN_DOUBT);
    }

    static SessionStep decided(SessionModel model, WorkInput.DoubtDecided decided) {
        return switch (decided.answer()) {
            case Failed<List<DoubtView>>(ErrorCode error, String detail) ->
                SessionStep.refuse(model, decided.ticket(), error, detail)
                        .then(DoubtSteps::told); // somebody else may have been faster
            case Done<List<DoubtView>>(List<DoubtView> left) ->
                SessionStep.accept(model.withDoubts(left), decided.ticket(), "decided");
        };
    }

    /** Whoever looks after the store has found some, or fewer: the window asks about those that are there now. */
    static SessionStep told(SessionModel model) {
        Optional<User> user = model.session().loggedIn();
        if (user.isEmpty()) {
            return SessionStep.to(model);
        }
        return model.work().isPresent()
                ? CallbackSteps.look(model)
                : SessionStep.to(model, new WorkEffect.LookAtDoubts(user.get().userName()));
    }

    /** Those of a user without a campaign; another may have logged in while the store was asked. */
    static SessionStep seen(SessionModel model, WorkInput.DoubtsSeen seen) {
        boolean same = model.work().isEmpty()
                && model.session()
                        .loggedIn()
                        .filter(user -> user.userName().equals(seen.agent()))
                        .isPresent();
        return same && seen.answer() instanceof Done<List<DoubtView>>(List<DoubtView> doubts)
                ? SessionStep.to(model.withDoubts(doubts))
                : SessionStep.to(model);
    }
}
