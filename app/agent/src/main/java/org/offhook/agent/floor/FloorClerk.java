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
import org.offhook.agent.LeadNumber;
import org.offhook.agent.LeadOnScreen;
import org.offhook.agent.LeadWish;
import org.offhook.agent.ManualDial;
import org.offhook.agent.dial.DialNoticePort;
import org.offhook.campaign.queue.DialEntry;
import org.offhook.campaign.queue.NewDial;
import org.offhook.campaign.session.AgentPosition;
import org.offhook.campaign.session.Lease;
import org.offhook.campaign.session.SessionStorePort.Claimed;
import org.offhook.campaign.setup.CallerId;
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
    private static final System.Logger LOG = System.getLogger(FloorClerk.class.getName());
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(2);

    private final AgentDesk desk;
    private final DialerStorePort store;
    private final FloorSettings settings;
    private final InstantSource clock;
    private final ClaimedDials dials;
    private final FloorReport report;
    private final StoredDials stored;
    private final ConcurrentLinkedQueue<AgentEvent> events = new ConcurrentLinkedQueue<>();
    private final Semaphore wake = new Semaphore(0);
    private final AgentDesk.Subscription subscription;
    private @Nullable Lease lease;
    private @Nullable AgentPosition published;
    private Instant renewAt = Instant.EPOCH;
    private volatile @Nullable Thread thread;
    private volatile boolean stopping;

    /** @param zone where called parties are who tell no other zone */
    public FloorClerk(
            AgentDesk desk,
            DialerStorePort store,
            FloorSettings settings,
            InstantSource clock,
            ZoneId zone,
            FloorReport report) {
        this.desk = desk;
        this.store = store;
        this.settings = settings;
        this.clock = clock;
        this.report = report;
        this.stored = new StoredDials(desk);
        this.dials = new ClaimedDials(desk, store, settings, clock, new DialFilter(zone));
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
        while (!stopping && !Thread.currentThread().isInterrupted()) {
            try {
                turn();
            } catch (StoreException e) {
                report.failed(e);
            } catch (RuntimeException e) { // a thread that ends here would leave the agent's queue to nobody
                LOG.log(System.Logger.Level.ERROR, "a turn of the floor", e);
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
        List<DialEntry> waiting = store.dialQueue().waiting(user.get().name());
        if (isFree(snapshot) && !stopping && !waiting.isEmpty()) {
            dials.takeNext(owned.get(), snapshot, waiting);
            waiting = store.dialQueue().waiting(user.get().name());
        }
        stored.show(waiting);
        report.worked();
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
        long lead = snapshot.work()
                .lead()
                .filter(shown ->
                        shown.showing() != LeadOnScreen.Showing.KEPT) // what is only left from before is nobody's work
                .map(LeadOnScreen::leadId)
                .orElseGet(dials::leadOnScreen);
        return FloorPositions.of(snapshot, user.campaign(), onBreak, lead);
    }

    /** The lease of this agent: held, renewed, or claimed anew. Empty while another desk has it. */
    private Optional<Lease> owned(User user, AgentPosition position) {
        Instant now = clock.instant();
        Lease held = lease;
        if (held != null && now.isAfter(renewAt)) {
            if (!store.sessions().renew(List.of(held), settings.lease()).isEmpty()) {
                forget();
                held = null;
            } else {
                report.doubted(Deciders.dials(store, held.agent()).size());
            }
            renewAt = now.plus(settings.renewEvery());
        }
        if (held != null) {
            return Optional.of(held);
        }
        return switch (store.sessions().claim(user.name(), settings.node(), position, settings.lease())) {
            case Claimed.OwnedElsewhere _ -> {
                report.elsewhere(true);
                yield Optional.empty();
            }
            case Claimed.Owned(Lease fresh) -> {
                report.elsewhere(false);
                lease = fresh;
                published = position;
                renewAt = now.plus(settings.renewEvery());
                store.dialQueue().doubtAbandoned(); // what an earlier life of this desk claimed is a person's to decide
                report.doubted(Deciders.dials(store, user.name()).size());
                yield Optional.of(fresh);
            }
        };
    }

    /** Writes back what happened, in order; an event leaves the line once it is written. */
    private void settle(Lease held) {
        for (AgentEvent event = events.peek(); event != null; event = events.peek()) {
            dials.happened(event, held);
            if (event instanceof AgentEvent.StoredDialAsked) {
                stored.touched();
            }
            events.remove();
        }
    }

    private void forget() {
        lease = null;
        published = null;
        dials.forget();
        stored.show(List.of());
    }

    /**
     * Takes nothing more from the queue; what happens to calls that are up is still noted, for {@link #close}. Waits for the present turn: one
     * that is cut off between claim and INVITE leaves a question to a person.
     */
    public void stop() {
        stopping = true;
        wake.release();
        Thread running = thread;
        if (running != null) {
            try {
                if (!running.join(STOP_PATIENCE)) {
                    running.interrupt(); // the store does not answer
                    running.join(STOP_PATIENCE);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Ends the turns and the agent's session, as far as the store lets it. Calls that end after this are not heard of. */
    @Override
    public void close() {
        stop();
        subscription.close();
        Lease held = lease;
        if (held != null) {
            try {
                settle(held);
                store.sessions().end(held);
            } catch (StoreException e) {
                report.failed(e); // the lease runs out by itself
            }
        }
    }

    static AgentCommand.DialClaimed command(NewDial asked, boolean preview) {
        return new AgentCommand.DialClaimed(
                ManualDial.of(asked.number(), asked.source())
                        .withPreview(preview)
                        .withFocus(asked.focus())
                        .withFacts(asked.facts())
                        .with(
                                asked.lead().isPresent()
                                        ? new LeadWish.Known(asked.lead().getAsLong(), LeadNumber.MAIN)
                                        : new LeadWish.Search()),
                asked.callerIdNumber().isEmpty()
                        ? Optional.empty()
                        : Optional.of(new CallerId(
                                asked.callerIdNumber(),
                                asked.callerIdName(),
                                CallerId.Presentation.P_PREFERRED_IDENTITY)));
    }
}
