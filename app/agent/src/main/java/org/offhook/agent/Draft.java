package org.offhook.agent;

import java.util.Optional;

/**
 * What an agent has noted about a call.
 *
 * @param disposition code of the result
 * @param note at most {@value #LONGEST_NOTE} characters
 * @param callback when to call back, where the result asks for it
 */
public record Draft(Optional<String> disposition, String note, Optional<CallbackWish> callback) {
    public static final int LONGEST_NOTE = 2_000;
    public static final Draft EMPTY = new Draft(Optional.empty(), "", Optional.empty());

    @Override
    public String toString() {
        return "Draft[" + disposition.orElse("no result") + "]";
    }
}
