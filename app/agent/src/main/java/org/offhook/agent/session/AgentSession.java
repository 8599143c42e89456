package org.offhook.agent.session;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.offhook.agent.AgentCommand.LogIn;
import org.offhook.agent.port.KeptWrapUp;
import org.offhook.core.account.Account;
import org.offhook.core.account.Secret;
import org.offhook.core.call.CallId;
import org.offhook.core.error.ErrorCode;

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

    /** The store is being asked which lead a number belongs to, and whether it may be dialled now. */
    record Clearing(User user, DialEntry entry, Optional<Long> ticket, Next after, Instant since)
            implements AgentSession {}

    /** The phone has been told to dial and has not said yet whether it does: only within a step. */
    record Dialling(User user, DialEntry entry, Optional<Long> ticket, Next after, Instant since)
            implements AgentSession {}

    record Calling(User user, CallId call, Next after, Instant since) implements AgentSession {}

    record OnCall(User user, CallId call, Next after, Instant since) implements AgentSession {}

    /**
     * A call is over and its result is being noted.
     *
     * @param until when its time is over; absent once it is, or where there is none
     * @param failure why the store did not keep it
     */
    record WrapUp(
            User user, KeptWrapUp work, Optional<Instant> until, Optional<ErrorCode> failure, Next after, Instant since)
            implements AgentSession {
        static WrapUp open(User user, KeptWrapUp work, Optional<Instant> until, Next after, Instant since) {
            return new WrapUp(user, work, until, Optional.empty(), after, since);
        }

        WrapUp with(KeptWrapUp changed) {
            return new WrapUp(user, changed, until, failure, after, since);
        }

        WrapUp until(Optional<Instant> changed) {
            return new WrapUp(user, work, changed, failure, after, since);
        }
    }

    /**
     * The store is keeping a call's result.
     *
     * @param tickets commands that wait for it
     * @param timeOver it is kept because the time was over
     */
    record Saving(User user, KeptWrapUp work, List<Long> tickets, boolean timeOver, Next after, Instant since)
            implements AgentSession {}

    /** The binding is being removed. */
    record LoggingOut(Instant since) implements AgentSession {}

    /** The user that is logged in. */
    default Optional<User> loggedIn() {
        return switch (this) {
            case LoggedOut _, Verifying _, Resolving _, Registering _, LoggingOut _ -> Optional.empty();
            case Paused at -> Optional.of(at.user());
            case Ready at -> Optional.of(at.user());
            case Lost at -> Optional.of(at.user());
            case Clearing at -> Optional.of(at.user());
            case Dialling at -> Optional.of(at.user());
            case Calling at -> Optional.of(at.user());
            case OnCall at -> Optional.of(at.user());
            case WrapUp at -> Optional.of(at.user());
            case Saving at -> Optional.of(at.user());
        };
    }
}
