package org.offhook.agent.setup;

import java.util.Optional;
import org.offhook.core.account.Account;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.phone.RegistrationView;

/** Everything that can happen to the choice of the exchange. */
public sealed interface SetupInput {
    record ConfigureAsked(long ticket, Account account) implements SetupInput {}

    record PracticeAsked(long ticket) implements SetupInput {}

    record PracticeStarted(long ticket, Account account) implements SetupInput {}

    record PracticeFailed(long ticket) implements SetupInput {}

    record RegistrationSeen(RegistrationView registration) implements SetupInput {}

    record TimedOut(long ticket) implements SetupInput {}

    record Stored(long ticket, Optional<ErrorCode> error) implements SetupInput {}
}
