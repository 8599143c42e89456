package org.offhook.ui.port;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.offhook.campaign.log.CallRecord;

/** The store's call log, page by page. */
public interface LogSource {
    /** A desk without a store: the log is what the snapshot has. */
    LogSource NONE = question -> CompletableFuture.completedFuture(List.of());

    /**
     * What is looked for.
     *
     * @param user who asks; which lines they may see is the source's business
     * @param text digits anywhere in the number, or letters at the beginning of the name
     * @param beforeId only older lines, for the next page
     * @param most how many at most
     */
    record Question(String user, Optional<String> text, OptionalLong beforeId, int most) {
        @Override
        public String toString() {
            return "Question[" + beforeId + "]"; // numbers and names stay out of logs
        }
    }

    /** Lines newest first; fewer than asked for means that there are no older ones. Fails when the store cannot be read. */
    CompletionStage<List<CallRecord>> search(Question question);
}
