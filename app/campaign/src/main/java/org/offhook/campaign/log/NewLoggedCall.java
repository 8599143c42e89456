package org.offhook.campaign.log;

import java.time.Instant;
import java.util.OptionalLong;

/**
 * A call that begins.
 *
 * @param call SIP Call-ID; unique together with the node
 * @param node the phone that has it
 * @param agent empty when nobody is logged in
 * @param number the far end as dialled or as it presented itself
 * @param name of the far end; may be empty
 * @param source who asked for it: {@code agent}, a profile's name, {@code incoming} …
 * @param account name of the phone's account that it is over
 */
public record NewLoggedCall(
        String call,
        String node,
        Direction direction,
        String agent,
        String campaign,
        String number,
        String name,
        OptionalLong lead,
        OptionalLong dialEntry,
        String source,
        Instant startedAt,
        String account) {
    /** Name of the account that a login means. */
    public static final String MAIN_ACCOUNT = "main";

    /** Over the main account. */
    public NewLoggedCall(
            String call,
            String node,
            Direction direction,
            String agent,
            String campaign,
            String number,
            String name,
            OptionalLong lead,
            OptionalLong dialEntry,
            String source,
            Instant startedAt) {
        this(call, node, direction, agent, campaign, number, name, lead, dialEntry, source, startedAt, MAIN_ACCOUNT);
    }

    /** Who called. */
    public enum Direction {
        OUTGOING,
        INCOMING
    }

    @Override
    public String toString() {
        return "NewLoggedCall[" + direction + "]"; // numbers stay out of logs
    }
}
