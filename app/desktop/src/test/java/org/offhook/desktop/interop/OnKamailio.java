package org.offhook.desktop.interop;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.offhook.testkit.peer.KamailioPeer;

/** A real Kamailio on loopback for all tests of a class; skipped where it is not to be had. */
@Tag("interop")
abstract class OnKamailio {
    static final Duration PATIENCE = Duration.ofSeconds(20);

    static KamailioPeer kamailio;

    @BeforeAll
    static void startKamailio() {
        kamailio = KamailioPeer.start();
    }

    @AfterAll
    static void stopKamailio() {
        if (kamailio != null) { // it was not to be had
            kamailio.close();
        }
    }
}
