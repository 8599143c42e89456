package org.offhook.agent.port;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.offhook.agent.PairedOrigin;
import org.offhook.core.account.Account;
import org.offhook.core.account.AccountId;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.phone.ExtraAccount;

/** For a desk without files of its own, as in rehearsals and measurements: everything is said to be kept at once, and nothing is. */
public final class KeepsNothing implements AccountStorePort, PairingStorePort {
    /** What is said of everything. */
    public static final CompletionStage<Optional<ErrorCode>> KEPT = CompletableFuture.completedFuture(Optional.empty());

    @Override
    public CompletionStage<Optional<ErrorCode>> save(Account account) {
        return KEPT;
    }

    @Override
    public CompletionStage<Optional<ErrorCode>> savePractice() {
        return KEPT;
    }

    @Override
    public CompletionStage<Optional<ErrorCode>> saveExtra(ExtraAccount extra) {
        return KEPT;
    }

    @Override
    public CompletionStage<Optional<ErrorCode>> removeExtra(AccountId account) {
        return KEPT;
    }

    @Override
    public CompletionStage<Optional<ErrorCode>> save(PairedOrigin origin) {
        return KEPT;
    }

    @Override
    public CompletionStage<Optional<ErrorCode>> remove(String origin) {
        return KEPT;
    }
}
