package org.offhook.bench;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.offhook.agent.PairedOrigin;
import org.offhook.agent.port.AccountStorePort;
import org.offhook.agent.port.PairingStorePort;
import org.offhook.core.account.Account;
import org.offhook.core.account.AccountId;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.phone.ExtraAccount;

/** The desk's own files, where nothing is measured: everything is said to be kept at once. */
final class KeepsNothing implements AccountStorePort, PairingStorePort {
    private static final CompletionStage<Optional<ErrorCode>> KEPT =
            CompletableFuture.completedFuture(Optional.empty());

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
