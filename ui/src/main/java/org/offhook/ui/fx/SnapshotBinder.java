package org.offhook.ui.fx;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import org.offhook.agent.AgentDesk;
import org.offhook.agent.AgentDesk.Subscription;
import org.offhook.agent.AgentEvent;
import org.offhook.agent.AgentObserver;
import org.offhook.agent.AgentSnapshot;
import org.offhook.agent.SequencedEvent;

/**
 * The one bridge from the loop to the window. The latest snapshot wins and at most one update waits for the JavaFX thread, however
 * fast the loop runs; of the events only those that a snapshot cannot tell are handed over, all of them and in order.
 */
public final class SnapshotBinder implements AgentObserver, AutoCloseable {
    private final Executor uiThread;
    private final BiConsumer<AgentSnapshot, List<AgentEvent>> window;
    private final AtomicReference<AgentSnapshot> latest;
    private final Queue<AgentEvent> events = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean pending = new AtomicBoolean();
    private final Subscription subscription;
    private volatile boolean closed;

    /** @param window called on {@code uiThread} with the latest snapshot */
    public SnapshotBinder(AgentDesk desk, Executor uiThread, BiConsumer<AgentSnapshot, List<AgentEvent>> window) {
        this.uiThread = uiThread;
        this.window = window;
        this.latest = new AtomicReference<>(desk.snapshot());
        this.subscription = desk.observe(this);
    }

    @Override
    public void onStep(AgentSnapshot snapshot, List<SequencedEvent> steps) {
        latest.set(snapshot);
        for (SequencedEvent step : steps) {
            if (concernsWindow(step.event())) {
                events.add(step.event());
            }
        }
        if (pending.compareAndSet(false, true)) {
            uiThread.execute(this::deliver);
        }
    }

    private static boolean concernsWindow(AgentEvent event) {
        return switch (event) {
            case AgentEvent.AttentionAsked asked -> true;
            case AgentEvent.PairingAnswered answered -> true;
            case AgentEvent.PairingUnanswered unanswered -> true;
            case AgentEvent.DialBlocked blocked -> true;
            case AgentEvent.AgentChanged changed -> false;
            case AgentEvent.PhoneHappened happened -> false;
            case AgentEvent.DialQueued queued -> false;
            case AgentEvent.DialUnqueued unqueued -> false;
            case AgentEvent.LeadShown shown -> false;
            case AgentEvent.LeadGone gone -> false;
            case AgentEvent.WrapUpBegan began -> false;
            case AgentEvent.WrapUpEnded ended -> false;
            case AgentEvent.CallbackDue due -> false;
            case AgentEvent.CampaignChanged changed -> false;
            case AgentEvent.StoredDialAsked asked -> false;
            case AgentEvent.PairingAsked asked -> true;
            case AgentEvent.PairingRevoked revoked -> false;
            case AgentEvent.FaultRaised raised -> false;
            case AgentEvent.FaultCleared cleared -> false;
        };
    }

    private void deliver() {
        pending.set(false); // before reading: a step that comes now asks for another delivery
        if (closed) {
            return;
        }
        var drained = new ArrayList<AgentEvent>(2);
        for (AgentEvent event = events.poll(); event != null; event = events.poll()) {
            drained.add(event);
        }
        window.accept(latest.get(), drained);
    }

    @Override
    public void close() {
        closed = true;
        subscription.close();
    }
}
