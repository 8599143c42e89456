package org.offhook.core.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.offhook.core.call.CallEffect.SendBye;
import org.offhook.core.call.CallEffect.SendReinvite;
import org.offhook.core.call.CallEffect.SendUpdate;
import org.offhook.core.call.CallEffect.StartTimer;
import org.offhook.core.call.CallEffect.StopTimer;
import org.offhook.core.call.CallInput.CallTimer;
import org.offhook.core.call.SessionTerms.Refresh;
import org.offhook.core.call.SessionTerms.Refresher;

/** A session is refreshed in time, by whoever was agreed on, or ends (RFC 4028). */
class SessionTimerMachineTest extends CallOnTrial {
    private static final Duration INTERVAL = Duration.ofMinutes(30);
    private static final CallInput DUE = new CallInput.TimerFired(CallTimer.SESSION);

    private Instant begun = now;

    private void connect() {
        dial();
        take(CallSamples.answered(CallSamples.FAR));
        begun = now;
    }

    private List<CallEffect> agree(Duration interval, Refresher refresher, Refresh by) {
        return take(
                new CallInput.SessionTimed(CallSamples.FAR, Optional.of(new SessionTerms(interval, refresher, by))));
    }

    private void at(Duration sinceTheAnswer) {
        now = begun.plus(sinceTheAnswer);
    }

    private static StartTimer timer(Duration after) {
        return new StartTimer(CallTimer.SESSION, after);
    }

    private void refuse(int status) {
        take(new CallInput.RefreshRefused(CallSamples.FAR, status));
    }

    private void assertEndedByTheTimer() {
        assertThat(end().cause()).isEqualTo(CallEnd.Cause.CONNECTION_LOST);
        assertThat(orders).contains(new SendBye(CallSamples.FAR, Optional.empty()));
    }

    @Test
    void refreshesByUpdateWhenHalfOfTheIntervalIsOver() {
        connect();
        assertThat(agree(INTERVAL, Refresher.US, Refresh.UPDATE))
                .as("RFC 4028 §7.2")
                .containsExactly(timer(Duration.ofMinutes(15)));
        at(Duration.ofMinutes(15));
        assertThat(take(DUE))
                .as("§10: given up 32 s before it expires")
                .containsExactly(new SendUpdate(CallSamples.FAR), timer(Duration.ofSeconds(868)));
        assertThat(agree(INTERVAL, Refresher.US, Refresh.UPDATE)).containsExactly(timer(Duration.ofMinutes(15)));
    }

    @Test
    void refreshesByAnInviteThatChangesNothingWhereUpdateIsUnknown() {
        connect();
        agree(INTERVAL, Refresher.US, Refresh.REINVITE);
        String offer = orders.stream()
                .filter(CallEffect.SendInvite.class::isInstance)
                .map(order -> ((CallEffect.SendInvite) order).sdpOffer())
                .findFirst()
                .orElseThrow();
        at(Duration.ofMinutes(15));
        assertThat(take(DUE))
                .as("§7.4: the description and its version are the same")
                .containsExactly(new SendReinvite(CallSamples.FAR, offer), timer(Duration.ofSeconds(5)));
        take(new CallInput.ReinviteAnswered(CallSamples.FAR, Optional.of(CallSamples.ANSWER)));
        agree(INTERVAL, Refresher.US, Refresh.REINVITE);
        assertThat(state).isInstanceOf(CallState.Connected.class);
        assertThat(count(SendReinvite.class)).isEqualTo(1);
    }

    @Test
    void hangsUpWhenTheFarEndDoesNotRefresh() {
        connect();
        assertThat(agree(INTERVAL, Refresher.FAR_END, Refresh.UPDATE))
                .containsExactly(timer(Duration.ofSeconds(1_768)));
        at(Duration.ofSeconds(1_768));
        take(DUE);
        assertEndedByTheTimer();
    }

    @Test
    void waitsTwoThirdsOfAShortInterval() {
        connect();
        assertThat(agree(Duration.ofSeconds(90), Refresher.FAR_END, Refresh.UPDATE))
                .as("§10: the smaller one of 32 s and a third")
                .containsExactly(timer(Duration.ofSeconds(60)));
    }

