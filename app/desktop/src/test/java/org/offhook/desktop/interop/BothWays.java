package org.offhook.desktop.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.offhook.core.account.Transport;
import org.offhook.core.call.CallId;
import org.offhook.core.media.MediaTerms;
import org.offhook.testkit.peer.AsteriskPeer;
import org.offhook.testkit.peer.AsteriskPeer.Dialled;
import org.offhook.testkit.peer.BaresipPeer;
import org.offhook.testkit.peer.BaresipPeer.Microphone;
import org.offhook.testkit.peer.ExchangePeer;
import org.offhook.testkit.peer.KamailioPeer;
import org.offhook.testkit.peer.NetworkLink;
import org.offhook.testkit.peer.Recording;

/** A peer is called and calls, and each hears the other either time. */
final class BothWays {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String CUSTOMER = "7275551212";

    private BothWays() {}

    /**
     * Calls Asterisk's echo and is called by it.
     *
     * @param phone registered there
     * @param looks while each call is heard
     */
    static void withTheEchoOf(AsteriskPeer asterisk, TrialPhone phone, Consumer<CallId> looks) {
        callsTheEcho(phone, looks);
        calledByTheEchoOf(asterisk, phone, looks);
    }

    /** The first half of it. */
    static void callsTheEcho(TrialPhone phone, Consumer<CallId> looks) {
        hears(phone, phone.dial(Dialled.ECHO), looks);
    }

    /** The second half of it. */
    static void calledByTheEchoOf(AsteriskPeer asterisk, TrialPhone phone, Consumer<CallId> looks) {
        asterisk.originateCall(CUSTOMER, asterisk.phone(), Dialled.ECHO);
        CallId incoming = phone.awaitOffered();
        phone.answer(incoming);
        hears(phone, incoming, looks);
    }

    private static void hears(TrialPhone phone, CallId call, Consumer<CallId> looks) {
        phone.headset().listenAnew();
        phone.awaitTone(TrialPhone.AGENT_HERTZ, 600);
        looks.accept(call);
        phone.hangUp(call);
        phone.awaitEnd(call);
    }

    /** What a test looks at while a phone hears. */
    interface Look {
        void at(TrialPhone phone, CallId call);
    }

    /**
     * Calls a baresip behind a Kamailio and is called by it.
     *
     * @param settings of baresip's account, semicolons between them
     * @param terms what the phone's account agrees to
     */
    static void withBaresip(String settings, MediaTerms terms, Look look) {
        withBaresip(
                settings,
                (link, kamailio) -> TrialPhone.speaking(link.here(), Peers.trusting(kamailio), terms),
                (phone, baresip) -> {
                    callsBaresip(phone, baresip, look);
                    calledByBaresip(phone, baresip, look);
                });
    }

    /** Makes the phone on trial. */
    interface Maker {
        TrialPhone make(NetworkLink link, KamailioPeer kamailio);
    }

    /** What the two do. */
    interface Calls {
        void make(TrialPhone phone, BaresipPeer baresip);
    }

    /** A phone of any make and a baresip, both registered. */
    static void withBaresip(String settings, Maker maker, Calls calls) {
        withBaresip(KamailioPeer.Suite.ITS_OWN, settings, maker, calls);
    }

    /** @param offered in place of what baresip offers */
    static void withBaresip(KamailioPeer.Suite offered, String settings, Maker maker, Calls calls) {
        try (NetworkLink link = NetworkLink.create();
                KamailioPeer kamailio = KamailioPeer.start(
                        KamailioPeer.Behaviour.usual().on(link.here()).offering(offered))) {
            try (BaresipPeer baresip = BaresipPeer.start(
                            link, kamailio, kamailio.extensions().get(1), "udp", Microphone.TONE, settings);
                    TrialPhone phone = maker.make(link, kamailio)) {
                phone.register(Peers.account(kamailio, Transport.UDP));
                calls.make(phone, baresip);
            }
        }
    }

    /** The first half of what {@link #withBaresip(String, MediaTerms, Look)} does. */
    static void callsBaresip(TrialPhone phone, BaresipPeer baresip, Look look) {
        CallId call = phone.dial(ExchangePeer.EXTENSIONS.get(1).user());
        baresip.answer();
        phone.awaitTone(Peers.TONE_HERTZ, 1_000);
        look.at(phone, call);
        phone.hangUp(call);
        phone.awaitEnd(call);
        baresip.awaitEvent("CALL_CLOSED", PATIENCE);
        assertThat(Recording.read(baresip.heard()).longestToneMillis(TrialPhone.AGENT_HERTZ))
                .isGreaterThan(500);
    }

    /** The second half of it. */
    static void calledByBaresip(TrialPhone phone, BaresipPeer baresip, Look look) {
        baresip.dial(ExchangePeer.EXTENSIONS.get(0).user());
        CallId back = phone.awaitOffered();
        phone.headset().listenAnew();
        phone.answer(back);
        phone.awaitTone(Peers.TONE_HERTZ, 1_000);
        look.at(phone, back);
        int before = baresip.events().size(); // of a call before this one
        phone.hangUp(back);
        phone.awaitEnd(back);
        baresip.events().await(Pattern.compile("CALL_CLOSED"), before, PATIENCE);
        assertThat(Recording.read(baresip.heard()).longestToneMillis(TrialPhone.AGENT_HERTZ))
                .isGreaterThan(500);
    }
}
