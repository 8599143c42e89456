package org.offhook.core.registration;

import java.time.Duration;
import java.util.Optional;
import org.offhook.core.account.Account;
import org.offhook.core.error.ErrorCode;

/** Everything that can happen to a registration binding. */
public sealed interface RegistrationInput {

    record ConnectRequested(Account account) implements RegistrationInput {}

    /** Logout: remove the binding (RFC 3261 §10.2.2). */
    record DisconnectRequested() implements RegistrationInput {}

    /** The agent pressed "Try now". */
    record RetryRequested() implements RegistrationInput {}

    /**
     * 200 to REGISTER.
     *
     * @param attempt number given with the order; an answer to an older order is ignored
     * @param granted lifetime of our binding from the Contact's expires or the Expires header
     * @param backup the server that took it, where it is one that takes the place of the account's own
     */
    record Registered(int attempt, Duration granted, Optional<String> backup) implements RegistrationInput {
        public Registered(int attempt, Duration granted) {
            this(attempt, granted, Optional.empty());
        }
    }

    /** 200 to the REGISTER that removed the binding, or it could not be sent any more. */
    record Unregistered(int attempt) implements RegistrationInput {}

    /**
     * The registrar refused.
     *
     * @param status final status: 401/407 after our credentials were tried, 403, 404, 423, 5xx …
     * @param minExpires Min-Expires of a 423 (RFC 3261 §10.2.8)
     * @param retryAfter Retry-After of a 503 or other (RFC 3261 §20.33)
     */
    record RegistrationRejected(int attempt, int status, Optional<Duration> minExpires, Optional<Duration> retryAfter)
            implements RegistrationInput {}

    /** No answer (timer F), name not found, connection refused, certificate not trusted: {@code error} says which. */
    record RegistrationFailed(int attempt, ErrorCode error) implements RegistrationInput {}

    /** The machine woke, or its address changed: the binding is worth nothing now. */
    record NetworkChanged(boolean usable) implements RegistrationInput {}

    record TimerFired() implements RegistrationInput {}
}
