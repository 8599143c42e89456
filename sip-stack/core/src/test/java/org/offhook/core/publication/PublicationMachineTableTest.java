package org.offhook.core.publication;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.registration.RetryPolicy;
import org.offhook.testkit.base.TransitionTable;

/** Every pair of publication state and input. */
class PublicationMachineTableTest {
    private static final Instant NOW = Instant.parse("2026-01-05T08:00:00Z");
    private final PublicationMachine machine = new PublicationMachine(3_600, new RetryPolicy(42));

    private static Map<String, PublicationState> states() {
        Optional<String> tag = Optional.of("t1");
        Map<String, PublicationState> states = new LinkedHashMap<>();
        states.put("Idle", new PublicationState.Idle(7));
        states.put(
                "Publishing the first",
                new PublicationState.Publishing(7, Presence.READY, Presence.READY, 3_600, 0, Optional.empty()));
        states.put(
                "Publishing with a tag",
                new PublicationState.Publishing(7, Presence.READY, Presence.READY, 3_600, 0, tag));
        states.put(
                "Publishing what is over",
                new PublicationState.Publishing(7, Presence.READY, Presence.ON_CALL, 3_600, 0, tag));
        states.put("Published", new PublicationState.Published(7, Presence.READY, 3_600, "t1", NOW.plusSeconds(3_600)));
        states.put("BackingOff", new PublicationState.BackingOff(7, Presence.READY, 2, Optional.empty()));
        states.put("BackingOff with a tag", new PublicationState.BackingOff(7, Presence.READY, 2, tag));
        states.put("Refused", new PublicationState.Refused(7, Presence.READY, 404));
        states.put("Leaving", new PublicationState.Leaving(7));
        states.put("Removing", new PublicationState.Removing(7));
        return states;
    }

    private static Map<String, PublicationInput> inputs() {
        Optional<Duration> untold = Optional.empty();
        Map<String, PublicationInput> inputs = new LinkedHashMap<>();
        inputs.put("PresenceChanged to the same", new PublicationInput.PresenceChanged(Presence.READY));
        inputs.put("PresenceChanged", new PublicationInput.PresenceChanged(Presence.PAUSED));
        inputs.put("Unwanted", new PublicationInput.Unwanted());
        inputs.put("Suspended", new PublicationInput.Suspended());
        inputs.put("PublishAccepted", accepted(7, Optional.of("t2"), Duration.ofHours(1)));
        inputs.put("PublishAccepted without a tag", accepted(7, Optional.empty(), Duration.ofHours(1)));
        inputs.put("PublishAccepted for no time", accepted(7, Optional.of("t2"), Duration.ZERO));
        inputs.put("PublishRejected 403", rejected(403, untold));
        inputs.put("PublishRejected 404", rejected(404, untold));
        inputs.put("PublishRejected 412", rejected(412, untold));
        inputs.put("PublishRejected 423", rejected(423, Optional.of(Duration.ofHours(2))));
        inputs.put("PublishRejected 423 for a year", rejected(423, Optional.of(Duration.ofDays(365))));
        inputs.put("PublishRejected 489", rejected(489, untold));
        inputs.put("PublishRejected 503", rejected(503, untold));
        inputs.put("PublishFailed", new PublicationInput.PublishFailed(7, ErrorCode.SERVER_SILENT));
        inputs.put("an answer to an older PUBLISH", accepted(6, Optional.of("t0"), Duration.ofHours(1)));
        inputs.put("TimerFired", new PublicationInput.TimerFired());
        return inputs;
    }

    private static PublicationInput accepted(int attempt, Optional<String> tag, Duration granted) {
        return new PublicationInput.PublishAccepted(attempt, tag, granted);
    }

    private static PublicationInput rejected(int status, Optional<Duration> minExpires) {
        return new PublicationInput.PublishRejected(7, status, minExpires, Optional.empty());
    }

    @Test
    void hasASampleOfEveryStateAndEveryInput() {
        assertThat(kinds(states())).containsExactlyInAnyOrderElementsOf(TransitionTable.kinds(PublicationState.class));
        assertThat(kinds(inputs())).containsExactlyInAnyOrderElementsOf(TransitionTable.kinds(PublicationInput.class));
    }

    private static Set<String> kinds(Map<String, ?> samples) {
        return samples.values().stream()
                .map(sample -> sample.getClass().getSimpleName())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void doesForEveryPairWhatThePageSays() throws IOException {
        TransitionTable table = new TransitionTable("publication");
        states().forEach((name, state) -> inputs().forEach((inputName, input) -> {
            PublicationStep step = machine.step(state, input, NOW);
            String orders = step.effects().stream()
                    .map(PublicationMachineTableTest::shown)
                    .collect(Collectors.joining(" · "));
            String next = step.next().getClass().getSimpleName();
            table.add(
                    name,
                    inputName,
                    step.next().equals(state)
                            ? (orders.isEmpty() ? "no change" : orders)
                            : "→ " + next + (orders.isEmpty() ? "" : ": " + orders));
        }));
        table.agreesWithThePage();
    }

    private static String shown(PublicationEffect effect) {
        return switch (effect) {
            case PublicationEffect.SendPublish order ->
                "SendPublish " + order.presence().map(Enum::name).orElse("without a body")
                        + order.etag().map(tag -> " for " + tag).orElse("") + ", " + order.expirySeconds() + " s";
            case PublicationEffect.Ignore order -> "ignored: " + order.reason();
            case PublicationEffect.StartTimer _, PublicationEffect.StopTimer _ ->
                effect.getClass().getSimpleName();
        };
    }
}
