package org.offhook.agent.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.offhook.agent.IncomingRules;
import org.offhook.agent.IncomingRules.AutoAnswer;
import org.offhook.agent.IncomingRules.WhenPaused;
import org.offhook.core.account.Secret;
import org.offhook.core.call.CallWishes;
import org.offhook.core.call.CallWishes.Ring;
import org.offhook.core.phone.IncomingRuling;

class IncomingDeskTest {
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    private static final AgentSession.User USER = new AgentSession.User("asha", Secret.of("x"), "Asha", "2101");
    private static final AgentSession READY = new AgentSession.Ready(USER, NOW);
    private static final AgentSession PAUSED = new AgentSession.Paused(USER, "BREAK", Optional.empty(), NOW);
    private static final CallWishes ASKED = new CallWishes(Optional.of(Duration.ofSeconds(2)), false, Ring.USUAL);
    private static final CallWishes REQUIRED = new CallWishes(Optional.of(Duration.ZERO), true, Ring.USUAL);
    private static final IncomingRuling AT_ONCE = new IncomingRuling.Answer(Duration.ZERO);

    private static IncomingRules rules(WhenPaused whenPaused, AutoAnswer autoAnswer) {
        return new IncomingRules(whenPaused, Optional.of("4000"), autoAnswer);
    }

    private static IncomingRuling of(AgentSession session, IncomingRules rules, CallWishes wishes) {
        return IncomingDesk.rule(session, rules, wishes);
    }

    @Test
    void nobodyIsRungWhileNobodyIsLoggedIn() {
        AgentSession out = new AgentSession.LoggedOut(NOW);
        for (AutoAnswer policy : AutoAnswer.values()) {
            assertThat(of(out, rules(WhenPaused.FORWARD, policy), ASKED)).isEqualTo(new IncomingRuling.TurnAway(480));
        }
    }

    @Test
    void aPausedAgentsPhoneRingsIsBusyOrForwards() {
        assertThat(of(PAUSED, IncomingRules.USUAL, CallWishes.NONE)).isEqualTo(IncomingRuling.RING);
        assertThat(of(PAUSED, rules(WhenPaused.BUSY, AutoAnswer.ALWAYS), ASKED))
                .isEqualTo(new IncomingRuling.TurnAway(486));
        assertThat(of(PAUSED, rules(WhenPaused.FORWARD, AutoAnswer.OFF), CallWishes.NONE))
                .isEqualTo(new IncomingRuling.Forward("4000"));
        IncomingRules nowhere = new IncomingRules(WhenPaused.FORWARD, Optional.empty(), AutoAnswer.OFF);
        assertThat(of(PAUSED, nowhere, CallWishes.NONE)).isEqualTo(new IncomingRuling.TurnAway(486));
        assertThat(of(READY, rules(WhenPaused.FORWARD, AutoAnswer.OFF), CallWishes.NONE))
                .isEqualTo(IncomingRuling.RING);
    }

    @Test
    void noExchangeOpensTheMicrophoneUnlessItMay() {
        assertThat(of(READY, IncomingRules.USUAL, ASKED)).isEqualTo(IncomingRuling.RING);
        assertThat(of(READY, IncomingRules.USUAL, REQUIRED)).isEqualTo(new IncomingRuling.TurnAway(403));
    }

    @Test
    void theServerHasCallsAnsweredThatItAsksFor() {
        IncomingRules server = rules(WhenPaused.RING, AutoAnswer.SERVER);
        assertThat(of(READY, server, ASKED)).isEqualTo(new IncomingRuling.Answer(Duration.ofSeconds(2)));
        assertThat(of(PAUSED, server, REQUIRED)).isEqualTo(AT_ONCE);
        assertThat(of(READY, server, CallWishes.NONE)).isEqualTo(IncomingRuling.RING);
    }

    @Test
    void everyCallForAReadyAgentIsAnsweredWhereThatIsWanted() {
        IncomingRules always = rules(WhenPaused.RING, AutoAnswer.ALWAYS);
        assertThat(of(READY, always, CallWishes.NONE)).isEqualTo(AT_ONCE);
        assertThat(of(PAUSED, always, CallWishes.NONE)).isEqualTo(IncomingRuling.RING);
        assertThat(of(PAUSED, always, ASKED)).isEqualTo(new IncomingRuling.Answer(Duration.ofSeconds(2)));
    }
}
