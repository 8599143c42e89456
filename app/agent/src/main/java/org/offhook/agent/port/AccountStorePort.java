package org.offhook.agent.port;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.offhook.core.account.Account;
import org.offhook.core.error.ErrorCode;

/** Where the phone's own account is kept; the password goes to the system's secret store. */
public interface AccountStorePort {
    /** Completes with nothing once durable, or with the error. */
    CompletionStage<Optional<ErrorCode>> save(Account account);

    /** Remembers that the practice exchange is used. */
    CompletionStage<Optional<ErrorCode>> savePractice();
}
