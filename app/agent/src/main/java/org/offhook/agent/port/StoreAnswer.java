package org.offhook.agent.port;

import org.offhook.core.error.ErrorCode;

/** What came of a question to the store. */
public sealed interface StoreAnswer<T> {
    /** It answered, and what was to be kept is durable. */
    record Done<T>(T value) implements StoreAnswer<T> {}

    /**
     * It refused, or did not answer; nothing was kept, except where the error says that nobody knows.
     *
     * @param detail for the administrator; never a secret or a number
     */
    record Failed<T>(ErrorCode error, String detail) implements StoreAnswer<T> {
        public static <T> Failed<T> of(ErrorCode error) {
            return new Failed<>(error, "");
        }
    }
}
