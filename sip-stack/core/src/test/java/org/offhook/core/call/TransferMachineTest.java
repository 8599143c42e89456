package org.offhook.core.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.offhook.core.call.CallEffect.Announce;
import org.offhook.core.call.CallEffect.SendBye;
import org.offhook.core.call.CallEffect.SendRefer;
import org.offhook.core.call.CallEffect.SendReinvite;
import org.offhook.core.error.ErrorCode;

/** The agent sends the far end to somebody else (RFC 3515, RFC 5589 §6.1). */
class TransferMachineTest extends CallOnTrial {
    private static final SendBye BYE = new SendBye(CallSamples.FAR, Optional.empty());

    private void connect() {
        dial();
        take(CallSamples.answered(CallSamples.FAR));
        orders.clear();
    }

    private List<CallEffect> answered(int status) {
        return take(new CallInput.ReferAnswered(CallSamples.FAR, status));
    }

    private List<CallEffect> notified(int status, boolean over) {
        return take(new CallInput.TransferNotified(CallSamples.FAR, status, over));
    }

    private static Announce failed(int status) {
        return new Announce(new CallNews.Refused(ErrorCode.TRANSFER_FAILED, status));
    }

    private static Announce progressed(int status) {
        return new Announce(new CallNews.TransferProgressed(status));
    }

    @Test
    void staysUntilTheOtherPartyIsReachedAndHangsUpThen() {
        connect();
        assertThat(take(CallSamples.TRANSFER))
                .containsExactly(new SendRefer(CallSamples.FAR, new TransferTarget.Somebody("305")));
        assertThat(answered(202)).containsExactly(progressed(100));
        assertThat(notified(180, false)).containsExactly(progressed(180));
        assertThat(state).isInstanceOf(CallState.Connected.class);
        assertThat(notified(200, true)).startsWith(BYE);
        assertThat(end()).isEqualTo(new CallEnd(CallEnd.Cause.TRANSFERRED, CallEnd.Side.AGENT, 0, Optional.empty()));
    }

    @Test
    void takesANoticeThatOvertakesTheResponse() {
        connect();
        take(CallSamples.TRANSFER);
        assertThat(notified(100, false)).containsExactly(progressed(100));
        answered(202);
        assertThat(notified(200, true)).startsWith(BYE);
    }

    @Test
    void keepsTheCallWhenTheFarEndRefuses() {
        connect();
        take(CallSamples.TRANSFER);
        assertThat(answered(603)).containsExactly(failed(603));
        assertThat(state).isInstanceOf(CallState.Connected.class);
        assertThat(kinds(take(CallSamples.TRANSFER))).as("to somebody else").containsExactly(SendRefer.class);
    }

    @Test
    void keepsTheCallWhenTheOtherPartyIsNotReached() {
        connect();
        take(CallSamples.TRANSFER);
        answered(202);
        assertThat(notified(486, true)).containsExactly(failed(486));
        assertThat(state).isInstanceOf(CallState.Connected.class);
    }

    @Test
    void takesAnEndOfTheNoticesWithoutOutcomeForNoSuccess() {
        connect();
        take(CallSamples.TRANSFER);
        answered(202);
        assertThat(notified(100, true)).containsExactly(failed(100));
        assertThat(state).isInstanceOf(CallState.Connected.class);
    }

    @Test
    void asksOneTransferAtATime() {
        connect();
        take(CallSamples.TRANSFER);
        assertThat(take(CallSamples.TRANSFER))
                .singleElement()
                .isInstanceOfSatisfying(
                        CallEffect.Refuse.class,
                        refusal -> assertThat(refusal.error()).isEqualTo(ErrorCode.CALL_STATE_WRONG));
    }

    @Test
    void wasTransferredWhenTheFarEndHangsUpOnItsWay() {
        connect();
        take(CallSamples.TRANSFER);
        answered(202);
        take(new CallInput.ByeReceived(CallSamples.FAR, Optional.empty()));
        assertThat(end().cause()).isEqualTo(CallEnd.Cause.TRANSFERRED);
    }

    @Test
    void wasHungUpWhenTheFarEndHangsUpBeforeItHasTakenTheTransferUp() {
        connect();
        take(CallSamples.TRANSFER);
        take(new CallInput.ByeReceived(CallSamples.FAR, Optional.empty()));
        assertThat(end().cause()).isEqualTo(CallEnd.Cause.HUNG_UP);
    }

    @Test
    void runsBesideAHold() {
        connect();
        take(CallSamples.HOLD_IT);
        take(CallSamples.TRANSFER);
        take(new CallInput.ReinviteAnswered(CallSamples.FAR, Optional.of(CallSamples.HELD)));
        answered(202);
        assertThat(notified(503, true)).containsExactly(failed(503));
        assertThat(kinds(take(CallSamples.RESUME))).containsExactly(SendReinvite.class);
    }

    @Test
    void ignoresNoticesThatNobodyAskedFor() {
        connect();
        assertThat(kinds(notified(200, true))).containsExactly(CallEffect.Ignore.class);
        assertThat(state).isInstanceOf(CallState.Connected.class);
    }
}
