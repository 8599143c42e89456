package org.offhook.signalling;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.offhook.core.call.DialogId;
import org.offhook.core.call.Takeover;

/** What an INVITE with Replaces asks for (RFC 3891 §3). */
sealed interface Replacement {
    /** It replaces nothing. */
    record None() implements Replacement {}

    /** It takes the place of a dialog of ours. */
    record Found(Takeover takeover) implements Replacement {}

    /** @param status final response to it */
    record Refused(int status) implements Replacement {}

    String HEADER = "Replaces";
    String OPTION = "replaces";

    /** The dialog whose name the header has as we would find it: its to-tag is ours, its from-tag the far end's. */
    static Replacement of(Request invite, CallTable calls) {
        List<String> values = RequestSender.values(invite, HEADER);
        if (values.isEmpty()) {
            return new None();
        }
        if (values.size() > 1 || values.getFirst().contains(",") || invite.getHeader("Join") != null) {
            return new Refused(Response.BAD_REQUEST); // several dialogs, or RFC 3911 §4
        }
        String[] parts = values.getFirst().split(";");
        Optional<String> localTag = parameter(parts, "to-tag");
        Optional<String> remoteTag = parameter(parts, "from-tag");
        if (localTag.isEmpty() || remoteTag.isEmpty()) {
            return new Refused(Response.BAD_REQUEST);
        }
        SipCall call = calls.ofSipCallId(parts[0].strip());
        // what a third-party call has joined is not for a stranger to take apart
        if (call == null || !call.timed || !call.localTag.equals(localTag.get())) {
            return new Refused(Response.CALL_OR_TRANSACTION_DOES_NOT_EXIST);
        }
        DialogId dialog = new DialogId(remoteTag.get());
        if (!call.dialogs.containsKey(dialog)) {
            return new Refused(
                    call.over.contains(dialog) ? Response.DECLINE : Response.CALL_OR_TRANSACTION_DOES_NOT_EXIST);
        }
        if (call.incoming != null && call.incoming.isWaiting()) { // an early dialog that the far end began
            return new Refused(Response.CALL_OR_TRANSACTION_DOES_NOT_EXIST);
        }
        boolean confirmed = call.outgoing == null || call.outgoing.isAnswered(dialog);
        if (confirmed && flag(parts, "early-only")) {
            return new Refused(Response.BUSY_HERE);
        }
        return new Found(new Takeover(call.id, dialog));
    }

    private static Optional<String> parameter(String[] parts, String name) {
        for (String part : parts) {
            String[] pair = part.split("=", 2);
            if (pair.length == 2 && pair[0].strip().equalsIgnoreCase(name)) {
                return Optional.of(pair[1].strip()).filter(value -> !value.isEmpty());
            }
        }
        return Optional.empty();
    }

    private static boolean flag(String[] parts, String name) {
        for (String part : parts) {
            if (part.strip().toLowerCase(Locale.ROOT).equals(name)) {
                return true;
            }
        }
        return false;
    }
}
