package org.offhook.desktop.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.offhook.agent.twoleg.LegFailure;
import org.offhook.agent.twoleg.StageOne;
import org.offhook.agent.twoleg.TwoLegCalls;
import org.offhook.agent.twoleg.TwoLegEnd;
import org.offhook.agent.twoleg.TwoLegPlan.Joining;
import org.offhook.core.account.Account;
import org.offhook.core.account.Transport;
import org.offhook.core.call.CallId;
import org.offhook.core.phone.CallView;
import org.offhook.testkit.peer.AsteriskPeer.Dialled;

/** Two extensions of a real Asterisk 22, called and joined by a third one: this program's two-leg calls. */
class TwoLegInteropTest extends OnAsterisk {
    private static final int ONE_HERTZ = 850;
    private static final int TWO_HERTZ = 1_300;
    private static final int ANNOUNCED_HERTZ = 620;

    private TrialPhone controller;
    private TrialPhone one;
    private TrialPhone two;

    @BeforeEach
    void start() {
        controller = party(TrialPhone.AGENT_HERTZ);
        one = party(ONE_HERTZ);
        two = party(TWO_HERTZ);
        controller.register(Peers.account(asterisk, Transport.UDP));
        one.register(account(1, Transport.UDP));
        two.register(account(2, Transport.UDP));
    }

    private static TrialPhone party(int hertz) {
        return TrialPhone.start(InetAddress.getLoopbackAddress(), Peers.trusting(asterisk), hertz);
    }

    private static Account account(int extension, Transport transport) {
        var of = asterisk.extensions().get(extension);
        return Peers.account(asterisk, transport, of.user(), of.password());
    }

    private static String number(int extension) {
        return asterisk.extensions().get(extension).user();
    }

    @AfterEach
    void stop() {
        two.close();
        one.close();
        controller.close();
    }

    private static CallId answered(TrialPhone phone) {
        CallId call = phone.awaitOffered();
        phone.answer(call);
        phone.awaitPhase(call, CallView.Phase.CONNECTED);
        return call;
    }

