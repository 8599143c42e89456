package org.offhook.core.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.offhook.core.call.CallSamples.ACK;
import static org.offhook.core.call.CallSamples.ANSWER_IT;
import static org.offhook.core.call.CallSamples.DIAL;
import static org.offhook.core.call.CallSamples.FAR;
import static org.offhook.core.call.CallSamples.NOW;
import static org.offhook.core.call.CallSamples.OFFER;
import static org.offhook.core.call.CallSamples.RESERVED;
import static org.offhook.core.call.CallSamples.answered;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.offhook.core.call.CallEnd.Cause;
import org.offhook.core.call.CallEnd.Side;

/** Why the far end gave up or hung up, where it says so (RFC 3326). */
class ReasonsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SIP;cause=200;text=\"Call completed elsewhere\" | ANSWERED_ELSEWHERE",
                "Q.850;cause=16, SIP ;cause=200 | ANSWERED_ELSEWHERE",
                "Q.850;cause=26 | ANSWERED_ELSEWHERE",
                "SIP;cause=600;text=\"Busy Everywhere\" | DECLINED",
                "SIP;cause=603 | DECLINED",
                "SIP;cause=487 | MISSED",
                "Q.850;cause=102;text=\"cause=2001\" | MISSED",
                "nonsense | MISSED"
            })
    void tellsACallThatIsNobodysMissedOne(String reason, Cause cause) {
        CallEnd end = endOf(
                CallSamples.after(CallSamples.invite(Optional.of(OFFER)), RESERVED),
                new CallInput.CancelReceived(Optional.of(reason)));
        assertThat(end.cause()).isEqualTo(cause);
        assertThat(end.side()).isEqualTo(Side.FAR_END);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Q.850;cause=16;text=\"Normal call clearing\" | HUNG_UP | FAR_END | 0",
                "Q.850;cause=38 | CONNECTION_LOST | NETWORK | 0",
                "SIP;cause=408;text=\"Session expired\" | CONNECTION_LOST | NETWORK | 408",
                "SIP;cause=488, Q.850;cause=88 | MEDIA_NOT_ACCEPTED | FAR_END | 488",
                "Q.850;cause=31 | HUNG_UP | FAR_END | 0"
            })
    void tellsALineThatBrokeFromAFarEndThatHungUp(String reason, Cause cause, Side side, int status) {
        CallInput bye = new CallInput.ByeReceived(FAR, Optional.of(reason));
        CallState outgoing = CallSamples.after(DIAL, RESERVED, answered(FAR));
        CallState incoming = CallSamples.after(CallSamples.invite(Optional.of(OFFER)), RESERVED, ANSWER_IT, ACK);
        for (CallState call : new CallState[] {outgoing, incoming}) {
            CallEnd end = endOf(call, bye);
            assertThat(end.cause()).isEqualTo(cause);
            assertThat(end.side()).isEqualTo(side);
            assertThat(end.sipStatus()).isEqualTo(status);
            assertThat(end.error().isPresent()).isEqualTo(cause != Cause.HUNG_UP);
        }
    }

    @Test
    void isAnOrdinaryHangUpWithoutAnyReason() {
        assertThat(endOf(
                        CallSamples.after(DIAL, RESERVED, answered(FAR)),
                        new CallInput.ByeReceived(FAR, Optional.empty())))
                .isEqualTo(Ending.HUNG_UP_THERE);
    }

    private static CallEnd endOf(CallState state, CallInput input) {
        return CallMachine.step(state, input, NOW.plusSeconds(5)).effects().stream()
                .filter(CallEffect.Announce.class::isInstance)
                .map(effect -> ((CallEffect.Announce) effect).news())
                .filter(CallNews.Ended.class::isInstance)
                .map(news -> ((CallNews.Ended) news).end())
                .findFirst()
                .orElseThrow();
    }
}
