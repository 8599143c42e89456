package org.offhook.campaign.setup;

import java.util.Set;

/**
 * How a call can have gone; it becomes the lead's status.
 *
 * @param campaign the campaign that offers it; empty for all
 * @param code 1 to 6 characters, such as {@code SALE}
 * @param hotkey key that chooses it, such as {@code 1}; may be empty
 */
public record Disposition(String campaign, String code, String name, String hotkey, Set<Meaning> meanings) {
    /** What it means besides being chosen. */
    public enum Meaning {
        /** A person was spoken to. */
        HUMAN_ANSWERED,
        /** The number goes on the campaign's DNC list. */
        DO_NOT_CALL,
        /** A time to call back is asked for. */
        CALL_BACK,
        /** The lead is not handed out again. */
        FINISHED
    }

    public Disposition {
        meanings = Set.copyOf(meanings);
    }
}
