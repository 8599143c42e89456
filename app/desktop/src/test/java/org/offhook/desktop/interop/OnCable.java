package org.offhook.desktop.interop;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.offhook.testkit.peer.BaresipPeer;
import org.offhook.testkit.peer.BaresipPeer.Microphone;
import org.offhook.testkit.peer.ExchangePeer.Extension;
import org.offhook.testkit.peer.KamailioPeer;
import org.offhook.testkit.peer.NetworkLink;

/** A real Kamailio at one end of a cable, for baresips in a network of their own at the other; skipped where they are not to be had. */
@Tag("interop")
abstract class OnCable {
    static final Duration PATIENCE = Duration.ofSeconds(20);

    static NetworkLink link;
    static KamailioPeer kamailio;

    @BeforeAll
    static void layTheCable() {
        link = NetworkLink.create();
        kamailio = KamailioPeer.start(KamailioPeer.Behaviour.usual().on(link.here()));
    }

    @AfterAll
    static void rollItUp() {
        if (kamailio != null) { // it was not to be had
            kamailio.close();
        }
        if (link != null) {
            link.close();
        }
    }

    static Extension extension(int number) {
        return kamailio.extensions().get(number);
    }

    /** Registered as the extension after the phone's own. */
    static BaresipPeer baresip(Microphone microphone) {
        return BaresipPeer.start(link, kamailio, extension(1), "udp", microphone);
    }
}
