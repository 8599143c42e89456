package org.offhook.desktop.interop;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.offhook.testkit.peer.AsteriskPeer;

/** A real Asterisk 22 for all tests of a class; skipped where it is not to be had. */
@Tag("interop")
abstract class OnAsterisk {
    static AsteriskPeer asterisk;

    @BeforeAll
    static void startAsterisk() {
        asterisk = AsteriskPeer.start();
    }

    @AfterAll
    static void stopAsterisk() {
        if (asterisk != null) { // it was not to be had
            asterisk.close();
        }
    }

    /** Waits until every call is over there too. */
    static void assertNoChannels() {
        TrialPhone.await(
                () -> asterisk.console("core show channels count").contains("0 active channels"),
                () -> "no channels, but " + asterisk.console("core show channels"));
    }
}
