package org.offhook.core.subscription;

import java.util.List;
import java.util.Optional;
import org.offhook.core.call.CallParty;

/**
 * A dialog-info document (RFC 4235 §4.1).
 *
 * @param version counts up by one in a subscription
 * @param full whether it lists all dialogs, or only those that changed
 */
public record DialogInfo(long version, boolean full, List<WatchedDialog> dialogs) {
    public DialogInfo {
        dialogs = List.copyOf(dialogs);
    }

    /**
     * One dialog of the phone that is watched (§4.1.1).
     *
     * @param id of the document's own making
     * @param identifiers what names it on the wire, where that is told
     * @param remote who the far end is; empty texts when that is not told
     */
    public record WatchedDialog(
            String id, State state, Direction direction, Optional<Identifiers> identifiers, CallParty remote) {
        /** Other people's numbers stay out of logs. */
        @Override
        public String toString() {
            return "WatchedDialog[" + state + ", " + direction + "]";
        }
    }

    /**
     * As the phone that is watched knows its dialog.
     *
     * @param localTag its own
     * @param remoteUri where the far end of the dialog is called, a SIP URI
     */
    public record Identifiers(String callId, String localTag, String remoteTag, String remoteUri) {
        /** Value of the Replaces header that the far end of the dialog understands, and only while it has no answer (RFC 3891 §3). */
        public String replaces() {
            return callId + ";to-tag=" + remoteTag + ";from-tag=" + localTag + ";early-only";
        }

        /** Other people's numbers stay out of logs. */
        @Override
        public String toString() {
            return "Identifiers[]";
        }
    }

    /** RFC 4235 §3.7.1. */
    public enum State {
        TRYING,
        PROCEEDING,
        EARLY,
        CONFIRMED,
        TERMINATED
    }

    /** Who called, as the phone that is watched sees it (§4.1.1). */
    public enum Direction {
        INITIATOR,
        RECIPIENT,
        UNTOLD
    }
}
