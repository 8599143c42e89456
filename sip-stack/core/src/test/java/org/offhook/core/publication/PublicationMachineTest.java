package org.offhook.core.publication;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.offhook.core.publication.PublicationEffect.SendPublish;
import org.offhook.core.publication.PublicationInput.PresenceChanged;
import org.offhook.core.publication.PublicationInput.PublishAccepted;
import org.offhook.core.publication.PublicationInput.PublishRejected;
import org.offhook.core.publication.PublicationInput.TimerFired;
import org.offhook.core.publication.PublicationInput.Unwanted;
import org.offhook.core.registration.RetryPolicy;

/** An agent's day as the exchange is told of it (RFC 3903 §4). */
class PublicationMachineTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final PublicationMachine machine = new PublicationMachine(3_600, new RetryPolicy(42));
    private PublicationState state = new PublicationState.Idle(0);
    private Instant now = Instant.parse("2026-01-05T08:00:00Z");
    private List<PublicationEffect> effects = List.of();

    private void happens(PublicationInput input) {
        PublicationStep step = machine.step(state, input, now);
        state = step.next();
        effects = step.effects();
    }

    private SendPublish sent() {
        return effects.stream()
                .filter(SendPublish.class::isInstance)
                .map(SendPublish.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private void accepted(String tag) {
        happens(new PublishAccepted(state.attempt(), Optional.of(tag), HOUR));
    }

    private void rejected(int status, Optional<Duration> minExpires) {
        happens(new PublishRejected(state.attempt(), status, minExpires, Optional.empty()));
    }

    private Instant timer() {
        return effects.stream()
                .filter(PublicationEffect.StartTimer.class::isInstance)
                .map(effect -> ((PublicationEffect.StartTimer) effect).at())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void tellsTheWholeFirstAndEachChangeUnderTheLatestTag() {
        happens(new PresenceChanged(Presence.PAUSED));
        assertThat(sent()).isEqualTo(new SendPublish(Optional.empty(), Optional.of(Presence.PAUSED), 3_600, 1));
        accepted("t1");
        happens(new PresenceChanged(Presence.READY));
        assertThat(sent()).isEqualTo(new SendPublish(Optional.of("t1"), Optional.of(Presence.READY), 3_600, 2));
        accepted("t2");
        happens(new PresenceChanged(Presence.READY));
        assertThat(effects).isEmpty();
    }

    @Test
    void refreshesInTimeWithoutSayingItAgain() {
        happens(new PresenceChanged(Presence.READY));
        accepted("t1");
        assertThat(timer()).isBetween(now.plus(Duration.ofMinutes(57)), now.plus(HOUR));
        now = timer();
        happens(new TimerFired());
        assertThat(sent()).isEqualTo(new SendPublish(Optional.of("t1"), Optional.empty(), 3_600, 2));
        accepted("t2");
        happens(new Unwanted());
        assertThat(sent().etag()).as("a refresh gives a new tag, too").contains("t2");
        assertThat(sent().expirySeconds()).isZero();
    }

    @Test
    void whatChangesWhileAPublishIsOutFollowsOnceAndOnlyTheLast() {
        happens(new PresenceChanged(Presence.READY));
        happens(new PresenceChanged(Presence.ON_CALL));
        happens(new PresenceChanged(Presence.PAUSED));
        assertThat(effects).isEmpty();
        accepted("t1");
        assertThat(sent()).isEqualTo(new SendPublish(Optional.of("t1"), Optional.of(Presence.PAUSED), 3_600, 2));
    }

    @Test
    void tellsTheWholeAnewWhenTheExchangeHasForgotten() {
        happens(new PresenceChanged(Presence.READY));
        accepted("t1");
        happens(new TimerFired());
        rejected(412, Optional.empty());
        assertThat(sent()).isEqualTo(new SendPublish(Optional.empty(), Optional.of(Presence.READY), 3_600, 3));
        rejected(412, Optional.empty());
        assertThat(effects).as("no loop with one that says so to a first one").noneMatch(SendPublish.class::isInstance);
    }

    @Test
    void asksForLongerWhenTheExchangeWantsIt() {
        happens(new PresenceChanged(Presence.READY));
        rejected(423, Optional.of(Duration.ofHours(2)));
        assertThat(sent()).isEqualTo(new SendPublish(Optional.empty(), Optional.of(Presence.READY), 7_200, 2));
        rejected(423, Optional.of(HOUR));
        assertThat(effects).as("one that wants less than was asked for").noneMatch(SendPublish.class::isInstance);
    }

    @Test
    void removesWhatWasOnItsWayWhenTheAgentLeft() {
        happens(new PresenceChanged(Presence.READY));
        happens(new Unwanted());
        accepted("t1");
        assertThat(sent()).isEqualTo(new SendPublish(Optional.of("t1"), Optional.empty(), 0, 2));
        accepted("t1");
        assertThat(state).isEqualTo(new PublicationState.Idle(2));
    }

    @Test
    void comesBackWhenTheExchangeWasAway() {
        happens(new PresenceChanged(Presence.READY));
        accepted("t1");
        happens(new PresenceChanged(Presence.ON_CALL));
        rejected(503, Optional.empty());
        Instant again = timer();
        happens(new PresenceChanged(Presence.READY));
        now = again;
        happens(new TimerFired());
        assertThat(sent().presence()).contains(Presence.READY);
        assertThat(sent().etag()).contains("t1");
    }
}
