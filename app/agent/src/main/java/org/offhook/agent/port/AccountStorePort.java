package org.offhook.agent.port;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.offhook.core.account.Account;
import org.offhook.core.account.AccountId;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.phone.ExtraAccount;

/** Where the phone's own account is kept; the password goes to the system's secret store. */
public interface AccountStorePort {
    /** Completes with nothing once durable, or with the error. */
    CompletionStage<Optional<ErrorCode>> save(Account account);

    /** Remembers that the practice exchange is used. */
    CompletionStage<Optional<ErrorCode>> savePractice();

    /** An account beside it, new or in the place of the one of that name. Completes with nothing once durable, or with the error. */
    CompletionStage<Optional<ErrorCode>> saveExtra(ExtraAccount extra);

    /** Forgets it, its password too. */
    CompletionStage<Optional<ErrorCode>> removeExtra(AccountId account);
}
