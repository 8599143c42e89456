package org.offhook.agent.setup;

import java.util.Optional;
import org.offhook.agent.AgentSnapshot.Setup;
import org.offhook.core.account.Account;

/** Which exchange the phone has, or is about to have. */
public sealed interface SetupState {
    /** @param account of the own exchange */
    record Settled(Setup setup, Optional<Account> account) implements SetupState {}

    /** The practice exchange is starting. */
    record StartingPractice(long ticket, Settled before) implements SetupState {}

    /** REGISTER is out with the new account. */
    record Trying(long ticket, Setup wanted, Account account, Settled before) implements SetupState {}

    /** The registrar said yes; the choice is being made durable. */
    record Storing(long ticket, Setup wanted, Account account, Settled before) implements SetupState {}

    /** What counts until the new choice is stored. */
    default Settled settled() {
        return switch (this) {
            case Settled at -> at;
            case StartingPractice at -> at.before();
            case Trying at -> at.before();
            case Storing at -> at.before();
        };
    }
}
