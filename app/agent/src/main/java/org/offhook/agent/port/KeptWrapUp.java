package org.offhook.agent.port;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import org.offhook.agent.Draft;
import org.offhook.core.call.CallEnd;
import org.offhook.core.call.CallId;
import org.offhook.core.call.CallParty;

/**
 * A call whose result is being noted, as it is kept while it is not saved.
 *
 * @param lead it belongs to
 */
public record KeptWrapUp(
        String agent,
        String campaign,
        CallId call,
        CallParty party,
        OptionalLong lead,
        Duration talked,
        CallEnd end,
        Instant endedAt,
        Draft draft) {
    /** Name of the far end, or its number. */
    public String who() {
        return party.name().isEmpty() ? party.number() : party.name();
    }

    public KeptWrapUp with(Draft changed) {
        return new KeptWrapUp(agent, campaign, call, party, lead, talked, end, endedAt, changed);
    }

    @Override
    public String toString() {
        return "KeptWrapUp[" + call + "]"; // the customer's data stays out of logs
    }
}
