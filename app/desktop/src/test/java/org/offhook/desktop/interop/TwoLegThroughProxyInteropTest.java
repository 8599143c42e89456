package org.offhook.desktop.interop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offhook.agent.twoleg.TwoLegCalls;
import org.offhook.agent.twoleg.TwoLegEnd;
import org.offhook.agent.twoleg.TwoLegPlan.Joining;
import org.offhook.core.account.Account;
import org.offhook.core.account.Transport;
import org.offhook.core.call.CallId;
import org.offhook.core.phone.CallView;
import org.offhook.core.phone.PhoneEvent;
import org.offhook.testkit.peer.BaresipPeer;
import org.offhook.testkit.peer.BaresipPeer.Microphone;
import org.offhook.testkit.peer.ExchangePeer.Extension;
import org.offhook.testkit.peer.KamailioPeer;
import org.offhook.testkit.peer.Recording;
import org.offhook.testkit.peer.SippPeer;
import org.offhook.testkit.peer.SippPeer.FarEnd;
import org.offhook.testkit.peer.SippPeer.Timing;

/**
 * Two-leg calls through a real Kamailio, a proxy that leaves media alone: whatever the parties hear goes straight between them, a baresip in
 * its own network or a sipp whose scenario judges every message.
 */
class TwoLegThroughProxyInteropTest extends OnCable {
    private static final int PARTY_HERTZ = 850;

    private TrialPhone controller;
    private TrialPhone party;

    @BeforeEach
    void start() {
        controller = TrialPhone.start(link.here(), Peers.trusting(kamailio));
        party = TrialPhone.start(link.here(), Peers.trusting(kamailio), PARTY_HERTZ);
        controller.register(Peers.account(kamailio, Transport.UDP));
        party.register(account(extension(2)));
    }

    @AfterEach
    void stop() {
        party.close();
        controller.close();
    }

    private static Account account(Extension extension) {
        return Peers.account(kamailio, Transport.UDP, extension.user(), extension.password());
    }

    private CallId answered() {
        CallId call = party.awaitOffered();
        party.answer(call);
        party.awaitPhase(call, CallView.Phase.CONNECTED);
        return call;
    }

    private static void assertHeard(BaresipPeer baresip) {
        assertThat(Recording.read(baresip.heard()).longestToneMillis(PARTY_HERTZ))
                .isGreaterThan(400);
    }

    @Test
    void movesBaresipToTheOthersMediaHoldsAndResumes() {
        try (BaresipPeer baresip = BaresipPeer.start(link, kamailio, extension(1), "udp", Microphone.TONE)) {
            TwoLegCalls.Running call = controller
                    .legs()
                    .start(extension(1).user(), TrialLegs.dialled(extension(2).user()), Joining.BETWEEN_PARTIES);
            baresip.answer();
            CallId second = answered();
            party.awaitTone(Peers.TONE_HERTZ, 800);
            controller.legs().assertNothingReachesUs(link.here());
            baresip.hold();
            party.awaitEvent(
                    PhoneEvent.CallHeldByFarEnd.class, event -> event.call().equals(second) && event.held());
            baresip.resume();
            party.awaitEvent(
                    PhoneEvent.CallHeldByFarEnd.class, event -> event.call().equals(second) && !event.held());
            party.headset().listenAnew();
            party.awaitTone(Peers.TONE_HERTZ, 400);
            party.hangUp(second);
            baresip.awaitEvent("CALL_CLOSED", PATIENCE);
            assertThat(TrialLegs.end(call)).isEqualTo(TwoLegEnd.HUNG_UP);
            assertHeard(baresip);
        }
    }

    @Test
    void letsBaresipMakeTheOffer() {
        try (BaresipPeer baresip = BaresipPeer.start(link, kamailio, extension(1), "udp", Microphone.TONE)) {
            TwoLegCalls.Running call = controller
                    .legs()
                    .start(extension(2).user(), TrialLegs.dialled(extension(1).user()), Joining.BETWEEN_PARTIES);
            answered();
            baresip.answer();
            party.awaitTone(Peers.TONE_HERTZ, 800);
            controller.legs().assertNothingReachesUs(link.here());
            baresip.hangUp();
            assertThat(TrialLegs.end(call)).isEqualTo(TwoLegEnd.HUNG_UP);
            assertHeard(baresip);
        }
    }

    private static SippPeer sipp(FarEnd kind) {
        return SippPeer.farEnd(kind, link.here(), Timing.usual());
    }

    @Test
    void movesSippToTheOthersMedia() {
        try (SippPeer sipp = sipp(FarEnd.MOVES)) {
            TwoLegCalls.Running call = controller
                    .legs()
                    .start(
                            KamailioPeer.numberOf(sipp.address()),
                            TrialLegs.dialled(extension(2).user()),
                            Joining.BETWEEN_PARTIES);
            CallId second = answered();
            party.awaitTone(Peers.TONE_HERTZ, 600);
            controller.legs().assertNothingReachesUs(link.here());
            party.hangUp(second);
            assertThat(TrialLegs.end(call)).isEqualTo(TwoLegEnd.HUNG_UP);
            sipp.awaitDone(PATIENCE);
        }
    }

    @Test
    void letsSippMakeTheOfferAndAnswersItInTheAck() {
        try (SippPeer sipp = sipp(FarEnd.OFFERS)) {
            TwoLegCalls.Running call = controller
                    .legs()
                    .start(
                            extension(2).user(),
                            TrialLegs.dialled(KamailioPeer.numberOf(sipp.address())),
                            Joining.BETWEEN_PARTIES);
            CallId first = answered();
            party.awaitTone(Peers.TONE_HERTZ, 600);
            controller.legs().assertNothingReachesUs(link.here());
            party.hangUp(first);
            assertThat(TrialLegs.end(call)).isEqualTo(TwoLegEnd.HUNG_UP);
            sipp.awaitDone(PATIENCE);
        }
    }

    @Test
    void cancelsLegTwoThatNobodyAnswersWhenLegOneLeaves() {
        try (SippPeer sipp = sipp(FarEnd.NEVER_ANSWERS)) {
            TwoLegCalls.Running call = controller
                    .legs()
                    .start(
                            extension(2).user(),
                            TrialLegs.dialled(KamailioPeer.numberOf(sipp.address())),
                            Joining.BETWEEN_PARTIES);
            CallId first = answered();
            TrialLegs.stageOne(call);
            // Ringback from our own sockets, while leg two rings.
            TrialPhone.await(() -> party.headset().ear().loudestDbov() > -40, () -> "ringback");
            party.hangUp(first);
            assertThat(TrialLegs.end(call)).isEqualTo(TwoLegEnd.FIRST_LEFT);
            sipp.awaitDone(PATIENCE);
        }
    }

    @Test
    void hangsUpLegTwoWhoseAnswerCrossesTheCancel() {
        try (SippPeer sipp = sipp(FarEnd.ANSWERS_THE_CANCELLED)) {
            TwoLegCalls.Running call = controller
                    .legs()
                    .start(
                            extension(2).user(),
                            TrialLegs.dialled(KamailioPeer.numberOf(sipp.address())),
                            Joining.BETWEEN_PARTIES);
            CallId first = answered();
            TrialLegs.stageOne(call);
            TrialPhone.await(() -> party.headset().ear().loudestDbov() > -40, () -> "ringback");
            party.hangUp(first);
            assertThat(TrialLegs.end(call)).isEqualTo(TwoLegEnd.FIRST_LEFT);
            sipp.awaitDone(PATIENCE);
        }
    }
}
