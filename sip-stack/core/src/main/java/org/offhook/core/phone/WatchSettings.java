package org.offhook.core.phone;

import java.util.List;
import org.offhook.core.account.AccountId;

/**
 * What the phone has itself told about. An account beside the main one says for itself what its exchange has ({@link ExtraAccount}).
 *
 * @param mailbox whether to subscribe to the main account's mailbox; what is told unasked is shown either way
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
     * @param number extension at the exchange
     * @param name as the agent knows it, or empty
     * @param account whose exchange is asked
     */
    public record WatchedPhone(String number, String name, Kind kind, AccountId account) {
        /** At the main account's exchange. */
        public WatchedPhone(String number, String name, Kind kind) {
            this(number, name, kind, AccountId.MAIN);
        }
    }

    public enum Kind {
        /** Somebody's phone. */
        EXTENSION,
        /** A place where a parked call waits. */
        PARKING
    }
}
