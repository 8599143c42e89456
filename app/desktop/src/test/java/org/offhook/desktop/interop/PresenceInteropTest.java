package org.offhook.desktop.interop;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.offhook.core.account.Transport;
import org.offhook.core.phone.WatchSettings;
import org.offhook.core.publication.Presence;
import org.offhook.testkit.peer.KamailioPeer;
import org.offhook.testkit.peer.SippPeer;
import org.offhook.testkit.peer.SippPeer.FarEnd;
import org.offhook.testkit.peer.SippPeer.Timing;

/** What is published of the agent (RFC 3903), through a real Kamailio that asks for the password, to a real sipp that keeps it. */
@Tag("interop")
class PresenceInteropTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void isPublishedForgottenToldAnewAndTakenBack() {
        try (SippPeer agent = SippPeer.farEnd(FarEnd.KEEPS_PRESENCE, InetAddress.getLoopbackAddress(), Timing.usual());
                KamailioPeer kamailio =
                        KamailioPeer.start(KamailioPeer.Behaviour.usual().withPresenceAt(agent.address()));
                TrialPhone phone = TrialPhone.watching(WatchSettings.NOTHING.withPresence())) {
            phone.register(Peers.account(kamailio, Transport.UDP));
            phone.agent(Optional.of(Presence.READY));
            kamailio.log().await(Pattern.compile("request: PUBLISH "), PATIENCE);
            phone.agent(Optional.of(Presence.ON_CALL));
            TrialPhone.await(
                    () -> agent.messages().split("on-the-phone", -1).length > 2, () -> "the whole to be told anew");
            phone.agent(Optional.empty());
            agent.awaitDone(PATIENCE);
            phone.unregister();
        }
    }
}
