package org.offhook.desktop.interop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.offhook.core.account.Transport;
import org.offhook.core.call.CallEnd;
import org.offhook.core.call.CallId;
import org.offhook.core.phone.CallView;
import org.offhook.core.phone.PhoneEvent;
import org.offhook.testkit.peer.BaresipPeer;
import org.offhook.testkit.peer.BaresipPeer.Microphone;
import org.offhook.testkit.peer.ExchangePeer.Extension;
import org.offhook.testkit.peer.Recording;

/** The phone and a real baresip, both registered with a real Kamailio, at the two ends of a cable. */
class BaresipInteropTest extends OnCable {

    private TrialPhone phone;

    @BeforeEach
    void start() {
        phone = TrialPhone.start(link.here(), Peers.trusting(kamailio));
    }

    @AfterEach
    void stop() {
        phone.close();
    }

    private static Extension other() {
        return kamailio.extensions().get(1);
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void callsAndEachHearsTheOther(Transport transport) {
        try (BaresipPeer baresip = baresip(Microphone.TONE)) {
            phone.register(Peers.account(kamailio, transport));
            CallId call = phone.dial(other().user());
            baresip.answer();
            phone.awaitPhase(call, CallView.Phase.CONNECTED);
            phone.awaitTone(Peers.TONE_HERTZ, 1_000);
            phone.hangUp(call);
            assertThat(phone.awaitEnd(call).side()).isEqualTo(CallEnd.Side.AGENT);
            baresip.awaitEvent("CALL_CLOSED", PATIENCE);
            assertThat(Recording.read(baresip.heard()).longestToneMillis(TrialPhone.AGENT_HERTZ))
                    .isGreaterThan(500);
        }
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void isCalledAndEachHearsTheOther(Transport transport) {
        try (BaresipPeer baresip = baresip(Microphone.TONE)) {
            phone.register(Peers.account(kamailio, transport));
            baresip.dial(kamailio.phone().user());
            CallId call = phone.awaitOffered();
            assertThat(phone.snapshot().call(call).orElseThrow().party().number())
                    .isEqualTo(other().user());
            phone.answer(call);
            phone.awaitPhase(call, CallView.Phase.CONNECTED);
            phone.awaitTone(Peers.TONE_HERTZ, 1_000);
            baresip.hangUp();
            assertThat(phone.awaitEnd(call).side()).isEqualTo(CallEnd.Side.FAR_END);
            assertThat(Recording.read(baresip.heard()).longestToneMillis(TrialPhone.AGENT_HERTZ))
                    .isGreaterThan(500);
        }
    }

    @Test
    void sendsBaresipToAColleague() {
        Extension third = kamailio.extensions().get(2);
        String proxy = "outbound=\"sip:" + kamailio.udp().getAddress().getHostAddress() + ":"
                + kamailio.udp().getPort() + "\"";
        try (BaresipPeer baresip = BaresipPeer.start(link, kamailio, other(), "udp", Microphone.TONE, proxy);
                TrialPhone colleague = TrialPhone.start(link.here(), Peers.trusting(kamailio))) {
            phone.register(Peers.account(kamailio, Transport.UDP));
            colleague.register(Peers.account(kamailio, Transport.UDP, third.user(), third.password()));
            CallId call = phone.dial(other().user());
            baresip.answer();
            phone.awaitTone(Peers.TONE_HERTZ, 300);
            phone.transfer(call, third.user());
            CallId theirs = colleague.awaitOffered();
            assertThat(colleague.snapshot().call(theirs).orElseThrow().party().number())
                    .isEqualTo(other().user());
            colleague.answer(theirs);
            assertThat(phone.awaitEnd(call).cause()).isEqualTo(CallEnd.Cause.TRANSFERRED);
            colleague.awaitTone(Peers.TONE_HERTZ, 400);
            colleague.hangUp(theirs);
            colleague.awaitEnd(theirs);
        }
    }

    @Test
    void exchangesDigits() {
        try (BaresipPeer baresip = baresip(Microphone.TONE)) {
            phone.register(Peers.account(kamailio, Transport.UDP));
            CallId call = phone.dial(other().user());
            baresip.answer();
            phone.awaitPhase(call, CallView.Phase.CONNECTED);
            phone.sendDigits(call, "7");
            assertThat(baresip.awaitEvent("CALL_DTMF_START", PATIENCE)).contains("7");
            baresip.sendDigit('4');
            TrialPhone.await(() -> phone.digitsHeard().equals("4"), () -> "4, but heard " + phone.digitsHeard());
            phone.hangUp(call);
            phone.awaitEnd(call);
        }
    }

    @Test
    void isHeldAndTakenBack() {
        try (BaresipPeer baresip = baresip(Microphone.TONE)) {
            phone.register(Peers.account(kamailio, Transport.UDP));
            CallId call = phone.dial(other().user());
            baresip.answer();
            phone.awaitTone(Peers.TONE_HERTZ, 300);
            baresip.hold();
            phone.awaitEvent(PhoneEvent.CallHeldByFarEnd.class, PhoneEvent.CallHeldByFarEnd::held);
            baresip.resume();
            phone.awaitEvent(PhoneEvent.CallHeldByFarEnd.class, event -> !event.held());
            phone.headset().listenAnew();
            phone.awaitTone(Peers.TONE_HERTZ, 300);
            phone.hangUp(call);
            phone.awaitEnd(call);
        }
    }

    @Test
    void isRefused() {
        try (BaresipPeer baresip = baresip(Microphone.TONE)) {
            phone.register(Peers.account(kamailio, Transport.UDP));
            CallId call = phone.dial(other().user());
            baresip.awaitEvent("CALL_INCOMING", PATIENCE);
            baresip.hangUp();
            CallEnd end = phone.awaitEnd(call);
            assertThat(end.sipStatus()).isGreaterThanOrEqualTo(480);
            assertThat(end.error()).isPresent();
        }
    }

    @Test
    void cancels() {
        try (BaresipPeer baresip = baresip(Microphone.TONE)) {
            phone.register(Peers.account(kamailio, Transport.UDP));
            CallId call = phone.dial(other().user());
            baresip.awaitEvent("CALL_INCOMING", PATIENCE);
            phone.awaitPhase(call, CallView.Phase.RINGING);
            phone.hangUp(call);
            assertThat(phone.awaitEnd(call).cause()).isEqualTo(CallEnd.Cause.CANCELLED);
            baresip.awaitEvent("CALL_CLOSED", PATIENCE);
        }
    }

    @Test
    void rejects() {
        try (BaresipPeer baresip = baresip(Microphone.TONE)) {
            phone.register(Peers.account(kamailio, Transport.UDP));
            baresip.dial(kamailio.phone().user());
            CallId call = phone.awaitOffered();
            phone.reject(call);
            assertThat(phone.awaitEnd(call).cause()).isEqualTo(CallEnd.Cause.REJECTED);
            assertThat(baresip.awaitEvent("CALL_CLOSED", PATIENCE)).contains("486");
        }
    }

    @Test
    void missesACall() {
        try (BaresipPeer baresip = baresip(Microphone.TONE)) {
            phone.register(Peers.account(kamailio, Transport.UDP));
            baresip.dial(kamailio.phone().user());
            CallId call = phone.awaitOffered();
            baresip.awaitEvent("CALL_RINGING", PATIENCE);
            baresip.hangUp();
            assertThat(phone.awaitEnd(call).cause()).isEqualTo(CallEnd.Cause.MISSED);
        }
    }

    @Test
    void hearsItsOwnVoiceFromTheEcho() {
        try (BaresipPeer baresip = baresip(Microphone.ECHO)) {
            phone.register(Peers.account(kamailio, Transport.UDP));
            CallId call = phone.dial(other().user());
            baresip.answer();
            phone.awaitTone(TrialPhone.AGENT_HERTZ, 500);
            phone.hangUp(call);
            phone.awaitEnd(call);
        }
    }
}
