package org.offhook.campaign.log;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A line of the call log.
 *
 * @param end cause of the end, such as {@code BUSY}; empty while it runs, {@code INTERRUPTED} when the phone ended without saying so
 * @param disposition empty when none was chosen
 * @param recording where the recording is; empty for none
 * @param quality how it sounded; empty for a call that was never answered, or of an older version
 * @param by who ended it
 */
public record CallRecord(
        long id,
        NewLoggedCall begun,
        Optional<Instant> answeredAt,
        Optional<Instant> endedAt,
        String end,
        String disposition,
        String comment,
        String recording,
        Optional<LoggedQuality> quality,
        EndedBy by) {
    /** A line of which nobody knows how the call sounded. */
    public CallRecord(
            long id,
            NewLoggedCall begun,
            Optional<Instant> answeredAt,
            Optional<Instant> endedAt,
            String end,
            String disposition,
            String comment,
            String recording) {
        this(id, begun, answeredAt, endedAt, end, disposition, comment, recording, Optional.empty(), EndedBy.UNKNOWN);
    }

    /** How long was spoken. */
    public Duration talked() {
        return answeredAt
                .flatMap(from -> endedAt.map(to -> Duration.between(from, to)))
                .filter(length -> !length.isNegative())
                .orElse(Duration.ZERO);
    }

    @Override
    public String toString() {
        return "CallRecord[" + id + "]"; // numbers stay out of logs
    }
}
