package org.offhook.ui.fx;

import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.offhook.agent.AgentCommand;
import org.offhook.agent.AgentDesk;
import org.offhook.core.phone.CommandOutcome;
import org.offhook.core.phone.PhoneCommand;

/** Gives commands to the desk and brings the answers back to the JavaFX thread. */
public final class CommandDoor {
    private final AgentDesk desk;
    private final Executor uiThread;
    private Consumer<CommandOutcome.Refused> refusals = refused -> {};
    private Runnable accepted = () -> {};
    private Consumer<AgentCommand> before = command -> {};

    public CommandDoor(AgentDesk desk, Executor uiThread) {
        this.desk = desk;
        this.uiThread = uiThread;
    }

    /** Where refusals of plain {@link #ask(AgentCommand)} go. */
    public void onRefusal(Consumer<CommandOutcome.Refused> sink) {
        refusals = sink;
    }

    /** Runs before the answer to any command that was accepted: what was refused before is out of date. */
    public void onAccepted(Runnable action) {
        accepted = action;
    }

    /** Sees each command before the desk does. */
    public void beforeAsking(Consumer<AgentCommand> sink) {
        before = sink;
    }

    /** Asks; a refusal is shown in the banner's place. */
    public void ask(AgentCommand command) {
        ask(command, outcome -> {
            if (outcome instanceof CommandOutcome.Refused refused) {
                refusals.accept(refused);
            }
        });
    }

    public void ask(PhoneCommand command) {
        ask(new AgentCommand.Phone(command));
    }

    /** Asks and tells {@code answer} on the JavaFX thread. */
    public void ask(AgentCommand command, Consumer<CommandOutcome> answer) {
        before.accept(command);
        desk.submit(command).thenAccept(outcome -> uiThread.execute(() -> answered(outcome, answer)));
    }

    /** Asks for something to know, not for something to happen: a refusal is no news, and what was refused before still stands. */
    public void inquire(AgentCommand question, Consumer<CommandOutcome.Accepted> answer) {
        desk.submit(question)
                .thenAccept(outcome -> uiThread.execute(() -> {
                    if (outcome instanceof CommandOutcome.Accepted known) {
                        answer.accept(known);
                    }
                }));
    }

    private void answered(CommandOutcome outcome, Consumer<CommandOutcome> answer) {
        if (outcome instanceof CommandOutcome.Accepted) {
            accepted.run();
        }
        answer.accept(outcome);
    }
}
