package org.offhook.core.thirdparty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.offhook.core.thirdparty.LegSamples.FAR;
import static org.offhook.core.thirdparty.LegSamples.ONE;
import static org.offhook.core.thirdparty.LegSamples.TWO;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.thirdparty.PairMachine.Pair;
import org.offhook.core.thirdparty.PairMachine.PairEffect;
import org.offhook.core.thirdparty.PairMachine.PairInput;

/** Both legs and their join: RFC 3725 §4.4 as an ordered list of messages, and the races around it. */
class PairMachineTest extends PairOnTrial {
    @Test
    void callsOneThenTheOtherAndCrossesTheirDescriptions() {
        assertThat(first(LegSamples.call(LegSamples.OURS))).containsExactly("FIRST ReserveMedia");
        assertThat(first(LegSamples.RESERVED)).containsExactly("FIRST SendInvite with SDP");
        assertThat(first(LegSamples.answered(ONE)))
                .containsExactly("FIRST SendAck", "FIRST ApplyMedia SENDRECV", "FIRST Answered");
        assertThat(second(LegSamples.call(LegSamples.NONE))).containsExactly("SECOND SendInvite");
        assertThat(second(LegSamples.RINGS)).containsExactly("SECOND Rings", "FIRST hears RINGBACK");
        assertThat(second(LegSamples.answered(TWO)))
                .containsExactly("SECOND StartTimer ACK_LIMIT 24 s", "SECOND Answered", "FIRST hears SILENCE");
        assertThat(take(new PairInput.JoinRequested()))
                .as("a packet of ours that comes after the re-INVITE would be taken for one of the other party")
                .containsExactly("Hush");
        assertThat(take(new PairInput.HushOver())).containsExactly("FIRST SendReinvite with SDP");
        assertThat(mediaOf(sdpOf(LegEffect.SendReinvite.class, Side.FIRST))).isEqualTo(mediaOf(TWO));
        assertThat(first(new LegInput.ReinviteAnswered(FAR, Optional.of(ONE))))
                .containsExactly(
                        "FIRST SendAck",
                        "FIRST ReleaseMedia",
                        "SECOND SendAck with SDP",
                        "SECOND StopTimer ACK_LIMIT",
                        "ReportJoined");
        assertThat(mediaOf(sdpOf(LegEffect.SendAck.class, Side.SECOND))).isEqualTo(mediaOf(ONE));
    }

    @Test
    void bridgesWhenBothHaveOurMedia() {
        bothAnswered(LegSamples.OURS);
        assertThat(join()).containsExactly("Bridge recording BY_RULE", "ReportJoined");
        assertThat(first(new LegInput.ReinviteReceived(FAR, Optional.of(ONE))))
                .as("each party's re-INVITE is answered for itself")
                .containsExactly("FIRST RespondToReinvite 200 with SDP", "FIRST ApplyMedia SENDRECV");
    }

    @Test
    void cannotJoinWhoHasNotAnswered() {
        first(LegSamples.call(LegSamples.OURS));
        assertThat(join()).containsExactly("ReportBroken");
    }

    @Test
    void backsOffWhenBothReinviteAtOnceAndTriesAgain() {
        bothAnswered(LegSamples.NONE);
        join();
        assertThat(first(new LegInput.ReinviteReceived(FAR, Optional.of(ONE))))
                .as("RFC 3261 §14.2")
                .containsExactly("FIRST RespondToReinvite 491");
        assertThat(first(new LegInput.ReinviteRejected(FAR, 491)))
                .containsExactly("FIRST ApplyMedia SENDRECV", "StartBackOff");
        assertThat(first(new LegInput.ReinviteReceived(FAR, Optional.of(ONE))))
                .as("its own, again, while we wait")
                .containsExactly("FIRST RespondToReinvite 200 with SDP", "FIRST ApplyMedia SENDRECV");
        assertThat(take(new PairInput.BackOffOver())).containsExactly("Hush");
        assertThat(take(new PairInput.HushOver())).containsExactly("FIRST SendReinvite with SDP");
        first(new LegInput.ReinviteAnswered(FAR, Optional.of(ONE)));
        assertThat(pair.join()).isEqualTo(new JoinState.Joined(Secrecy.PLAIN));
    }

