package org.offhook.ui.queue;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.offhook.agent.AgentCommand;
import org.offhook.agent.AgentSnapshot;
import org.offhook.agent.QueuedDial;
import org.offhook.core.phone.CommandOutcome;
import org.offhook.ui.fx.WindowContext;

/**
 * Takes numbers out of the queue with time to think again: the row goes at once, the desk is asked when the time is over. Whatever
 * could dial the number meanwhile asks the desk first, so that a removed number is never dialled.
 */
public final class Removals {
    /** How long a removal can be undone. */
    public static final Duration UNDO = Duration.ofSeconds(5);

    /** A removal that can still be undone. */
    private record Undoable(String id, Runnable cancelAlarm) {}

    private final WindowContext context;
    private final Set<String> asked = new HashSet<>();
    private Optional<Undoable> undoable = Optional.empty();

    public Removals(WindowContext context) {
        this.context = context;
        context.door().beforeAsking(this::aboutToAsk);
    }

    /**
     * Takes a number out.
     *
     * @param autoDial the queue dials by itself, at any moment: then there is nothing to undo
     */
    public void remove(String id, String who, boolean autoDial) {
        commit();
        String said = context.words().of("queue.removed", who);
        if (autoDial) {
            ask(id);
            context.navigator().say(said);
        } else {
            undoable = Optional.of(new Undoable(id, context.alarm().after(UNDO, this::commit)));
            context.navigator().offer(said, context.words().of("queue.undo"), this::undo);
        }
    }

    private void undo() {
        undoable.ifPresent(removal -> removal.cancelAlarm().run());
        undoable = Optional.empty();
        context.navigator().say("");
    }

    /** There is no more time to think: the desk is asked. */
    public void commit() {
        Optional<Undoable> removal = undoable;
        undoable = Optional.empty();
        removal.ifPresent(due -> {
            due.cancelAlarm().run();
            ask(due.id());
        });
    }

    private void ask(String id) {
        asked.add(id);
        context.door().ask(new AgentCommand.RemoveQueued(id), outcome -> {
            if (outcome instanceof CommandOutcome.Refused refused) {
                asked.remove(id); // it is there still: perhaps it is being dialled
                context.navigator().refused(refused);
            }
        });
    }

    private void aboutToAsk(AgentCommand command) {
        if (command instanceof AgentCommand.DialNext
                || command instanceof AgentCommand.SetAutoDial
                || command instanceof AgentCommand.GoReady) {
            commit();
        }
    }

    /** The snapshot as the window shows it: without what was taken out. */
    public AgentSnapshot shown(AgentSnapshot now) {
        List<QueuedDial> queue = now.queue();
        asked.retainAll(queue.stream().map(QueuedDial::id).toList());
        List<QueuedDial> left = queue.stream().filter(dial -> !gone(dial.id())).toList();
        return left.size() == queue.size() ? now : withQueue(now, left);
    }

    private boolean gone(String id) {
        return asked.contains(id)
                || undoable.filter(removal -> removal.id().equals(id)).isPresent();
    }

    private static AgentSnapshot withQueue(AgentSnapshot now, List<QueuedDial> queue) {
        return new AgentSnapshot(
                now.version(),
                now.stream(),
                now.seq(),
                now.setup(),
                now.agent(),
                now.phone(),
                queue,
                now.autoDial(),
                now.pauseCodes(),
                now.recentCalls(),
                now.pairingRequests(),
                now.pairedOrigins(),
                now.fault(),
                now.callFacts(),
                now.country(),
                now.work(),
                now.dialMode());
    }
}
