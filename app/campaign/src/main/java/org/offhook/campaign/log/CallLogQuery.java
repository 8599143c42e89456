package org.offhook.campaign.log;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Which calls are looked for; absent means any.
 *
 * @param text digits anywhere in the number, or letters at the beginning of the name
 * @param beforeId only older lines, for the next page
 * @param most how many at most
 */
public record CallLogQuery(
        Optional<String> agent,
        Optional<String> campaign,
        OptionalLong lead,
        Optional<String> text,
        Optional<Instant> from,
        Optional<Instant> until,
        OptionalLong beforeId,
        int most) {
    /** An agent's newest calls. */
    public static CallLogQuery of(String agent, int most) {
        return new CallLogQuery(
                Optional.of(agent),
                Optional.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                most);
    }

    @Override
    public String toString() {
        return "CallLogQuery";
    }
}
