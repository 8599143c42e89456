package org.offhook.core.phone;

import java.util.List;

/**
 * What the phone has itself told about.
 *
 * @param mailbox whether to subscribe to the own mailbox; what is told unasked is shown either way
 * @param phones other phones and parking places, in the order in which they are shown
 * @param presence whether the exchange is told what the agent does
 */
public record WatchSettings(boolean mailbox, List<WatchedPhone> phones, FeatureCodes codes, boolean presence) {
    public static final WatchSettings NOTHING = new WatchSettings(false, List.of(), FeatureCodes.USUAL);

    /** More than a window shows, and more than an exchange likes to tell each of its phones. */
    public static final int MOST_PHONES = 100;

    public WatchSettings {
        phones = List.copyOf(phones);
    }

    /** A phone that tells nothing of its agent. */
    public WatchSettings(boolean mailbox, List<WatchedPhone> phones, FeatureCodes codes) {
        this(mailbox, phones, codes, false);
    }

    /** The same that tells it. */
    public WatchSettings withPresence() {
        return new WatchSettings(mailbox, phones, codes, true);
    }

    /**
     * @param number extension at our exchange
     * @param name as the agent knows it, or empty
     */
    public record WatchedPhone(String number, String name, Kind kind) {}

    public enum Kind {
        /** Somebody's phone. */
        EXTENSION,
        /** A place where a parked call waits. */
        PARKING
    }
}
