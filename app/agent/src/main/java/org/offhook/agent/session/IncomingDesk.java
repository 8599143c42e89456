package org.offhook.agent.session;

import java.time.Duration;
import java.util.Optional;
import org.offhook.agent.IncomingRules;
import org.offhook.core.call.CallWishes;
import org.offhook.core.phone.IncomingRuling;

/** What becomes of a call that comes in, by what the agent does and the desk's rules. Pure. */
public final class IncomingDesk {
    private static final int FORBIDDEN = 403;
    private static final int NOT_NOW = 480;
    private static final int BUSY = 486;

    private IncomingDesk() {}

    /** @param wishes what its INVITE asks for */
    public static IncomingRuling rule(AgentSession session, IncomingRules rules, CallWishes wishes) {
        if (!AgentMachine.mayRing(session)) {
            return new IncomingRuling.TurnAway(NOT_NOW);
        }
        if (session instanceof AgentSession.Paused) {
            Optional<IncomingRuling> away = whenPaused(rules);
            if (away.isPresent()) {
                return away.get();
            }
        }
        return switch (rules.autoAnswer()) {
            case OFF ->
                // RFC 5373 §4.3: who requires an answer without a person gets none at all here
                wishes.answerRequired() ? new IncomingRuling.TurnAway(FORBIDDEN) : IncomingRuling.RING;
            case SERVER -> asked(wishes).orElse(IncomingRuling.RING);
            case ALWAYS ->
                asked(wishes)
                        .orElse(
                                session instanceof AgentSession.Ready
                                        ? new IncomingRuling.Answer(Duration.ZERO)
                                        : IncomingRuling.RING);
        };
    }

    private static Optional<IncomingRuling> asked(CallWishes wishes) {
        return wishes.answerAfter().map(IncomingRuling.Answer::new);
    }

    private static Optional<IncomingRuling> whenPaused(IncomingRules rules) {
        return switch (rules.whenPaused()) {
            case RING -> Optional.empty();
            case BUSY -> Optional.of(new IncomingRuling.TurnAway(BUSY));
            case FORWARD ->
                Optional.of(
                        rules.forwardTo().isPresent()
                                ? new IncomingRuling.Forward(rules.forwardTo().get())
                                : new IncomingRuling.TurnAway(BUSY));
        };
    }
}
