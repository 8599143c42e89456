package org.offhook.agent.desk;

import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.offhook.core.phone.LoopHost;

/** Asks ports and has their answers come back as steps of their own; whatever goes wrong there is an answer too. */
record LoopQuestions(LoopHost loop) {
    /** @param where named in the fault, when there is one */
    <T> void ask(String where, Supplier<CompletionStage<T>> question, Consumer<T> answer, Runnable failure) {
        BiConsumer<@Nullable T, @Nullable Throwable> back = (value, thrown) -> loop.post(() -> {
            if (value != null && thrown == null) {
                answer.accept(value);
            } else {
                loop.fault(where, thrown == null ? new IllegalStateException("no answer") : thrown);
                failure.run();
            }
        });
        try {
            question.get().whenComplete(back);
        } catch (RuntimeException | Error thrown) {
            loop.fault(where, thrown);
            failure.run();
        }
    }
}
