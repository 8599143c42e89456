package org.offhook.agent;

import org.offhook.campaign.log.LoggedQuality;
import org.offhook.core.media.CallSummary;
import org.offhook.core.media.Codec;

/** How a call sounded, as the log keeps it. */
public final class LoggedSound {
    private LoggedSound() {}

    /** The phone's summary in the log's words. */
    public static LoggedQuality of(CallSummary summary) {
        return new LoggedQuality(
                summary.opinion(),
                summary.rating(),
                summary.lossPercent(),
                summary.jitterMillis(),
                summary.roundTripMillis(),
                summary.concealedPercent(),
                summary.codec().map(Codec::encodingName).orElse(""),
                summary.security().name());
    }
}
