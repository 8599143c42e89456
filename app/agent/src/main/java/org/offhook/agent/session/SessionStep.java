package org.offhook.agent.session;

import java.util.ArrayList;
import java.util.List;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.phone.CommandOutcome;
import org.offhook.core.phone.CommandOutcome.Accepted;
import org.offhook.core.phone.CommandOutcome.Refused;

/** What one input did: the model from now on, and orders in the sequence in which they must be carried out. */
public record SessionStep(SessionModel next, List<SessionEffect> effects) {
    public SessionStep {
        effects = List.copyOf(effects);
    }

    static SessionStep to(SessionModel next, SessionEffect... effects) {
        return new SessionStep(next, List.of(effects));
    }

    static SessionStep refuse(SessionModel same, long ticket, ErrorCode error) {
        return refuse(same, ticket, error, "");
    }

    static SessionStep refuse(SessionModel same, long ticket, ErrorCode error, String detail) {
        return reply(same, ticket, new Refused(error, detail));
    }

    static SessionStep accept(SessionModel next, long ticket, String message) {
        return reply(next, ticket, Accepted.of(message));
    }

    static SessionStep reply(SessionModel next, long ticket, CommandOutcome outcome) {
        return to(next, new SessionEffect.Reply(ticket, outcome));
    }

    SessionStep then(SessionEffect... more) {
        List<SessionEffect> all = new ArrayList<>(effects);
        all.addAll(List.of(more));
        return new SessionStep(next, all);
    }

    /** This step's effects, then what {@code following} does with its model. */
    SessionStep then(java.util.function.Function<SessionModel, SessionStep> following) {
        SessionStep second = following.apply(next);
        List<SessionEffect> all = new ArrayList<>(effects);
        all.addAll(second.effects());
        return new SessionStep(second.next(), all);
    }
}
