package org.offhook.agent.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.offhook.agent.DeskSettings;
import org.offhook.core.phone.CommandOutcome;
import org.offhook.testkit.base.TransitionTable;

/** Every pair of agent state and input. */
class AgentMachineTableTest {
    private final AgentMachine machine = new AgentMachine(DeskSettings.defaults());

    @Test
    void hasASampleOfEveryStateAndEveryInput() {
        Set<String> sampled = AgentMachineSamples.states().values().stream()
                .map(place -> place.session().getClass().getSimpleName())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(sampled).containsExactlyInAnyOrderElementsOf(TransitionTable.kinds(AgentSession.class));
        Set<String> kinds = AgentMachineSamples.inputs().values().stream()
                .map(happening -> happening.input().getClass().getSimpleName())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(kinds).containsExactlyInAnyOrderElementsOf(TransitionTable.kinds(SessionInput.class));
    }

    @Test
    void doesForEveryPairWhatThePageSays() throws IOException {
        TransitionTable table = new TransitionTable("agent");
        AgentMachineSamples.states()
                .forEach((name, place) -> AgentMachineSamples.inputs().forEach((inputName, happening) -> {
                    AgentSession session = place.session();
                    SessionStep step = machine.step(
                            place.model(),
                            happening.input(),
                            AgentMachineSamples.phone(session, happening),
                            AgentMachineSamples.NOW.plus(Duration.ofSeconds(1)));
                    String orders = step.effects().stream()
                            .map(AgentMachineTableTest::shown)
                            .collect(Collectors.joining(" · "));
                    String next = step.next().session().getClass().getSimpleName();
                    table.add(
                            name,
                            inputName,
                            next.equals(session.getClass().getSimpleName())
                                    ? (orders.isEmpty() ? "no change" : orders)
                                    : "→ " + next + (orders.isEmpty() ? "" : ": " + orders));
                }));
        table.agreesWithThePage();
    }

    /** Whoever asks is answered at once or when the world has answered, and never twice. */
    @Test
    void answersEveryCommandAtOnceOrRemembersIt() {
        AgentMachineSamples.states()
                .forEach((name, place) -> AgentMachineSamples.inputs().forEach((inputName, happening) -> {
                    AgentSession session = place.session();
                    SessionStep step = machine.step(
                            place.model(),
                            happening.input(),
                            AgentMachineSamples.phone(session, happening),
                            AgentMachineSamples.NOW);
                    long answered = step.effects().stream()
                            .filter(effect ->
                                    effect instanceof SessionEffect.Reply(long ticket, CommandOutcome _) && ticket == 2)
                            .count();
                    boolean asked = happening.input().getClass().getSimpleName().endsWith("Asked");
                    if (!asked && (answered == 1 || passedOn(step).contains(2L))) {
                        return; // the store's answer to what was asked before
                    }
                    boolean remembered =
                            waiting(step.next()).contains(2L) || passedOn(step).contains(2L);
                    assertThat(answered + (remembered ? 1 : 0))
                            .as(name + " × " + inputName)
                            .isEqualTo(asked ? 1 : 0);
                }));
    }

    private static List<Long> waiting(SessionModel model) {
        List<Long> asking = model.work().map(Work::asking).orElse(List.of());
        return Stream.concat(waiting(model.session()).stream(), asking.stream()).toList();
    }

    private static List<Long> waiting(AgentSession session) {
        return switch (session) {
            case AgentSession.Verifying at -> at.tickets();
            case AgentSession.Resolving at -> at.tickets();
            case AgentSession.Registering at -> at.tickets();
            case AgentSession.Clearing at -> at.ticket().stream().toList();
            case AgentSession.Dialling at -> at.ticket().stream().toList();
            case AgentSession.Saving at -> at.tickets();
            case AgentSession.LoggedOut _,
                    AgentSession.Paused _,
                    AgentSession.Ready _,
                    AgentSession.Lost _,
                    AgentSession.Calling _,
                    AgentSession.OnCall _,
                    AgentSession.WrapUp _,
                    AgentSession.LoggingOut _ -> List.of();
        };
    }

    /** Commands whose answer the store's answer brings. */
    private static List<Long> passedOn(SessionStep step) {
        List<Long> tickets = new ArrayList<>();
        for (SessionEffect effect : step.effects()) {
            switch (effect) {
                case WorkEffect.ClearTransfer clear -> tickets.add(clear.ticket());
                case SessionEffect.TransferCall transfer -> tickets.add(transfer.ticket());
                case WorkEffect.ClearConsult clear -> tickets.add(clear.ticket());
                case SessionEffect.PlaceConsultation consult -> tickets.add(consult.ticket());
                case WorkEffect.EditLead edit -> tickets.add(edit.ticket());
                case WorkEffect.KeepDraft keep -> keep.ticket().ifPresent(tickets::add);
                case WorkEffect.FindLead find -> tickets.add(find.ticket());
                case WorkEffect.Promise promise -> tickets.add(promise.ticket());
                case WorkEffect.MoveCallback move -> tickets.add(move.ticket());
                case WorkEffect.CancelCallback cancel -> tickets.add(cancel.ticket());
                case WorkEffect.DecideDoubt decide -> tickets.add(decide.ticket());
                default -> {}
            }
        }
        return tickets;
    }

    private static String shown(SessionEffect effect) {
        return switch (effect) {
            case SessionEffect.Reply(long _, CommandOutcome.Accepted accepted) -> "accepted: " + accepted.message();
            case SessionEffect.Reply(long _, CommandOutcome.Refused refused) -> "refused " + refused.error();
            case SessionEffect.Tell(var event) -> event.getClass().getSimpleName();
            case WorkEffect.StartWorkTimer start -> "StartWorkTimer " + start.timer();
            case WorkEffect.StopWorkTimer stop -> "StopWorkTimer " + stop.timer();
            case WorkEffect.Note note -> "Note " + note.note().getClass().getSimpleName();
            case WorkEffect work -> work.getClass().getSimpleName();
            case SessionEffect.VerifyUser _,
                    SessionEffect.ResolveAccount _,
                    SessionEffect.ConnectAccount _,
                    SessionEffect.DisconnectAccount _,
                    SessionEffect.PlaceCall _,
                    SessionEffect.TransferCall _,
                    SessionEffect.PlaceConsultation _,
                    SessionEffect.KeepFacts _,
                    SessionEffect.StartLoginTimer _,
                    SessionEffect.StopLoginTimer _,
                    SessionEffect.StartCountDown _,
                    SessionEffect.StopCountDown _ -> effect.getClass().getSimpleName();
        };
    }
}
