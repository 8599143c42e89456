package org.offhook.core.phone;

import java.time.Instant;
import java.util.Optional;
import org.offhook.core.account.Transport;
import org.offhook.core.error.ErrorCode;

/**
 * The registration as observers see it.
 *
 * @param extension of the account, or empty when none is chosen
 * @param domain of the account, or empty
 * @param since when the present status began
 * @param problem why the last attempt failed, while it matters
 * @param sipStatus final status of the last failed attempt, or 0
 * @param nextAttempt when the phone will try again by itself
 * @param backup the server that we are registered with, where it is not the account's own
 */
public record RegistrationView(
        Status status,
        String extension,
        String domain,
        Transport transport,
        Instant since,
        Optional<ErrorCode> problem,
        int sipStatus,
        Optional<Instant> nextAttempt,
        Optional<String> backup) {
    /** Of the account's own server. */
    public RegistrationView(
            Status status,
            String extension,
            String domain,
            Transport transport,
            Instant since,
            Optional<ErrorCode> problem,
            int sipStatus,
            Optional<Instant> nextAttempt) {
        this(status, extension, domain, transport, since, problem, sipStatus, nextAttempt, Optional.empty());
    }

    /** The same at another server. */
    public RegistrationView atBackup(Optional<String> server) {
        return new RegistrationView(
                status, extension, domain, transport, since, problem, sipStatus, nextAttempt, server);
    }

    public enum Status {
        /** No account, or logged out. */
        NOT_REGISTERED,
        /** First REGISTER on its way. */
        REGISTERING,
        /** A 200 is valid: calls can be made and taken. */
        REGISTERED,
        /** Was registered or should be; trying again. */
        LOST,
        UNREGISTERING
    }

    public static final RegistrationView NONE = new RegistrationView(
            Status.NOT_REGISTERED, "", "", Transport.UDP, Instant.EPOCH, Optional.empty(), 0, Optional.empty());
}
