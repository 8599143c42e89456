package org.offhook.desktop.dialer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.offhook.agent.port.UserDirectoryPort;
import org.offhook.agent.port.UserDirectoryPort.Verdict;
import org.offhook.campaign.store.StoreException;
import org.offhook.campaign.user.Password;
import org.offhook.campaign.user.User;
import org.offhook.campaign.user.UserGroup;
import org.offhook.core.account.Secret;
import org.offhook.core.error.ErrorCode;
import org.offhook.store.Store;
import org.offhook.store.StoreAddress;

class ProvisionedUsersTest {
    private static final Verdict CONFIGURED = new Verdict(Optional.empty(), "from the configuration");

    @TempDir
    private Path folder;

    private final UserDirectoryPort configured = (_, _) -> CompletableFuture.completedFuture(CONFIGURED);
    private final List<String> faults = new ArrayList<>();
    private final AtomicBoolean reachable = new AtomicBoolean(true);
    private final StoreHouse house = new StoreHouse(this::open, () -> java.nio.file.Files.notExists(file()));
    private final ProvisionedUsers users = new ProvisionedUsers(house, configured);

    private Path file() {
        return folder.resolve("dialer.db");
    }

    private Store open() {
        if (!reachable.get()) {
            throw new StoreException.StoreUnreachable("no answer", new IOException());
        }
        return Store.open(StoreAddress.sqlite(file()));
    }

    @AfterEach
    void close() {
        house.close();
    }

    private void provision() {
        try (Store store = open()) {
            store.users().putGroup(new UserGroup("AGENTS", "Agents", Set.of()));
            store.users().add(User.of("asha", "Asha Example", 1, "AGENTS"), Password.of("right"), Optional.empty());
        }
    }

    private Verdict verify(String name, String password) throws Exception {
        return users.verify(name, Secret.of(password)).toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    @Test
    void withoutAStoreTheConfigurationDecidesAndNoneIsMade() throws Exception {
        assertThat(verify("anyone", "")).isEqualTo(CONFIGURED);
        assertThat(file()).doesNotExist();
        assertThat(users.proved("anyone"))
                .as("who was let in by the configuration has proved nothing to the store")
                .isFalse();
    }

    @Test
    void aStoreWithoutUsersLeavesItToTheConfiguration() throws Exception {
        open().close();
        assertThat(verify("anyone", "")).isEqualTo(CONFIGURED);
    }

    @Test
    void asSoonAsAUserIsProvisionedTheStoreDecides() throws Exception {
        provision();
        assertThat(verify("asha", "right")).isEqualTo(new Verdict(Optional.empty(), "Asha Example"));
        assertThat(verify("asha", "wrong").refused()).contains(ErrorCode.LOGIN_REFUSED);
        assertThat(verify("nobody", "right").refused()).contains(ErrorCode.LOGIN_REFUSED);
    }

    @Test
    void aStoreThatDoesNotAnswerLetsNobodyInAndIsShownUntilItDoes() throws Exception {
        provision();
        house.showFaultsAt(new StoreHouse.Faults() {
            @Override
            public void raise(ErrorCode error, String detail) {
                faults.add("+" + error);
            }

            @Override
            public void clear(ErrorCode error) {
                faults.add("-" + error);
            }
        });
        reachable.set(false);
        assertThat(verify("asha", "right").refused()).contains(ErrorCode.STORE_UNREACHABLE);
        reachable.set(true);
        assertThat(verify("asha", "right").refused()).isEmpty();
        assertThat(faults).containsExactly("+STORE_UNREACHABLE", "-STORE_UNREACHABLE");
    }
}
