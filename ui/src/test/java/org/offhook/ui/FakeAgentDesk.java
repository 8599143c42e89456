package org.offhook.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.offhook.agent.AgentCommand;
import org.offhook.agent.AgentDesk;
import org.offhook.agent.AgentEvent;
import org.offhook.agent.AgentObserver;
import org.offhook.agent.AgentSnapshot;
import org.offhook.agent.SequencedEvent;
import org.offhook.core.phone.CommandOutcome;

/** A desk that remembers what was asked, answers as the test says, and shows the snapshots the test gives it. */
public final class FakeAgentDesk implements AgentDesk {
    private final List<AgentCommand> commands = new CopyOnWriteArrayList<>();
    private final List<AgentObserver> observers = new CopyOnWriteArrayList<>();
    private volatile AgentSnapshot snapshot;
    private volatile Function<AgentCommand, CompletionStage<CommandOutcome>> answers =
            command -> CompletableFuture.completedFuture(CommandOutcome.Accepted.of("done"));
    private long seq;

    public FakeAgentDesk(AgentSnapshot first) {
        snapshot = first;
    }

    /** How every later command is answered. */
    public void answer(Function<AgentCommand, CommandOutcome> answer) {
        answers = command -> CompletableFuture.completedFuture(answer.apply(command));
    }

    /** Later commands are answered when the test completes what this returns. */
    public CompletableFuture<CommandOutcome> answerLater() {
        var later = new CompletableFuture<CommandOutcome>();
        answers = command -> later;
        return later;
    }

    /** Everything asked so far. */
    public List<AgentCommand> commands() {
        return List.copyOf(commands);
    }

    public void forgetCommands() {
        commands.clear();
    }

    /** The desk took a step. */
    public void step(AgentSnapshot next, AgentEvent... events) {
        snapshot = next;
        var steps = new ArrayList<SequencedEvent>();
        for (AgentEvent event : events) {
            seq++;
            steps.add(new SequencedEvent("test", seq, next.agent().since(), event));
        }
        for (AgentObserver observer : observers) {
            observer.onStep(next, steps);
        }
    }

    @Override
    public CompletionStage<CommandOutcome> submit(AgentCommand command) {
        commands.add(command);
        return answers.apply(command);
    }

    @Override
    public AgentSnapshot snapshot() {
        return snapshot;
    }

    @Override
    public Subscription observe(AgentObserver observer) {
        observers.add(observer);
        observer.onStep(snapshot, List.of());
        return () -> observers.remove(observer);
    }

    public int observers() {
        return observers.size();
    }
}