    private void assertEachHearsTheOther() {
        one.awaitTone(TWO_HERTZ, 600);
        two.awaitTone(ONE_HERTZ, 600);
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void joinsTwoExtensionsAndTheirMediaPassesUsBy(Transport transport) {
        controller.register(Peers.account(asterisk, transport));
        TwoLegCalls.Running call =
                controller.legs().start(number(1), TrialLegs.dialled(number(2)), Joining.BETWEEN_PARTIES);
        CallId first = answered(one);
        StageOne.Answered stage = (StageOne.Answered) TrialLegs.stageOne(call);
        assertThat(stage.firstCall()).isNotEmpty().isNotEqualTo(stage.secondCall());
        CallId second = answered(two);
        assertEachHearsTheOther();
        controller.legs().assertNothingReachesUs(InetAddress.getLoopbackAddress());
        assertEachHearsTheOther();
        one.hangUp(first);
        two.awaitEnd(second);
        assertThat(TrialLegs.end(call)).isEqualTo(TwoLegEnd.HUNG_UP);
        assertNoChannels();
    }

    @Test
    void legTwosByeEndsLegOne() {
        TwoLegCalls.Running call =
                controller.legs().start(number(1), TrialLegs.dialled(number(2)), Joining.BETWEEN_PARTIES);
        CallId first = answered(one);
        CallId second = answered(two);
        assertEachHearsTheOther();
        two.hangUp(second);
        one.awaitEnd(first);
        assertThat(TrialLegs.end(call)).isEqualTo(TwoLegEnd.HUNG_UP);
        assertNoChannels();
    }

    @Test
    void joinsThemThroughItsOwnSocketsAndRecordsEachOnItsChannel() {
        TwoLegCalls.Running call = controller.legs().start(number(1), TrialLegs.dialled(number(2)), Joining.RECORDED);
        CallId first = answered(one);
        answered(two);
        assertEachHearsTheOther();
        assertThat(controller.legs().sockets()).isEqualTo(2);
        one.hangUp(first);
        assertThat(TrialLegs.end(call)).isEqualTo(TwoLegEnd.HUNG_UP);
        TrialLegs legs = controller.legs();
        TrialPhone.await(
                () -> legs.recordedMillis(0, ONE_HERTZ) >= 400 && legs.recordedMillis(1, TWO_HERTZ) >= 400,
                () -> "leg one left and leg two right: " + legs.recordedMillis(0, ONE_HERTZ) + ", "
                        + legs.recordedMillis(1, TWO_HERTZ));
        assertThat(legs.recordedMillis(0, TWO_HERTZ)).isZero();
        assertThat(legs.recordedMillis(1, ONE_HERTZ)).isZero();
        assertNoChannels();
    }

    @Test
    void announcesAndConnectsWhoPressesTheKey() {
        controller.legs().writeAnnouncement("welcome", ANNOUNCED_HERTZ, 20);
        TwoLegCalls.Running call = controller
                .legs()
                .start(number(1), TrialLegs.announcement("welcome", '1', number(2)), Joining.BETWEEN_PARTIES);
        CallId first = answered(one);
        assertThat(TrialLegs.stageOne(call)).isInstanceOf(StageOne.Answered.class);
        one.awaitTone(ANNOUNCED_HERTZ, 600);
        one.sendDigits(first, "9");
        one.sendDigits(first, "1");
        answered(two);
        assertEachHearsTheOther();
        controller.legs().assertNothingReachesUs(InetAddress.getLoopbackAddress());
        call.hangUp();
        assertThat(TrialLegs.end(call)).isEqualTo(TwoLegEnd.HUNG_UP);
        assertNoChannels();
    }

    @Test
    void announcesToTheEndAndHangsUp() {
        controller.legs().writeAnnouncement("short", ANNOUNCED_HERTZ, 1);
        TwoLegCalls.Running call = controller
                .legs()
                .start(number(1), TrialLegs.announcement("short", '1', number(2)), Joining.BETWEEN_PARTIES);
        CallId first = answered(one);
        one.awaitEnd(first);
        assertThat(one.heardMillis(ANNOUNCED_HERTZ)).isGreaterThan(600);
        assertThat(TrialLegs.end(call)).isEqualTo(TwoLegEnd.ANNOUNCED);
    }

    @Test
    void callsNobodyWhenTheAnnouncementIsMissing() {
        TwoLegCalls.Running call = controller
                .legs()
                .start(number(1), TrialLegs.announcement("nonesuch", '1', number(2)), Joining.BETWEEN_PARTIES);
        assertThat(TrialLegs.stageOne(call)).isEqualTo(new StageOne.Failed(LegFailure.NOT_CONNECTED, ""));
        assertThat(one.snapshot().calls()).isEmpty();
        assertNoChannels();
    }

    @Test
    void tellsWhyLegOneDidNotAnswer() {
        TwoLegCalls.Running busy =
                controller.legs().start(Dialled.BUSY, TrialLegs.dialled(number(2)), Joining.BETWEEN_PARTIES);
        assertThat(((StageOne.Failed) TrialLegs.stageOne(busy)).failure()).isEqualTo(LegFailure.BUSY);
        TwoLegCalls.Running unknown =
                controller.legs().start("699", TrialLegs.dialled(number(2)), Joining.BETWEEN_PARTIES);
        assertThat(((StageOne.Failed) TrialLegs.stageOne(unknown)).failure()).isEqualTo(LegFailure.NOT_CONNECTED);
        assertNoChannels();
    }

    @Test
    void connectsToWhateverTheDialplanReaches() {
        TwoLegCalls.Running call =
                controller.legs().start(number(1), TrialLegs.dialled(Dialled.TONE), Joining.BETWEEN_PARTIES);
        answered(one);
        one.awaitTone(Peers.TONE_HERTZ, 600);
        controller.legs().assertNothingReachesUs(InetAddress.getLoopbackAddress());
        call.hangUp();
        assertThat(TrialLegs.end(call)).isEqualTo(TwoLegEnd.HUNG_UP);
        assertNoChannels();
    }

    @Test
    void letsLegOneHearWhatIsPlayedBeforeTheAnswer() {
        TwoLegCalls.Running call =
                controller.legs().start(number(1), TrialLegs.dialled(Dialled.EARLY_MEDIA), Joining.RECORDED);
        answered(one);
        one.awaitTone(Peers.TONE_HERTZ, 300);
        call.hangUp();
        TrialLegs.end(call);
        assertNoChannels();
    }

    @Test
    void doesNotDisturbTheAgentsOwnCall() {
        CallId own = controller.dial(Dialled.ECHO);
        controller.awaitTone(TrialPhone.AGENT_HERTZ, 300);
        TwoLegCalls.Running call =
                controller.legs().start(number(1), TrialLegs.dialled(number(2)), Joining.BETWEEN_PARTIES);
        answered(one);
        answered(two);
        assertEachHearsTheOther();
        controller.headset().listenAnew();
        controller.awaitTone(TrialPhone.AGENT_HERTZ, 300);
        call.hangUp();
        assertThat(TrialLegs.end(call)).isEqualTo(TwoLegEnd.HUNG_UP);
        assertThat(controller.snapshot().call(own).orElseThrow().phase()).isEqualTo(CallView.Phase.CONNECTED);
        controller.hangUp(own);
        controller.awaitEnd(own);
    }
}