    @Test
    void goesOnWhenTheFarEndRefreshes() {
        connect();
        agree(INTERVAL, Refresher.FAR_END, Refresh.UPDATE);
        at(Duration.ofSeconds(1_000));
        take(new CallInput.ReinviteReceived(CallSamples.FAR, Optional.of(CallSamples.OFFER)));
        assertThat(agree(INTERVAL, Refresher.FAR_END, Refresh.UPDATE))
                .containsExactly(timer(Duration.ofSeconds(1_768)));
    }

    @Test
    void tellsTheTwoRolesApartOnAnIncomingCallBeforeItsAck() {
        offer(Optional.of(CallSamples.OFFER));
        take(CallSamples.ANSWER_IT);
        assertThat(agree(INTERVAL, Refresher.US, Refresh.UPDATE)).containsExactly(timer(Duration.ofMinutes(15)));
        take(CallSamples.ACK);
        at(Duration.ofMinutes(15));
        assertThat(take(DUE)).contains(new SendUpdate(CallSamples.FAR));
    }

    @Test
    void triesAgainAfterARefusalThatMayPassAndGivesUpInTime() {
        connect();
        agree(Duration.ofSeconds(90), Refresher.US, Refresh.UPDATE);
        at(Duration.ofSeconds(45));
        take(DUE);
        refuse(500);
        assertThat(orders).endsWith(timer(Duration.ofSeconds(5)));
        at(Duration.ofSeconds(50));
        assertThat(take(DUE)).contains(new SendUpdate(CallSamples.FAR));
        at(Duration.ofSeconds(58));
        refuse(491);
        assertThat(orders).as("the end comes first").endsWith(timer(Duration.ofSeconds(2)));
        at(Duration.ofSeconds(60));
        take(DUE);
        assertEndedByTheTimer();
    }

    @Test
    void takesAnInviteWhereTheUpdateIsNotAllowedAfterAll() {
        connect();
        agree(INTERVAL, Refresher.US, Refresh.UPDATE);
        at(Duration.ofMinutes(15));
        take(DUE);
        refuse(405);
        assertThat(orders).endsWith(timer(Duration.ZERO));
        assertThat(kinds(take(DUE))).contains(SendReinvite.class);
    }

    @Test
    void endsTheCallThatTheFarEndKnowsNoMore() {
        connect();
        agree(INTERVAL, Refresher.US, Refresh.UPDATE);
        at(Duration.ofMinutes(15));
        take(DUE);
        refuse(481);
        assertEndedByTheTimer();
    }

    @Test
    void endsTheCallWhenNobodyAnswersTheUpdate() {
        connect();
        agree(INTERVAL, Refresher.US, Refresh.UPDATE);
        at(Duration.ofMinutes(15));
        take(DUE);
        at(Duration.ofSeconds(1_768));
        take(DUE);
        assertEndedByTheTimer();
    }

    @Test
    void waitsForAnExchangeThatRunsSinceThatRefreshesToo() {
        connect();
        agree(INTERVAL, Refresher.US, Refresh.REINVITE);
        take(CallSamples.HOLD_IT);
        at(Duration.ofMinutes(15));
        assertThat(take(DUE)).containsExactly(timer(Duration.ofSeconds(5)));
        assertThat(state).isInstanceOf(CallState.Reoffering.class);
    }

    @Test
    void triesAgainAfterItsRefreshHasCollided() {
        connect();
        agree(INTERVAL, Refresher.US, Refresh.REINVITE);
        at(Duration.ofMinutes(15));
        take(DUE);
        take(CallSamples.collided());
        assertThat(kinds(take(new CallInput.TimerFired(CallTimer.GLARE))))
                .as("RFC 3261 §14.1")
                .containsExactly(SendReinvite.class);
        at(Duration.ofSeconds(905));
        assertThat(kinds(take(DUE))).as("it is out").doesNotContain(SendReinvite.class);
    }

    @Test
    void stopsTheClockWhereTheFarEndWantsNone() {
        connect();
        agree(INTERVAL, Refresher.US, Refresh.UPDATE);
        assertThat(take(new CallInput.SessionTimed(CallSamples.FAR, Optional.empty())))
                .containsExactly(new StopTimer(CallTimer.SESSION));
    }

    @Test
    void leavesNoTimerBehind() {
        connect();
        agree(INTERVAL, Refresher.US, Refresh.UPDATE);
        assertThat(take(CallSamples.HANG_UP)).contains(new StopTimer(CallTimer.SESSION));
    }
}