    @Test
    void joinsThemThroughOurSocketsWhenLegOneRefusesTheOthersMedia() {
        for (int status : new int[] {400, 403, 415, 488, 500, 503, 603}) {
            pair = Pair.NEW;
            bothAnswered(LegSamples.NONE);
            join();
            assertThat(first(new LegInput.ReinviteRejected(FAR, status)))
                    .as("%d", status)
                    .containsExactly("FIRST ApplyMedia SENDRECV", "SECOND ReserveMedia");
            assertThat(second(LegSamples.RESERVED))
                    .containsExactly(
                            "SECOND SendAck with SDP",
                            "SECOND StopTimer ACK_LIMIT",
                            "SECOND ApplyMedia SENDRECV",
                            "Bridge recording NONE",
                            "ReportJoined");
            assertThat(mediaOf(sdpOf(LegEffect.SendAck.class, Side.SECOND)))
                    .as("our answer to its offer")
                    .startsWith("m=audio 40000 RTP/AVP 8 101");
            assertThat(pair.join()).isEqualTo(new JoinState.Bridged());
            assertThat(first(new LegInput.ReinviteReceived(FAR, Optional.of(ONE))))
                    .as("each party's re-INVITE is answered for itself")
                    .containsExactly("FIRST RespondToReinvite 200 with SDP", "FIRST ApplyMedia SENDRECV");
            assertThat(second(new LegInput.Answered(LegSamples.OTHER, Optional.of(TWO))))
                    .as("a late fork's offer is refused: our INVITE had made none")
                    .containsExactly("SECOND SendAck refusing (other)", "SECOND SendBye (other)");
        }
    }

    @Test
    void endsLegTwoWhenThereAreNoSocketsToFallBackTo() {
        fallingBack();
        assertThat(second(new LegInput.MediaUnavailable(ErrorCode.MEDIA_PORTS_TAKEN)))
                .as("its 2xx still gets an ACK, and its offer an answer")
                .startsWith("SECOND SendAck refusing", "SECOND SendBye with Reason", "SECOND StopTimer ACK_LIMIT")
                .endsWith("SECOND Ended LOCAL_FAILURE", "FIRST hears SILENCE");
        assertThat(pair.join()).isEqualTo(new JoinState.Parted());
    }

    @Test
    void endsALegWhoseStreamCannotBeSecuredAndSaysWhy() {
        bothAnswered(LegSamples.OURS);
        join();
        assertThat(first(new LegInput.SecuringFailed(ErrorCode.PEER_NOT_GENUINE)))
                .as("nobody waits in silence")
                .startsWith("FIRST SendBye with Reason", "FIRST ReleaseMedia")
                .endsWith("FIRST Ended MEDIA_NOT_ACCEPTED");
        assertThat(orders)
                .anySatisfy(order -> assertThat(order)
                        .isInstanceOfSatisfying(
                                PairEffect.OfLeg.class,
                                of -> assertThat(of.effect())
                                        .isInstanceOfSatisfying(
                                                LegEffect.Report.class,
                                                report -> assertThat(report.news())
                                                        .isInstanceOfSatisfying(
                                                                LegEffect.LegNews.Ended.class,
                                                                ended -> assertThat(ended.end()
                                                                                .error())
                                                                        .contains(ErrorCode.PEER_NOT_GENUINE)))));
        assertThat(pair.join()).isEqualTo(new JoinState.Parted());
    }

    @Test
    void endsLegTwoWhenItsOfferHasNoCodecOfOurs() {
        first(LegSamples.call(LegSamples.OURS));
        first(LegSamples.RESERVED);
        first(LegSamples.answered(ONE));
        second(LegSamples.call(LegSamples.NONE));
        second(LegSamples.answered(LegSamples.STRANGE));
        join();
        first(new LegInput.ReinviteRejected(FAR, 488));
        assertThat(second(LegSamples.RESERVED))
                .startsWith("SECOND SendAck refusing", "SECOND SendBye with Reason")
                .endsWith("SECOND Ended MEDIA_NOT_ACCEPTED", "FIRST hears SILENCE");
    }

    @Test
    void endsTheFallBackWhenEitherLeavesMeanwhile() {
        fallingBack();
        first(new LegInput.ByeReceived(FAR));
        assertThat(pair.join()).isEqualTo(new JoinState.Parted());
        assertThat(second(LegSamples.END)).startsWith("SECOND SendAck refusing", "SECOND SendBye with Reason");
        pair = Pair.NEW;
        fallingBack();
        assertThat(second(new LegInput.ByeReceived(FAR)))
                .containsExactly(
                        "SECOND StopTimer ACK_LIMIT",
                        "SECOND ReleaseMedia",
                        "SECOND ForgetLeg",
                        "SECOND Ended HUNG_UP",
                        "FIRST hears SILENCE");
        assertThat(pair.join()).isEqualTo(new JoinState.Parted());
    }

