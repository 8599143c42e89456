package org.offhook.agent;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.offhook.campaign.log.LoggedQuality;
import org.offhook.core.call.CallEnd;
import org.offhook.core.call.CallId;
import org.offhook.core.call.CallParty;
import org.offhook.core.phone.CallView.CallDirection;

/**
 * One line of the call log.
 *
 * @param quality how it sounded; empty for a call that was never answered
 */
public record LoggedCall(
        CallId id,
        CallDirection direction,
        CallParty party,
        Instant startedAt,
        Duration talked,
        CallEnd end,
        Optional<LoggedQuality> quality) {

    /** A call of which nobody knows how it sounded. */
    public LoggedCall(
            CallId id, CallDirection direction, CallParty party, Instant startedAt, Duration talked, CallEnd end) {
        this(id, direction, party, startedAt, talked, end, Optional.empty());
    }
}
