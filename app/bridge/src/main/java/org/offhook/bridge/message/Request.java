package org.offhook.bridge.message;

import java.util.Optional;
import java.util.Set;
import org.offhook.agent.AgentCommand;
import org.offhook.agent.PairingScope;

/** What a message asks for, once it is understood. */
public sealed interface Request {

    /** Something for the desk. */
    record Command(AgentCommand command) implements Request {}

    /**
     * The greeting of a connection.
     *
     * @param token proof of an earlier pairing, or of a program
     * @param code four digits that the page shows, or empty
     * @param scopes what it would like to be allowed
     */
    record Hello(Optional<String> token, String code, Set<PairingScope> scopes) implements Request {
        @Override
        public String toString() {
            return "Hello[" + scopes + "]";
        }
    }

    /** The whole state, now. */
    record Snapshot() implements Request {}

    /** Events from now on, or from where the asker left off. */
    record Subscribe(Optional<StreamPosition> from) implements Request {}

    record Unsubscribe() implements Request {}

    record Refused(Refusal refusal) implements Request {}

    /**
     * The last event somebody has.
     *
     * @param seq 0 means none yet
     */
    record StreamPosition(String stream, long seq) {}
}
