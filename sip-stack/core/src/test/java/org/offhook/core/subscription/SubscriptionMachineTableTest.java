package org.offhook.core.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.offhook.core.subscription.SubscriptionMachineTest.MESSAGES;
import static org.offhook.core.subscription.SubscriptionMachineTest.NOW;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.registration.RetryPolicy;
import org.offhook.core.subscription.SubscriptionInput.Notified;
import org.offhook.core.subscription.SubscriptionInput.Reason;
import org.offhook.core.subscription.SubscriptionInput.Standing;
import org.offhook.testkit.base.TransitionTable;

/** Every pair of subscription state and input. */
class SubscriptionMachineTableTest {
    private final SubscriptionMachine machine = new SubscriptionMachine(3_600, new RetryPolicy(42));

    private static Map<String, SubscriptionState> states() {
        Map<String, SubscriptionState> states = new LinkedHashMap<>();
        states.put("Idle", new SubscriptionState.Idle(7));
        states.put("Subscribing", new SubscriptionState.Subscribing(7, 3_600, 0));
        states.put("Awaiting", new SubscriptionState.Awaiting(7, 3_600, 0, NOW.plusSeconds(3_600)));
        states.put("Pending", new SubscriptionState.Pending(7, 3_600, 0, NOW.plusSeconds(3_600)));
        states.put("Active", new SubscriptionState.Active(7, 3_600, 0, NOW.plusSeconds(3_600)));
        states.put("Refreshing", new SubscriptionState.Refreshing(7, 3_600, 0, NOW.plusSeconds(60)));
        states.put("BackingOff", new SubscriptionState.BackingOff(7, 2));
        states.put("Refused", new SubscriptionState.Refused(7, 404));
        states.put("Unsubscribing", new SubscriptionState.Unsubscribing(7));
        return states;
    }

    private static Map<String, SubscriptionInput> inputs() {
        Optional<Duration> untold = Optional.empty();
        Map<String, SubscriptionInput> inputs = new LinkedHashMap<>();
        inputs.put("Wanted", new SubscriptionInput.Wanted());
        inputs.put("Unwanted", new SubscriptionInput.Unwanted());
        inputs.put("Suspended", new SubscriptionInput.Suspended());
        inputs.put("RepetitionWanted", new SubscriptionInput.RepetitionWanted());
        inputs.put("SubscribeAccepted", new SubscriptionInput.SubscribeAccepted(7, Duration.ofHours(1)));
        inputs.put("SubscribeAccepted for no time", new SubscriptionInput.SubscribeAccepted(7, Duration.ZERO));
        inputs.put("SubscribeRejected 403", rejected(403, untold));
        inputs.put("SubscribeRejected 404", rejected(404, untold));
        inputs.put("SubscribeRejected 423", rejected(423, Optional.of(Duration.ofHours(2))));
        inputs.put("SubscribeRejected 481", rejected(481, untold));
        inputs.put("SubscribeRejected 489", rejected(489, untold));
        inputs.put("SubscribeRejected 503", rejected(503, untold));
        inputs.put("SubscribeFailed", new SubscriptionInput.SubscribeFailed(7, ErrorCode.SERVER_SILENT));
        inputs.put("an answer to an older SUBSCRIBE", new SubscriptionInput.SubscribeAccepted(6, Duration.ofHours(1)));
        inputs.put("Notified active", told(new Standing.Active(Optional.of(Duration.ofMinutes(30)))));
        inputs.put("Notified pending", told(new Standing.Pending(untold)));
        for (Reason reason : Reason.values()) {
            inputs.put("Notified terminated, " + reason, told(new Standing.Terminated(reason, untold)));
        }
        inputs.put("Notified garbage", new Notified(new Standing.Active(untold), new Content.Garbage("garbage")));
        inputs.put("TimerFired", new SubscriptionInput.TimerFired());
        return inputs;
    }

    private static SubscriptionInput rejected(int status, Optional<Duration> minExpires) {
        return new SubscriptionInput.SubscribeRejected(7, status, minExpires, Optional.empty());
    }

    private static SubscriptionInput told(Standing standing) {
        return new Notified(standing, MESSAGES);
    }

    @Test
    void hasASampleOfEveryStateAndEveryInput() {
        assertThat(states().keySet())
                .containsExactlyInAnyOrderElementsOf(TransitionTable.kinds(SubscriptionState.class));
        Set<String> kinds = inputs().values().stream()
                .map(input -> input.getClass().getSimpleName())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(kinds).containsExactlyInAnyOrderElementsOf(TransitionTable.kinds(SubscriptionInput.class));
    }

    @Test
    void doesForEveryPairWhatThePageSays() throws IOException {
        TransitionTable table = new TransitionTable("subscription");
        states().forEach((name, state) -> inputs().forEach((inputName, input) -> {
            SubscriptionStep step = machine.step(state, input, NOW);
            String orders = step.effects().stream()
                    .map(SubscriptionMachineTableTest::shown)
                    .collect(Collectors.joining(" · "));
            String next = step.next().getClass().getSimpleName();
            table.add(
                    name,
                    inputName,
                    next.equals(name)
                            ? (orders.isEmpty() ? "no change" : orders)
                            : "→ " + next + (orders.isEmpty() ? "" : ": " + orders));
        }));
        table.agreesWithThePage();
    }

    private static String shown(SubscriptionEffect effect) {
        return switch (effect) {
            case SubscriptionEffect.SendSubscribe order -> "SendSubscribe for " + order.expirySeconds() + " s";
            case SubscriptionEffect.SendRefresh order -> "SendRefresh for " + order.expirySeconds() + " s";
            case SubscriptionEffect.Ignore order -> "ignored: " + order.reason();
            case SubscriptionEffect.SendUnsubscribe _,
                    SubscriptionEffect.Forget _,
                    SubscriptionEffect.Show _,
                    SubscriptionEffect.StartTimer _,
                    SubscriptionEffect.StopTimer _ -> effect.getClass().getSimpleName();
        };
    }
}
