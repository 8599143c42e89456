package org.offhook.core.subscription;

import java.util.Optional;

/** The event packages that the phone understands (RFC 6665 §7.2), with the one body that it takes of each. */
public enum EventPackage {
    /** RFC 3842. */
    MESSAGE_SUMMARY("message-summary", "application/simple-message-summary"),
    /** RFC 4235. */
    DIALOG("dialog", "application/dialog-info+xml");

    private final String word;
    private final String body;

    EventPackage(String word, String body) {
        this.word = word;
        this.body = body;
    }

    /** As it stands in the Event header. */
    public String word() {
        return word;
    }

    /** Media type of its notifications, lower case. */
    public String body() {
        return body;
    }

    /** @param event value of an Event header, perhaps with parameters; the type is compared as it stands (RFC 6665 §8.2.1) */
    public static Optional<EventPackage> named(String event) {
        String type = event.split(";", 2)[0].strip();
        for (EventPackage one : values()) {
            if (one.word.equals(type)) {
                return Optional.of(one);
            }
        }
        return Optional.empty();
    }
}
