package org.offhook.agent.setup;

import java.time.Instant;
import org.offhook.core.account.Account;
import org.offhook.core.phone.CommandOutcome;

/** What the choice of the exchange orders. */
public sealed interface SetupEffect {
    record Reply(long ticket, CommandOutcome outcome) implements SetupEffect {}

    record StartPractice(long ticket) implements SetupEffect {}

    record ConnectAccount(Account account) implements SetupEffect {}

    record DisconnectAccount() implements SetupEffect {}

    record SaveAccount(long ticket, Account account) implements SetupEffect {}

    record SavePractice(long ticket) implements SetupEffect {}

    record StartTimer(long ticket, Instant at) implements SetupEffect {}

    record StopTimer() implements SetupEffect {}
}
