package org.offhook.campaign.admin;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.offhook.campaign.user.User;

/** How the window reaches the administration. Returns at once; stages complete on a thread of the implementation's. */
public interface AdministrationPort {
    /** A phone without a store: nobody administers it. */
    AdministrationPort NONE = new AdministrationPort() {
        @Override
        public CompletionStage<Optional<User>> administrator(String userName) {
            return CompletableFuture.completedFuture(Optional.empty());
        }

        @Override
        public <T> CompletionStage<T> ask(String userName, Function<Administration, T> work) {
            return CompletableFuture.failedFuture(ChangeRefused.because(ChangeRefused.Reason.NOT_ADMINISTRATOR));
        }
    };

    /**
     * The user as the store knows them now, when they are logged in, have proved their password to the store and may administer anything;
     * empty otherwise.
     */
    CompletionStage<Optional<User>> administrator(String userName);

    /**
     * Runs {@code work} on behalf of a user, on a thread that may block. Fails with {@link ChangeRefused}, a {@code StoreException}, or an
     * {@code UncheckedIOException} of a file.
     */
    <T> CompletionStage<T> ask(String userName, Function<Administration, T> work);
}
