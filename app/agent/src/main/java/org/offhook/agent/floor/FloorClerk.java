package org.offhook.agent.floor;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.offhook.agent.AgentCommand;
import org.offhook.agent.AgentDesk;
import org.offhook.agent.AgentEvent;
import org.offhook.agent.AgentSnapshot;
import org.offhook.agent.AgentState;
import org.offhook.agent.dial.DialNoticePort;
import org.offhook.agent.port.StoreErrors;
import org.offhook.campaign.session.AgentPosition;
import org.offhook.campaign.session.Lease;
import org.offhook.campaign.session.SessionStorePort.Claimed;
import org.offhook.campaign.setup.PauseCode;
import org.offhook.campaign.store.DialerStorePort;
import org.offhook.campaign.store.StoreException;
import org.offhook.campaign.user.User;
import org.offhook.core.phone.CallView;

/**
 * Keeps this desk's agent on the floor and dials what others queued for them. One thread does everything here, in turns: who calls
 * {@link #turn} by hand (tests) does not {@link #start}.
 *
 * <p>A number is claimed, which commits, before the desk is told to dial. What was claimed and not heard of again, because the store or this
 * program went away, becomes a question to a person, never a second call.
 */
public final class FloorClerk implements DialNoticePort, AutoCloseable {
    private final AgentDesk desk;
    private final DialerStorePort store;
    private final FloorSettings settings;
    private final InstantSource clock;
    private final ClaimedDials dials;
    private final FaultReport faults;
    private final ConcurrentLinkedQueue<AgentEvent> events = new ConcurrentLinkedQueue<>();
    private final Semaphore wake = new Semaphore(0);
    private final AgentDesk.Subscription subscription;
    private @Nullable Lease lease;
    private @Nullable AgentPosition published;
    private Instant renewAt = Instant.EPOCH;
    private volatile @Nullable Thread thread;

    /** Told when a turn failed at the store; the next turn tries again. */
    @FunctionalInterface
    public interface FaultReport {
        void failed(org.offhook.core.error.ErrorCode error);
    }

    /** @param zone where called parties are who tell no other zone */
    public FloorClerk(
            AgentDesk desk,
            DialerStorePort store,
            FloorSettings settings,
            InstantSource clock,
            ZoneId zone,
            FaultReport faults) {
        this.desk = desk;
        this.store = store;
        this.settings = settings;
        this.clock = clock;
        this.faults = faults;
        this.dials = new ClaimedDials(desk, store, settings.node(), clock, new DialFilter(zone));
        this.subscription = desk.observe((_, told) -> {
            told.forEach(one -> events.add(one.event()));
            wake.release(); // the loop only leaves a note
        });
    }

    /** Begins the turns. */
    public void start() {
        thread = Thread.ofVirtual().name("floor").start(this::run);
    }

    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                turn();
            } catch (StoreException e) {
                faults.failed(StoreErrors.codeOf(e));
            }
            try {
                if (wake.tryAcquire(settings.pollEvery().toMillis(), TimeUnit.MILLISECONDS)) {
                    wake.drainPermits();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Something was queued on this node: no need to wait for the next look. */
    @Override
    public void queued(String agent) {
        wake.release();
    }

    /**
     * One turn: tells the store where the agent is and what became of calls, then takes at most one number from the queue.
     *
     * @throws StoreException when the store failed; nothing that happened is forgotten
     */
    public void turn() {
        AgentSnapshot snapshot = desk.snapshot();
        boolean here = isLoggedIn(snapshot.agent().state());
        Lease held = lease;
        if (held != null && (!here || !held.agent().equals(snapshot.agent().userName()))) {
            settle(held);
            store.sessions().end(held);
            forget();
        }
        if (!here) {
            events.clear();
            return;
        }
        Optional<User> user = store.users().find(snapshot.agent().userName());
        if (user.isEmpty()) {
            return; // logged in against another table: nobody of the floor
        }
        AgentPosition position = position(snapshot, user.get());
        Optional<Lease> owned = owned(user.get(), position);
        if (owned.isEmpty()) {
            return;
        }
        settle(owned.get());
        if (!position.equals(published)) {
            if (!store.sessions().publish(owned.get(), position)) {
                forget();
                return;
            }
            published = position;
        }
        if (isFree(snapshot)) {
            dials.takeNext(owned.get(), snapshot);
        }
    }

    private static boolean isLoggedIn(AgentState state) {
        return switch (state) {
            case LOGGED_OUT, LOGGING_IN, LOGGING_OUT -> false;
            case PAUSED, READY, CALLING, ON_CALL, WRAP_UP -> true;
        };
    }

    private static boolean isFree(AgentSnapshot snapshot) {
        AgentState state = snapshot.agent().state();
        return (state == AgentState.PAUSED || state == AgentState.READY)
                && snapshot.phone().calls().stream().noneMatch(CallView::live);
    }

    private AgentPosition position(AgentSnapshot snapshot, User user) {
        boolean onBreak = store.setup().pauseCodes(user.campaign()).stream()
                .filter(code -> code.code().equals(snapshot.agent().reason()))
                .anyMatch(PauseCode::onBreak);
        return FloorPositions.of(snapshot, user.campaign(), onBreak, dials.leadOnScreen());
    }

    /** The lease of this agent: held, renewed, or claimed anew. Empty while another desk has it. */
    private Optional<Lease> owned(User user, AgentPosition position) {
        Instant now = clock.instant();
        Lease held = lease;
        if (held != null && now.isAfter(renewAt)) {
            if (!store.sessions().renew(List.of(held), settings.lease()).isEmpty()) {
                forget();
                held = null;
            }
            renewAt = now.plus(settings.renewEvery());
        }
        if (held != null) {
            return Optional.of(held);
        }
        return switch (store.sessions().claim(user.name(), settings.node(), position, settings.lease())) {
            case Claimed.OwnedElsewhere _ -> Optional.empty();
            case Claimed.Owned(Lease fresh) -> {
                lease = fresh;
                published = position;
                renewAt = now.plus(settings.renewEvery());
                store.dialQueue().doubtAbandoned(); // what an earlier life of this desk claimed is a person's to decide
                yield Optional.of(fresh);
            }
        };
    }

    /** Writes back what happened, in order; an event leaves the line once it is written. */
    private void settle(Lease held) {
        for (AgentEvent event = events.peek(); event != null; event = events.peek()) {
            dials.happened(event, held);
            events.remove();
        }
    }

    private void forget() {
        lease = null;
        published = null;
        dials.forget();
    }

    /** Ends the turns and the agent's session, as far as the store lets it. */
    @Override
    public void close() {
        subscription.close();
        Thread running = thread;
        if (running != null) {
            running.interrupt();
            try {
                running.join(Duration.ofSeconds(2));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        Lease held = lease;
        if (held != null) {
            try {
                settle(held);
                store.sessions().end(held);
            } catch (StoreException e) {
                faults.failed(StoreErrors.codeOf(e)); // the lease runs out by itself
            }
        }
    }

    static AgentCommand.DialClaimed command(org.offhook.campaign.queue.NewDial asked) {
        return new AgentCommand.DialClaimed(
                new org.offhook.agent.ManualDial(
                        asked.number(),
                        "",
                        asked.preview(),
                        asked.focus(),
                        asked.source(),
                        Optional.empty(),
                        asked.facts()),
                asked.callerIdNumber().isEmpty() ? Optional.empty() : Optional.of(asked.callerIdNumber()));
    }
}
