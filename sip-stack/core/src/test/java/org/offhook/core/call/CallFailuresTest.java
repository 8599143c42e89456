package org.offhook.core.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.offhook.core.call.CallEnd.Cause;
import org.offhook.core.error.ErrorCode;

/** Why a call failed, in the words of the trade. */
class CallFailuresTest {
    private CallEnd failure(int status, boolean rang, Optional<String> reason) {
        return CallFailures.of(new CallInput.RejectedResponse(status, "", reason, Optional.empty()), rang);
    }

    @Test
    void saysInTradeWordsWhyACallFailed() {
        assertThat(failure(404, false, Optional.empty()).cause()).isEqualTo(Cause.NUMBER_UNKNOWN);
        assertThat(failure(480, false, Optional.empty()).cause()).isEqualTo(Cause.UNAVAILABLE);
        assertThat(failure(480, true, Optional.empty()).cause()).isEqualTo(Cause.NO_ANSWER);
        assertThat(failure(408, true, Optional.empty()).cause()).isEqualTo(Cause.NO_ANSWER);
        assertThat(failure(486, true, Optional.empty()).cause()).isEqualTo(Cause.BUSY);
        assertThat(failure(600, true, Optional.empty()).cause()).isEqualTo(Cause.BUSY);
        assertThat(failure(603, true, Optional.empty()).cause()).isEqualTo(Cause.DECLINED);
        assertThat(failure(403, false, Optional.empty()).error()).contains(ErrorCode.CALL_NOT_ALLOWED);
        assertThat(failure(488, false, Optional.empty()).error()).contains(ErrorCode.MEDIA_NOT_ACCEPTED);
        assertThat(failure(503, false, Optional.empty()).error()).contains(ErrorCode.LINE_UNAVAILABLE);
        assertThat(failure(500, false, Optional.empty()).error()).contains(ErrorCode.SERVER_FAILED);
        assertThat(failure(302, false, Optional.empty()).cause()).isEqualTo(Cause.UNAVAILABLE);
    }

    @Test
    void believesTheGatewaysQ850CauseWhereTheStatusSaysNothing() {
        assertThat(failure(503, false, Optional.of("Q.850;cause=17;text=\"User busy\""))
                        .cause())
                .isEqualTo(Cause.BUSY);
        assertThat(failure(480, false, Optional.of("SIP;cause=480, Q.850 ;cause=1"))
                        .cause())
                .isEqualTo(Cause.NUMBER_UNKNOWN);
        assertThat(failure(486, false, Optional.of("Q.850;cause=1")).cause()).isEqualTo(Cause.BUSY);
        assertThat(failure(500, false, Optional.of("Q.850;cause=999")).cause()).isEqualTo(Cause.SERVER_FAILED);
    }
}
