package org.offhook.agent.port;

import java.util.concurrent.CompletionStage;
import org.offhook.core.account.Account;

/** The built-in practice exchange. */
public interface PracticeExchangePort {
    /** Starts it on loopback if it is not running and completes with an account on it, or exceptionally if it cannot start. */
    CompletionStage<Account> start();
}
