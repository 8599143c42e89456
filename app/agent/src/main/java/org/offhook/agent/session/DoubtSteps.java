package org.offhook.agent.session;

import java.util.List;
import java.util.Optional;
import org.offhook.agent.DoubtView;
import org.offhook.agent.port.DoubtWord;
import org.offhook.agent.port.StoreAnswer.Done;
import org.offhook.agent.port.StoreAnswer.Failed;
import org.offhook.core.error.ErrorCode;

/** Calls whose outcome nobody knows: a person decides about each. */
final class DoubtSteps {
    private DoubtSteps() {}

    static SessionStep asked(SessionModel model, WorkInput.DecideDoubtAsked asked) {
        if (model.session().loggedIn().isEmpty()) {
            return SessionStep.refuse(model, asked.ticket(), ErrorCode.NOT_LOGGED_IN);
        }
        if (model.work().isEmpty()) {
            return SessionStep.refuse(model, asked.ticket(), ErrorCode.NO_CAMPAIGN);
        }
        Work work = model.work().get();
        boolean there =
                work.doubts().stream().anyMatch(doubt -> doubt.kind() == asked.kind() && doubt.id() == asked.id());
        return there
                ? SessionStep.to(
                        model,
                        new WorkEffect.DecideDoubt(
                                asked.ticket(),
                                new DoubtWord(work.agent(), asked.kind(), asked.id(), asked.dialAgain())))
                : SessionStep.refuse(model, asked.ticket(), ErrorCode.NOT_IN_DOUBT);
    }

    static SessionStep decided(SessionModel model, WorkInput.DoubtDecided decided) {
        return switch (decided.answer()) {
            case Failed<List<DoubtView>>(ErrorCode error, String detail) ->
                SessionStep.refuse(model, decided.ticket(), error, detail)
                        .then(CallbackSteps::look); // somebody else may have been faster
            case Done<List<DoubtView>>(List<DoubtView> left) ->
                SessionStep.accept(
                        model.withWork(model.work().map(work -> work.withDoubts(left))), decided.ticket(), "decided");
        };
    }

    /** Whoever looks after the store has found some, or fewer: the window asks about those that are there now. */
    static SessionStep told(SessionModel model) {
        return Optional.of(model)
                .filter(now -> now.session().loggedIn().isPresent())
                .map(CallbackSteps::look)
                .orElseGet(() -> SessionStep.to(model));
    }
}
