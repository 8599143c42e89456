package org.offhook.store;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.offhook.store.peer.PostgresPeer;

/** One PostgreSQL for all test classes of a run, ended with it; every test gets a database of its own. */
final class SharedPostgres implements BeforeAllCallback, BeforeEachCallback {
    private static volatile @Nullable PostgresPeer running;

    @Override
    public void beforeAll(ExtensionContext context) {
        provide(context);
    }

    /** Where only a test is extended, and not its class. */
    @Override
    public void beforeEach(ExtensionContext context) {
        provide(context);
    }

    private static void provide(ExtensionContext context) {
        running = context.getRoot()
                .getStore(Namespace.create(SharedPostgres.class))
                .getOrComputeIfAbsent("peer", _ -> PostgresPeer.start(), PostgresPeer.class);
    }

    static StoreAddress newDatabase() {
        PostgresPeer peer = running;
        if (peer == null) {
            throw new IllegalStateException("the test class is extended with SharedPostgres");
        }
        return peer.newDatabase();
    }
}
