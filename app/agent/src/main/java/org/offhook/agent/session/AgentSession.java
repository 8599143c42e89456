package org.offhook.agent.session;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.offhook.agent.AgentCommand.LogIn;
import org.offhook.core.account.Account;
import org.offhook.core.account.Secret;
import org.offhook.core.call.CallId;

/** Where the agent is. Each state holds only what is valid in it. */
public sealed interface AgentSession {

    /** @param password kept to tell a repeated login from another one */
    record User(String userName, Secret password, String displayName, String extension) {}

    record LoggedOut(Instant since) implements AgentSession {}

    /**
     * The user table is being asked.
     *
     * @param tickets commands that wait for the outcome: a page that was reloaded asks twice
     * @param resume what stays when it says no
     */
    record Verifying(LogIn login, List<Long> tickets, AgentSession resume, Instant since) implements AgentSession {}

    /** The user is known; the account to register is being made ready. */
    record Resolving(LogIn login, List<Long> tickets, String displayName, Instant since) implements AgentSession {}

    /** REGISTER is out; its 200 is what "logged in" means. */
    record Registering(LogIn login, List<Long> tickets, String displayName, Account account, Instant since)
            implements AgentSession {}

    record Paused(User user, String reason, Optional<Duration> limit, Instant since) implements AgentSession {}

    record Ready(User user, Instant since) implements AgentSession {}

    /** The registration is lost; {@code resume} follows when it is back. */
    record Lost(User user, Next resume, Instant since) implements AgentSession {}

    /** The phone has been told to dial and has not said yet whether it does: only within a step. */
    record Dialling(User user, DialEntry entry, Optional<Long> ticket, Next after, Instant since)
            implements AgentSession {}

    record Calling(User user, CallId call, Next after, Instant since) implements AgentSession {}

    record OnCall(User user, CallId call, Next after, Instant since) implements AgentSession {}

    /** The binding is being removed. */
    record LoggingOut(Instant since) implements AgentSession {}

    /** The user that is logged in. */
    default Optional<User> loggedIn() {
        return switch (this) {
            case LoggedOut _, Verifying _, Resolving _, Registering _, LoggingOut _ -> Optional.empty();
            case Paused at -> Optional.of(at.user());
            case Ready at -> Optional.of(at.user());
            case Lost at -> Optional.of(at.user());
            case Dialling at -> Optional.of(at.user());
            case Calling at -> Optional.of(at.user());
            case OnCall at -> Optional.of(at.user());
        };
    }
}
