package org.offhook.core.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.offhook.core.registration.RegistrationMachineTest.ACCOUNT;
import static org.offhook.core.registration.RegistrationMachineTest.ANOTHER;
import static org.offhook.core.registration.RegistrationMachineTest.NOW;

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
import org.offhook.core.registration.RegistrationState.Problem;
import org.offhook.testkit.base.TransitionTable;

/** Every pair of registration state and input. */
class RegistrationMachineTableTest {
    private final RegistrationMachine machine = new RegistrationMachine(new RetryPolicy(42));

    private static Map<String, RegistrationState> states() {
        Problem silent = new Problem(ErrorCode.SERVER_SILENT, 0);
        Map<String, RegistrationState> states = new LinkedHashMap<>();
        states.put("Idle", new RegistrationState.Idle(7, NOW));
        states.put("Registering", new RegistrationState.Registering(ACCOUNT, 7, 600, 0, Optional.empty(), NOW));
        states.put("Registered", new RegistrationState.Registered(ACCOUNT, 7, 600, NOW.plusSeconds(600), NOW));
        states.put("Refreshing", new RegistrationState.Refreshing(ACCOUNT, 7, 600, NOW.plusSeconds(60), NOW));
        states.put("BackingOff", new RegistrationState.BackingOff(ACCOUNT, 7, 2, silent, NOW.plusSeconds(2), NOW));
        states.put(
                "Refused",
                new RegistrationState.Refused(ACCOUNT, 7, new Problem(ErrorCode.CREDENTIALS_REFUSED, 403), NOW));
        states.put("Offline", new RegistrationState.Offline(ACCOUNT, 7, NOW));
        states.put("Unregistering", new RegistrationState.Unregistering(ACCOUNT, 7, NOW));
        states.put("Replacing", new RegistrationState.Replacing(ACCOUNT, ANOTHER, 7, NOW));
        return states;
    }

    static Map<String, RegistrationInput> inputs(int attempt) {
        Map<String, RegistrationInput> inputs = new LinkedHashMap<>();
        inputs.put("ConnectRequested", new RegistrationInput.ConnectRequested(ACCOUNT));
        inputs.put("ConnectRequested of another account", new RegistrationInput.ConnectRequested(ANOTHER));
        inputs.put("DisconnectRequested", new RegistrationInput.DisconnectRequested());
        inputs.put("RetryRequested", new RegistrationInput.RetryRequested());
        inputs.put("Registered", new RegistrationInput.Registered(attempt, Duration.ofMinutes(5)));
        inputs.put("Unregistered", new RegistrationInput.Unregistered(attempt));
        inputs.put("RegistrationRejected 403", rejected(attempt, 403, Optional.empty()));
        inputs.put("RegistrationRejected 423", rejected(attempt, 423, Optional.of(Duration.ofHours(1))));
        inputs.put("RegistrationRejected 503", rejected(attempt, 503, Optional.empty()));
        inputs.put("RegistrationFailed", new RegistrationInput.RegistrationFailed(attempt, ErrorCode.SERVER_SILENT));
        inputs.put("NetworkChanged (usable)", new RegistrationInput.NetworkChanged(true));
        inputs.put("NetworkChanged (gone)", new RegistrationInput.NetworkChanged(false));
        inputs.put("TimerFired", new RegistrationInput.TimerFired());
        return inputs;
    }

    private static RegistrationInput rejected(int attempt, int status, Optional<Duration> minExpires) {
        return new RegistrationInput.RegistrationRejected(attempt, status, minExpires, Optional.empty());
    }

    @Test
    void hasASampleOfEveryStateAndEveryInput() {
        assertThat(states().keySet())
                .containsExactlyInAnyOrderElementsOf(TransitionTable.kinds(RegistrationState.class));
        Set<String> kinds = inputs(7).values().stream()
                .map(input -> input.getClass().getSimpleName())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(kinds).containsExactlyInAnyOrderElementsOf(TransitionTable.kinds(RegistrationInput.class));
    }

    @Test
    void doesForEveryPairWhatThePageSays() throws IOException {
        TransitionTable table = new TransitionTable("registration");
        states().forEach((name, state) -> inputs(7).forEach((inputName, input) -> {
            RegistrationStep step = machine.step(state, input, NOW);
            String orders = step.effects().stream()
                    .map(RegistrationMachineTableTest::shown)
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

    private static String shown(RegistrationEffect effect) {
        return switch (effect) {
            case RegistrationEffect.SendRegister order ->
                "SendRegister for " + order.expirySeconds() + " s"
                        + (order.account().equals(ANOTHER) ? " (other account)" : "");
            case RegistrationEffect.Refuse order -> "refused " + order.error();
            case RegistrationEffect.Ignore order -> "ignored: " + order.reason();
            case RegistrationEffect.SendUnregister _,
                    RegistrationEffect.Rebind _,
                    RegistrationEffect.StartTimer _,
                    RegistrationEffect.StopTimer _ -> effect.getClass().getSimpleName();
        };
    }
}
