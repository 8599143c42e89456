package org.offhook.agent.port;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.offhook.agent.CallbackView;
import org.offhook.agent.DoubtView;
import org.offhook.agent.LeadOnScreen;
import org.offhook.core.error.ErrorCode;

/** For a desk without a dialer's store: nobody there is one of its users, so nothing is ever asked. */
public final class NoWorkStore implements WorkStorePort {
    private static <T> CompletionStage<StoreAnswer<T>> none() {
        return CompletableFuture.completedFuture(StoreAnswer.Failed.of(ErrorCode.NO_CAMPAIGN));
    }

    @Override
    public CompletionStage<StoreAnswer<Optional<Workplace>>> look(String agent) {
        return none();
    }

    @Override
    public CompletionStage<StoreAnswer<Optional<LeadOnScreen>>> next(String agent, String campaign) {
        return none();
    }

    @Override
    public CompletionStage<StoreAnswer<Boolean>> giveBack(String agent, long lead) {
        return none();
    }

    @Override
    public CompletionStage<StoreAnswer<Optional<LeadOnScreen>>> lead(String campaign, long lead) {
        return none();
    }

    @Override
    public CompletionStage<StoreAnswer<Clearance>> clear(DialQuestion question) {
        return none();
    }

    @Override
    public CompletionStage<StoreAnswer<Optional<ErrorCode>>> barred(
            String agent, String campaign, String typed, String dialled) {
        return none();
    }

    @Override
    public CompletionStage<StoreAnswer<Optional<LeadOnScreen>>> offered(CallNote.Begun begun) {
        return none();
    }

    @Override
    public void note(CallNote note) {}

    @Override
    public CompletionStage<StoreAnswer<LeadOnScreen>> edit(String campaign, long lead, Map<String, String> changes) {
        return none();
    }

    @Override
    public CompletionStage<StoreAnswer<Boolean>> keep(KeptWrapUp wrapUp) {
        return none();
    }

    @Override
    public CompletionStage<StoreAnswer<List<CallbackView>>> save(KeptWrapUp wrapUp) {
        return none();
    }

    @Override
    public CompletionStage<StoreAnswer<List<CallbackView>>> promise(PromiseWish wish) {
        return none();
    }

    @Override
    public CompletionStage<StoreAnswer<List<CallbackView>>> moveCallback(
            String agent, String campaign, long callback, LocalDateTime at) {
        return none();
    }

    @Override
    public CompletionStage<StoreAnswer<List<CallbackView>>> cancelCallback(
            String agent, String campaign, long callback) {
        return none();
    }

    @Override
    public CompletionStage<StoreAnswer<List<DoubtView>>> doubts(String agent) {
        return none();
    }

    @Override
    public CompletionStage<StoreAnswer<List<DoubtView>>> decide(DoubtWord word) {
        return none();
    }
}
