package org.offhook.agent.floor;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.offhook.agent.twoleg.Leg;
import org.offhook.agent.twoleg.LegFailure;
import org.offhook.agent.twoleg.LegTarget;
import org.offhook.agent.twoleg.LegTarget.Alert;
import org.offhook.agent.twoleg.LegTarget.Dialled;
import org.offhook.agent.twoleg.LegTarget.OwnPhone;
import org.offhook.agent.twoleg.TwoLegCallPort;
import org.offhook.agent.twoleg.TwoLegInput;
import org.offhook.agent.twoleg.TwoLegPlan;
import org.offhook.campaign.log.CallRecord;
import org.offhook.campaign.queue.DialEntry;
import org.offhook.campaign.queue.DialQueueStorePort.Queued;
import org.offhook.campaign.queue.NewDial;
import org.offhook.campaign.session.AgentSessionRow;
import org.offhook.campaign.store.DialerStorePort;
import org.offhook.campaign.store.StoreException;

/**
 * Two-leg calls of which one leg is the phone of an agent at another node's desk: through the agent's queue in the store, which that desk
 * takes from. What becomes of the call is read from the queue and the log, on a virtual thread for each call.
 */
public final class QueuedLegs implements TwoLegCallPort {
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);
    /** While the parties talk nobody waits for news. */
    private static final Duration LOOK_WHILE_TALKING = Duration.ofSeconds(2);

    private static final int MOST_WAITING = 10;

    private final DialerStorePort store;
    private final String source;

    /** @param source who asks, as queue and log show it */
    public QueuedLegs(DialerStorePort store, String source) {
        this.store = store;
        this.source = source;
    }

    /** Ask the port of this desk's own phone first: it needs no detour. */
    @Override
    public boolean takes(TwoLegPlan plan) {
        return (plan.first() instanceof OwnPhone && plan.second() instanceof Dialled)
                || (plan.first() instanceof Dialled && plan.second() instanceof OwnPhone);
    }

    @Override
    public Legs begin(TwoLegPlan plan, Consumer<TwoLegInput> inbox) {
        if (plan.first() instanceof OwnPhone own && plan.second() instanceof Dialled number) {
            return new DeskElsewhere(own, number, Leg.SECOND, inbox);
        }
        if (plan.first() instanceof Dialled number && plan.second() instanceof OwnPhone own) {
            return new DeskElsewhere(own, number, Leg.FIRST, inbox);
        }
        throw new IllegalArgumentException("not asked whether it takes it");
    }

    /** How a dial that was never answered is told, from what its desk wrote into the queue. */
    private static LegFailure failure(String outcome) {
        return switch (outcome.toUpperCase(Locale.ROOT)) {
            case "BUSY" -> LegFailure.BUSY;
            case "NO_ANSWER", "CANCELLED", "MISSED", "SKIPPED", "REMOVED" -> LegFailure.NO_ANSWER;
            case "UNAVAILABLE", "SERVER_FAILED", "NO_RESPONSE", "CONNECTION_LOST", "LOCAL_FAILURE" ->
                LegFailure.UNREACHABLE;
            default -> LegFailure.NOT_CONNECTED;
        };
    }

    /** One call. Orders come on the two-leg loop, news on the watching thread; short methods exclude each other. */
    private final class DeskElsewhere implements Legs {
        private final OwnPhone own;
        private final Dialled number;
        private final Leg dialledLeg;
        private final Consumer<TwoLegInput> inbox;
        private final String request = UUID.randomUUID().toString();
        private boolean secondCalled;
        private boolean unwanted;
        private boolean dialled;
        private boolean answered;

        DeskElsewhere(OwnPhone own, Dialled number, Leg dialledLeg, Consumer<TwoLegInput> inbox) {
            this.own = own;
            this.number = number;
            this.dialledLeg = dialledLeg;
            this.inbox = inbox;
        }

        @Override
        public synchronized void call(Leg leg, LegTarget target) {
            if (leg == Leg.FIRST) {
                Thread.ofVirtual().name("queued-legs").start(this::watch);
                return;
            }
            inbox.accept(new TwoLegInput.LegPlaced(leg, request));
            secondCalled = true;
            if (leg != dialledLeg || answered) {
                inbox.accept(
                        new TwoLegInput.LegAnswered(leg)); // the agent's, or the customer was quicker than the news
            }
        }

        @Override
        public synchronized void end(Leg leg) {
            unwanted = true;
            if (leg != dialledLeg) {
                inbox.accept(new TwoLegInput.LegEnded(leg, LegFailure.NO_ANSWER));
            }
        }

        private synchronized boolean isUnwanted() {
            return unwanted;
        }

        // ---- on the watching thread

        private void watch() {
            OptionalLong id;
            try {
                id = queue();
            } catch (StoreException e) {
                over(LegFailure.UNREACHABLE);
                return;
            }
            if (id.isEmpty()) {
                return;
            }
            boolean going = true;
            while (going) {
                try {
                    going = look(id.getAsLong());
                } catch (StoreException e) {
                    going = !isUnwanted(); // it comes back, or the machine gives up
                }
                if (going) {
                    LockSupport.parkNanos((isTalking() ? LOOK_WHILE_TALKING : LOOK_EVERY).toNanos());
                }
            }
        }

        private OptionalLong queue() {
            Optional<AgentSessionRow> session = store.sessions().live().stream()
                    .filter(row -> row.position().extension().equals(own.extension()))
                    .findFirst();
            if (session.isEmpty()) {
                over(LegFailure.UNREACHABLE); // logged out since the plan was made
                return OptionalLong.empty();
            }
            NewDial dial = new NewDial(
                    session.get().lease().agent(),
                    session.get().position().campaign(),
                    number.dialled(),
                    number.dialled(),
                    OptionalLong.empty(),
                    dialledLeg == Leg.SECOND && own.alert() == Alert.RING,
                    true,
                    number.callerId(),
                    "",
                    source,
                    request,
                    Map.of());
            return switch (store.dialQueue().add(dial, MOST_WAITING)) {
                case Queued.Taken taken -> {
                    if (dialledLeg == Leg.SECOND) {
                        inbox.accept(new TwoLegInput.LegPlaced(Leg.FIRST, request));
                    }
                    yield OptionalLong.of(taken.entry().id());
                }
                case Queued.AlreadyThere _, Queued.Full _ -> {
                    over(LegFailure.BUSY);
                    yield OptionalLong.empty();
                }
            };
        }

        /** Whether there is more to come. */
        private boolean look(long id) {
            Optional<DialEntry> found = store.dialQueue().find(id);
            if (found.isEmpty()) {
                over(LegFailure.NOT_CONNECTED);
                return false;
            }
            DialEntry entry = found.get();
            switch (entry.state()) {
                case QUEUED -> {
                    if (isUnwanted() && store.dialQueue().remove(id)) {
                        over(LegFailure.NO_ANSWER);
                        return false;
                    }
                }
                case CLAIMED -> {}
                case DIALLED -> news(entry, isAnswered(entry));
                case IN_DOUBT -> {
                    over(LegFailure.UNREACHABLE);
                    return false;
                }
                case DONE -> {
                    if (!entry.call().isEmpty()) {
                        news(entry, isAnswered(entry));
                    }
                    over(failure(entry.outcome()));
                    return false;
                }
            }
            return true;
        }

        private boolean isAnswered(DialEntry entry) {
            return store.sessions()
                    .find(entry.asked().agent())
                    .flatMap(row -> store.callLog().findByCall(row.lease().node(), entry.call()))
                    .flatMap(CallRecord::answeredAt)
                    .isPresent();
        }

        private synchronized boolean isTalking() {
            return answered;
        }

        /** The INVITE left; perhaps the called party has answered, too. */
        private synchronized void news(DialEntry entry, boolean byNow) {
            if (!dialled) {
                dialled = true;
                inbox.accept(
                        dialledLeg == Leg.SECOND
                                ? new TwoLegInput.LegAnswered(Leg.FIRST) // the agent pressed Dial, or the desk did
                                : new TwoLegInput.LegPlaced(Leg.FIRST, entry.call()));
            }
            if (byNow && !answered) {
                answered = true;
                if (dialledLeg == Leg.FIRST || secondCalled) {
                    inbox.accept(new TwoLegInput.LegAnswered(dialledLeg));
                }
            }
        }

        private synchronized void over(LegFailure failure) {
            inbox.accept(new TwoLegInput.LegEnded(dialled ? dialledLeg : Leg.FIRST, failure));
        }

        // ---- at the other desk the legs meet by themselves

        @Override
        public void join(TwoLegPlan.Joining how) {
            inbox.accept(new TwoLegInput.LegsJoined());
        }

        @Override
        public void announce(String name) {
            inbox.accept(new TwoLegInput.AnnouncementEnded(false));
        }

        @Override
        public void stopAnnouncement() {
            // nothing is played
        }
    }
}
