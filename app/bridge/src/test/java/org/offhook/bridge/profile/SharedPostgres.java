package org.offhook.bridge.profile;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.offhook.store.StoreAddress;
import org.offhook.store.peer.PostgresPeer;

/** One PostgreSQL for all API tests of a run; every test gets a database of its own. Skips loudly where Debian's package is missing. */
public final class SharedPostgres implements BeforeAllCallback {
    private static volatile @Nullable PostgresPeer running;

    @Override
    public void beforeAll(ExtensionContext context) {
        running = context.getRoot()
                .getStore(Namespace.create(SharedPostgres.class))
                .getOrComputeIfAbsent("peer", _ -> PostgresPeer.start(), PostgresPeer.class);
    }

    public static StoreAddress newPostgres() {
        PostgresPeer peer = running;
        if (peer == null) {
            throw new IllegalStateException("the test class is extended with SharedPostgres");
        }
        return peer.newDatabase();
    }
}
