package org.offhook.desktop.dialer;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.offhook.campaign.admin.AdminRights;
import org.offhook.campaign.admin.Administration;
import org.offhook.campaign.admin.AdministrationPort;
import org.offhook.campaign.admin.ChangeRefused;
import org.offhook.campaign.user.User;
import org.offhook.desktop.log.AuditLog;

/**
 * The window's administration of the store. Whoever is logged in is looked up through the phone's own store; the work goes through one that
 * is opened with a key for phones' secrets, and only when somebody administers.
 */
public final class StoreAdministration implements AdministrationPort, AutoCloseable {
    private final StoreHouse phone;
    private final StoreHouse office;
    private final Predicate<String> proved;
    private final Supplier<String> loggedIn;

    /**
     * @param proved whether a user has proved their password to the store: a name alone, or one that a configuration let in, is nobody
     * @param loggedIn the user who is logged in now; empty for none
     */
    public StoreAdministration(
            StoreHouse phone, StoreHouse office, Predicate<String> proved, Supplier<String> loggedIn) {
        this.phone = phone;
        this.office = office;
        this.proved = proved;
        this.loggedIn = loggedIn;
    }

    private boolean isThere(String userName) {
        return !userName.isEmpty() && userName.equals(loggedIn.get()) && proved.test(userName);
    }

    @Override
    public CompletionStage<Optional<User>> administrator(String userName) {
        if (!isThere(userName) || phone.certainlyEmpty()) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        return phone.ask(store -> store.users().find(userName).filter(AdminRights::mayAdminister));
    }

    @Override
    public <T> CompletionStage<T> ask(String userName, Function<Administration, T> work) {
        if (!isThere(userName)) {
            return CompletableFuture.failedFuture(ChangeRefused.because(ChangeRefused.Reason.NOT_ADMINISTRATOR));
        }
        return office.ask(store -> work.apply(new Administration(store, userName, new AuditLog())));
    }

    @Override
    public void close() {
        office.close();
    }
}