    private void fallingBack() {
        bothAnswered(LegSamples.NONE);
        join();
        first(new LegInput.ReinviteRejected(FAR, 488));
        assertThat(pair.join()).isEqualTo(new JoinState.FallingBack());
    }

    @Test
    void letsLegOneHearWhatLegTwoPlaysBeforeItAnswers() {
        first(LegSamples.call(LegSamples.OURS));
        first(LegSamples.RESERVED);
        first(LegSamples.answered(ONE));
        second(LegSamples.call(LegSamples.OURS));
        second(LegSamples.RESERVED);
        assertThat(second(LegSamples.RINGS)).containsExactly("SECOND Rings", "FIRST hears RINGBACK");
        assertThat(second(LegSamples.PLAYS))
                .containsExactly("SECOND ApplyMedia SENDRECV", "SECOND PlaysEarly", "FIRST hears SECOND");
        assertThat(second(LegSamples.RINGS))
                .as("RFC 3960 §3.2: a 180 does not end early media")
                .isEmpty();
        assertThat(second(new LegInput.Progressed(183, Optional.of(LegSamples.OTHER), Optional.of(ONE))))
                .as("another fork's, over the same sockets")
                .containsExactly("SECOND ApplyMedia SENDRECV");
        assertThat(second(LegSamples.answered(TWO)))
                .containsExactly(
                        "SECOND SendAck", "SECOND ApplyMedia SENDRECV", "SECOND Answered", "FIRST hears SILENCE");
        assertThat(((LegState.Talking) pair.second()).plan().revision())
                .as("each description is a new plan: the stream may come from elsewhere now")
                .isEqualTo(3);
        assertThat(join()).containsExactly("Bridge recording BY_RULE", "ReportJoined");
    }

    @Test
    void playsRingbackWhereLegTwoMakesTheOfferItself() {
        first(LegSamples.call(LegSamples.OURS));
        first(LegSamples.RESERVED);
        first(LegSamples.answered(ONE));
        second(LegSamples.call(LegSamples.NONE));
        assertThat(second(LegSamples.PLAYS))
                .as("without 100rel nobody can answer an offer before the 2xx (RFC 3262 §5)")
                .containsExactly("SECOND Rings", "FIRST hears RINGBACK");
    }

    @Test
    void endsLegTwoWhenLegOneLeavesWhileTheyAreBeingJoined() {
        bothAnswered(LegSamples.NONE);
        join();
        assertThat(first(new LegInput.ByeReceived(FAR)))
                .containsExactly("FIRST ReleaseMedia", "FIRST ForgetLeg", "FIRST Ended HUNG_UP");
        assertThat(first(new LegInput.ReinviteRejected(FAR, 487))).containsExactly("FIRST ignored: the leg is over");
        assertThat(second(LegSamples.END)).startsWith("SECOND SendAck refusing", "SECOND SendBye with Reason");
        assertThat(pair.over()).isTrue();
    }

    @Test
    void acknowledgesA2xxToAReinviteThatComesAfterTheEnd() {
        bothAnswered(LegSamples.NONE);
        join();
        first(LegSamples.END);
        assertThat(first(new LegInput.ReinviteAnswered(FAR, Optional.of(ONE)))).containsExactly("FIRST SendAck");
    }

    @Test
    void doesNotLetAnOfferWaitForEver() {
        bothAnswered(LegSamples.NONE);
        join();
        assertThat(second(new LegInput.TimerFired(LegInput.LegTimer.ACK_LIMIT)))
                .as("RFC 3261 §13.3.1.4: the callee would hang up after 64·T1 by itself")
                .startsWith("SECOND SendAck refusing", "SECOND SendBye with Reason")
                .endsWith("SECOND Ended HUNG_UP");
        assertThat(LegMachine.ACK_LIMIT).isLessThan(LegMachine.CANCEL_GUARD);
        assertThat(pair.join()).isEqualTo(new JoinState.Parted());
    }

    @Test
    void hangsUpWhoAnswersTheCancel() {
        second(LegSamples.call(LegSamples.NONE));
        second(LegSamples.RINGS);
        assertThat(second(LegSamples.END)).containsExactly("SECOND SendCancel", "SECOND StartTimer CANCEL_GUARD 32 s");
        assertThat(second(LegSamples.answered(TWO)))
                .startsWith("SECOND StopTimer CANCEL_GUARD", "SECOND SendAck refusing", "SECOND SendBye");
    }
}
