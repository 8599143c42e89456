package org.offhook.core.registration;

import java.time.Instant;
import java.util.Optional;
import org.offhook.core.account.Account;
import org.offhook.core.error.ErrorCode;

/** Where the binding is. {@code attempt} is the number of the latest order; answers to older ones mean nothing. */
public sealed interface RegistrationState {
    int attempt();

    /** No account, or logged out. */
    record Idle(int attempt, Instant since) implements RegistrationState {}

    /**
     * REGISTER is out and no binding is known.
     *
     * @param expirySeconds what it asks for
     * @param failures in a row before this attempt
     * @param last why the attempt before failed
     */
    record Registering(
            Account account, int attempt, int expirySeconds, int failures, Optional<Problem> last, Instant since)
            implements RegistrationState {}

    /**
     * Bound until {@code until}; the timer refreshes before.
     *
     * @param backup the server that has the binding, where it is not the account's own
     */
    record Registered(
            Account account, int attempt, int expirySeconds, Instant until, Instant since, Optional<String> backup)
            implements RegistrationState {
        public Registered(Account account, int attempt, int expirySeconds, Instant until, Instant since) {
            this(account, attempt, expirySeconds, until, since, Optional.empty());
        }
    }

    /** Still bound, a refreshing REGISTER is out. */
    record Refreshing(
            Account account, int attempt, int expirySeconds, Instant until, Instant since, Optional<String> backup)
            implements RegistrationState {
        public Refreshing(Account account, int attempt, int expirySeconds, Instant until, Instant since) {
            this(account, attempt, expirySeconds, until, since, Optional.empty());
        }
    }

    /**
     * The last attempt failed; the timer starts the next.
     *
     * @param failures in a row
     * @param nextAttempt when
     */
    record BackingOff(Account account, int attempt, int failures, Problem problem, Instant nextAttempt, Instant since)
            implements RegistrationState {}

    /** The registrar refuses these credentials: trying again would only lock the account. A person has to act. */
    record Refused(Account account, int attempt, Problem problem, Instant since) implements RegistrationState {}

    /** There is no network; a change of it starts the next attempt. */
    record Offline(Account account, int attempt, Instant since) implements RegistrationState {}

    /** Our REGISTER with Expires: 0 is out; the timer gives it up. */
    record Unregistering(Account account, int attempt, Instant since) implements RegistrationState {}

    /** The same, and {@code following} is registered afterwards. */
    record Replacing(Account account, Account following, int attempt, Instant since) implements RegistrationState {}

    /** @param sipStatus final status, or 0 */
    record Problem(ErrorCode error, int sipStatus) {}
}
