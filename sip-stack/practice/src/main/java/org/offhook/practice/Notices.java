package org.offhook.practice;

import java.util.List;
import java.util.Optional;

/** The documents that subscribers get. */
final class Notices {
    /** Stands for the number that each document of a subscription has, one more than the one before. */
    static final String VERSION = "{version}";

    private Notices() {}

    /** What can be subscribed to. */
    enum EventPackage {
        MESSAGES("message-summary", "simple-message-summary"),
        DIALOG("dialog", "dialog-info+xml");

        private final String word;
        private final String subtype;

        EventPackage(String word, String subtype) {
            this.word = word;
            this.subtype = subtype;
        }

        String word() {
            return word;
        }

        /** Of {@code application/}. */
        String subtype() {
            return subtype;
        }

        static Optional<EventPackage> named(String word) {
            for (EventPackage one : values()) {
                if (one.word.equalsIgnoreCase(word)) {
                    return Optional.of(one);
                }
            }
            return Optional.empty();
        }
    }

    /** RFC 3842 §5.2. */
    static String messages(int fresh, int old) {
        return "Messages-Waiting: " + (fresh > 0 ? "yes" : "no") + "\r\nMessage-Account: sip:"
                + PracticeDirectory.MAILBOX + "@" + Exchange.DOMAIN + "\r\nVoice-Message: " + fresh + "/" + old
                + " (0/0)\r\n";
    }

    /** RFC 4235 §4: the calls of a number, in full. The busy one is on another call, whoever looks. */
    static String dialogs(String number, List<HeardCall> running) {
        StringBuilder dialogs = new StringBuilder();
        if (number.equals(PracticeDirectory.BUSY)) {
            dialog(dialogs, 0, "initiator", "confirmed", PracticeDirectory.CALLER_NUMBER);
        }
        for (HeardCall call : running) {
            boolean dialled = call.direction() == HeardCall.Direction.PHONE_CALLED;
            String state = call.connected().isPresent() ? "confirmed" : "early";
            if (number.equals(call.number())) {
                dialog(dialogs, call.serial(), dialled ? "recipient" : "initiator", state, call.caller());
            } else if (number.equals(call.caller())) {
                dialog(dialogs, call.serial(), dialled ? "initiator" : "recipient", state, call.number());
            }
        }
        return "<?xml version=\"1.0\"?>\n<dialog-info xmlns=\"urn:ietf:params:xml:ns:dialog-info\" version=\"" + VERSION
                + "\" state=\"full\" entity=\"" + uri(number) + "\">" + dialogs + "</dialog-info>\n";
    }

    private static void dialog(StringBuilder out, long id, String direction, String state, String other) {
        out.append("<dialog id=\"d").append(id).append("\" direction=\"").append(direction);
        out.append("\"><state>")
                .append(state)
                .append("</state><remote><identity>")
                .append(uri(other));
        out.append("</identity></remote></dialog>");
    }

    /** What is no digit or letter of a dialled number is of no interest to a lamp, and could end the document early. */
    private static String uri(String user) {
        return "sip:" + user.replaceAll("[^A-Za-z0-9+*#._-]", "") + "@" + Exchange.DOMAIN;
    }
}
