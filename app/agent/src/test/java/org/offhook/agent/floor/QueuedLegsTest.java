package org.offhook.agent.floor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.offhook.agent.twoleg.Leg;
import org.offhook.agent.twoleg.LegFailure;
import org.offhook.agent.twoleg.LegTarget;
import org.offhook.agent.twoleg.LegTarget.Alert;
import org.offhook.agent.twoleg.LegTarget.Dialled;
import org.offhook.agent.twoleg.LegTarget.OwnPhone;
import org.offhook.agent.twoleg.TwoLegCallPort;
import org.offhook.agent.twoleg.TwoLegInput;
import org.offhook.agent.twoleg.TwoLegPlan;
import org.offhook.campaign.log.NewLoggedCall;
import org.offhook.campaign.queue.DialEntry;
import org.offhook.campaign.session.AgentPosition;
import org.offhook.campaign.session.Lease;
import org.offhook.campaign.session.SessionStorePort.Claimed;
import org.offhook.store.Store;
import org.offhook.store.StoreAddress;

/** Two-leg calls at another desk, which the test plays at the real store. */
class QueuedLegsTest {
    private static final String AGENT = "asha";
    private static final OwnPhone RINGS = new OwnPhone("101", Alert.RING);
    private static final Dialled CUSTOMER = new Dialled("7275550163", "");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private final LinkedBlockingQueue<TwoLegInput> heard = new LinkedBlockingQueue<>();
    private Store store;
    private Lease lease;
    private QueuedLegs legs;

    @BeforeEach
    void open() {
        store = Store.open(StoreAddress.sqlite(folder.resolve("dialer.db")));
        AgentPosition here =
                new AgentPosition("TESTCAMP", "101", AgentPosition.State.PAUSED, "", false, "", 0, true, Instant.now());
        lease = ((Claimed.Owned) store.sessions().claim(AGENT, "node-1", here, Duration.ofMinutes(5))).lease();
        legs = new QueuedLegs(store, "voiptech");
    }

    @AfterEach
    void close() {
        store.close();
    }

    private TwoLegCallPort.Legs begun(TwoLegPlan plan) {
        assertThat(legs.takes(plan)).isTrue();
        TwoLegCallPort.Legs call = legs.begin(plan, heard::add);
        call.call(Leg.FIRST, plan.first());
        return call;
    }

    private static TwoLegPlan plan(LegTarget first, LegTarget second) {
        return new TwoLegPlan(
                first, second, Duration.ofSeconds(20), Duration.ofSeconds(60), TwoLegPlan.Joining.THROUGH_WIDGET);
    }

    private TwoLegInput next() throws InterruptedException {
        TwoLegInput input = heard.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(input).isNotNull();
        return input;
    }

    private DialEntry waiting() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (store.dialQueue().waiting(AGENT).isEmpty() && System.nanoTime() < end) {
            LockSupport.parkNanos(5_000_000);
        }
        return store.dialQueue().waiting(AGENT).getFirst();
    }

    /** What the agent's desk does when the agent presses Dial. */
    private DialEntry dialled() {
        DialEntry entry = store.dialQueue().claim(waiting().id(), lease).orElseThrow();
        store.dialQueue().dialled(entry.id(), lease, "call-1");
        return entry;
    }

    private void answered(DialEntry entry) {
        long log = store.callLog()
                .begin(new NewLoggedCall(
                        "call-1",
                        "node-1",
                        NewLoggedCall.Direction.OUTGOING,
                        AGENT,
                        "TESTCAMP",
                        CUSTOMER.dialled(),
                        "",
                        OptionalLong.empty(),
                        OptionalLong.of(entry.id()),
                        "voiptech",
                        Instant.now()));
        store.callLog().answered(log, Instant.now());
    }

    @Test
    void theAgentIsShownTheNumberAndDialsThenTheCustomerAnswersAndHangsUp() throws Exception {
        TwoLegCallPort.Legs call = begun(plan(RINGS, CUSTOMER));
        assertThat(next())
                .isInstanceOfSatisfying(
                        TwoLegInput.LegPlaced.class,
                        placed -> assertThat(placed.leg()).isEqualTo(Leg.FIRST));
        assertThat(waiting().asked().preview()).as("the agent looks first").isTrue();
        DialEntry entry = dialled();
        assertThat(next()).isEqualTo(new TwoLegInput.LegAnswered(Leg.FIRST));
        call.call(Leg.SECOND, CUSTOMER);
        assertThat(next()).isInstanceOf(TwoLegInput.LegPlaced.class);
        answered(entry);
        assertThat(next()).isEqualTo(new TwoLegInput.LegAnswered(Leg.SECOND));
        store.dialQueue().done(entry.id(), lease, "HUNG_UP");
        assertThat(next())
                .isInstanceOfSatisfying(
                        TwoLegInput.LegEnded.class,
                        ended -> assertThat(ended.leg()).isEqualTo(Leg.SECOND));
    }

    @Test
    void theCustomerFirstMeansThatTheDeskDialsAtOnce() throws Exception {
        TwoLegCallPort.Legs call = begun(plan(CUSTOMER, RINGS));
        assertThat(waiting().asked().preview()).isFalse();
        DialEntry entry = dialled();
        assertThat(next()).isEqualTo(new TwoLegInput.LegPlaced(Leg.FIRST, "call-1"));
        answered(entry);
        assertThat(next()).isEqualTo(new TwoLegInput.LegAnswered(Leg.FIRST));
        call.call(Leg.SECOND, RINGS);
        assertThat(List.of(next(), next())).last().isEqualTo(new TwoLegInput.LegAnswered(Leg.SECOND));
    }

    @Test
    void anAgentWhoDoesNotDialInTimeIsNotAskedAnyLonger() throws Exception {
        TwoLegCallPort.Legs call = begun(plan(RINGS, CUSTOMER));
        next();
        long entry = waiting().id();
        call.end(Leg.FIRST);
        assertThat(next()).isEqualTo(new TwoLegInput.LegEnded(Leg.FIRST, LegFailure.NO_ANSWER));
        assertThat(next()).isEqualTo(new TwoLegInput.LegEnded(Leg.FIRST, LegFailure.NO_ANSWER));
        assertThat(store.dialQueue().find(entry).orElseThrow().state()).isEqualTo(DialEntry.State.DONE);
    }

    @Test
    void aCustomerWhoIsBusyAndADeskThatGoesAwayAreTold() throws Exception {
        begun(plan(CUSTOMER, RINGS));
        DialEntry entry = dialled();
        next();
        store.dialQueue().done(entry.id(), lease, "BUSY");
        assertThat(next()).isEqualTo(new TwoLegInput.LegEnded(Leg.FIRST, LegFailure.BUSY));

        begun(plan(CUSTOMER, RINGS));
        dialled();
        next();
        store.sessions().end(lease);
        store.dialQueue().doubtAbandoned();
        assertThat(next()).isEqualTo(new TwoLegInput.LegEnded(Leg.FIRST, LegFailure.UNREACHABLE));

        begun(plan(CUSTOMER, RINGS));
        assertThat(next()).as("logged out").isEqualTo(new TwoLegInput.LegEnded(Leg.FIRST, LegFailure.UNREACHABLE));
    }
}
