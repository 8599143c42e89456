package org.offhook.desktop.stored;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.offhook.agent.port.AccountStorePort;
import org.offhook.core.account.Account;
import org.offhook.core.account.AccountId;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.phone.ExtraAccount;

/**
 * Remembers nothing, for a data directory that cannot be written. {@code OH-604} has told the person so from the start; refusing the
 * account as well would keep them from calling until the directory is repaired.
 */
public final class ForgottenAccount implements AccountStorePort {
    @Override
    public CompletionStage<Optional<ErrorCode>> save(Account account) {
        return CompletableFuture.completedFuture(Optional.empty());
    }

    @Override
    public CompletionStage<Optional<ErrorCode>> savePractice() {
        return CompletableFuture.completedFuture(Optional.empty());
    }

    @Override
    public CompletionStage<Optional<ErrorCode>> saveExtra(ExtraAccount extra) {
        return CompletableFuture.completedFuture(Optional.empty());
    }

    @Override
    public CompletionStage<Optional<ErrorCode>> removeExtra(AccountId account) {
        return CompletableFuture.completedFuture(Optional.empty());
    }
}
