package org.offhook.store;

import org.jspecify.annotations.Nullable;
import org.offhook.store.peer.PostgresPeer;

/** One PostgreSQL for all test classes of a run; every test gets a database of its own. */
final class SharedPostgres {
    private static @Nullable PostgresPeer peer;

    private SharedPostgres() {}

    static synchronized StoreAddress newDatabase() {
        PostgresPeer running = peer;
        if (running == null) {
            running = PostgresPeer.start();
            Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(running::close));
            peer = running;
        }
        return running.newDatabase();
    }
}
