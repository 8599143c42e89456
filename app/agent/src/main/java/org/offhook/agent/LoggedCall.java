package org.offhook.agent;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.offhook.campaign.log.LoggedQuality;
import org.offhook.core.account.AccountId;
import org.offhook.core.call.CallEnd;
import org.offhook.core.call.CallId;
import org.offhook.core.call.CallParty;
import org.offhook.core.phone.CallView.CallDirection;

/**
 * One line of the call log.
 *
 * @param quality how it sounded; empty for a call that was never answered
 * @param account which of the phone's accounts it was over
 */
public record LoggedCall(
        CallId id,
        CallDirection direction,
        CallParty party,
        Instant startedAt,
        Duration talked,
        CallEnd end,
        Optional<LoggedQuality> quality,
        AccountId account) {

    /** A call over the main account. */
    public LoggedCall(
            CallId id,
            CallDirection direction,
            CallParty party,
            Instant startedAt,
            Duration talked,
            CallEnd end,
            Optional<LoggedQuality> quality) {
        this(id, direction, party, startedAt, talked, end, quality, AccountId.MAIN);
    }

    /** A call of which nobody knows how it sounded. */
    public LoggedCall(
            CallId id, CallDirection direction, CallParty party, Instant startedAt, Duration talked, CallEnd end) {
        this(id, direction, party, startedAt, talked, end, Optional.empty());
    }

    /** Whether it came in and nobody took it. */
    public boolean missed() {
        boolean taken = end.cause() == CallEnd.Cause.HUNG_UP || !talked.isZero();
        boolean settled = end.cause() == CallEnd.Cause.REJECTED || end.cause() == CallEnd.Cause.ANSWERED_ELSEWHERE;
        return direction == CallDirection.INCOMING && !taken && !settled;
    }
}
