package org.offhook.desktop.dialer;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.offhook.agent.port.StoreErrors;
import org.offhook.agent.port.UserDirectoryPort;
import org.offhook.agent.work.CallsInDoubt;
import org.offhook.agent.work.Workplaces;
import org.offhook.campaign.store.DialerStorePort;
import org.offhook.campaign.store.StoreException;
import org.offhook.campaign.user.Password;
import org.offhook.campaign.user.User;
import org.offhook.campaign.user.Verdict.Proven;
import org.offhook.campaign.user.Verdict.Refused;
import org.offhook.campaign.user.Verdict.SlowedDown;
import org.offhook.core.account.Secret;
import org.offhook.core.error.ErrorCode;

/**
 * The users of the store, as soon as one is provisioned there; until then those of the configuration. A store that does not answer lets
 * nobody in: it may well know who may.
 */
public final class ProvisionedUsers implements UserDirectoryPort {
    private final StoreHouse store;
    private final UserDirectoryPort configured;
    private final Set<String> proven = ConcurrentHashMap.newKeySet();

    public ProvisionedUsers(StoreHouse store, UserDirectoryPort configured) {
        this.store = store;
        this.configured = configured;
    }

    @Override
    public CompletionStage<Verdict> verify(String userName, Secret password) {
        if (store.certainlyEmpty()) {
            return configured.verify(userName, password);
        }
        CompletableFuture<Optional<Verdict>> asked = store.ask(open -> {
            Optional<Verdict> verdict = judge(open, userName, password);
            if (verdict.filter(one -> one.refused().isEmpty()).isPresent()) {
                proven.add(userName);
            }
            return verdict;
        });
        return asked.exceptionally(thrown -> Optional.of(refused(codeOf(thrown))))
                .thenCompose(verdict -> verdict.<CompletionStage<Verdict>>map(CompletableFuture::completedFuture)
                        .orElseGet(() -> configured.verify(userName, password)));
    }

    /** True when {@code userName} has proved a password to the store since this phone was started. */
    public boolean proved(String userName) {
        return proven.contains(userName);
    }

    /** Empty when the store has no users. */
    private static Optional<Verdict> judge(DialerStorePort open, String userName, Secret password) {
        if (open.users().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                switch (open.users().verify(userName, Password.of(password.reveal()))) {
                    case Proven(User user) ->
                        new Verdict(
                                Optional.empty(),
                                user.fullName().isBlank() ? userName : user.fullName(),
                                Workplaces.find(open, user.name(), Instant.now()),
                                CallsInDoubt.of(open, user.name()));
                    case Refused _ -> refused(ErrorCode.LOGIN_REFUSED);
                    case SlowedDown(Duration _) -> refused(ErrorCode.LOGIN_SLOWED);
                });
    }

    private static ErrorCode codeOf(Throwable thrown) {
        Throwable cause = thrown instanceof CompletionException wrapped && wrapped.getCause() != null
                ? wrapped.getCause()
                : thrown;
        return cause instanceof StoreException failure ? StoreErrors.codeOf(failure) : ErrorCode.INTERNAL;
    }

    private static Verdict refused(ErrorCode error) {
        return new Verdict(Optional.of(error), "");
    }
}
