package org.offhook.agent.desk;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.offhook.agent.AgentCommand;
import org.offhook.agent.AgentDesk;
import org.offhook.agent.AgentObserver;
import org.offhook.agent.AgentSnapshot;
import org.offhook.agent.floor.FloorClerk;
import org.offhook.agent.floor.FloorReport;
import org.offhook.agent.floor.FloorSettings;
import org.offhook.campaign.queue.DialEntry;
import org.offhook.campaign.queue.DialQueueStorePort.Queued;
import org.offhook.campaign.queue.NewDial;
import org.offhook.campaign.setup.Campaign;
import org.offhook.campaign.user.Password;
import org.offhook.campaign.user.Right;
import org.offhook.campaign.user.User;
import org.offhook.campaign.user.UserGroup;
import org.offhook.core.phone.CommandOutcome;
import org.offhook.core.phone.PhoneCommand;
import org.offhook.store.Store;
import org.offhook.store.StoreAddress;
import org.offhook.store.StoreOptions;
import org.offhook.store.credential.Argon2Hash;
import org.offhook.testkit.core.SignallingOrder;

/** The real desk in virtual time, the real store, and the clerk between them. */
abstract class FloorFixture {
    static final String AGENT = "asha";
    static final String CAMPAIGN = "TESTCAMP";

    @TempDir
    Path folder;

    Store store;
    VirtualDesk desk;
    FloorClerk clerk;
    Instant now = Instant.parse("2026-11-21T08:00:00Z"); // a Saturday

    @BeforeEach
    void open() {
        store = Store.open(
                StoreAddress.sqlite(folder.resolve("dialer.db")),
                StoreOptions.DEFAULT.withClock(() -> now).withPasswordCost(new Argon2Hash.Cost(64, 1, 1)));
        store.users().putGroup(new UserGroup("agents", "Agents", Set.of()));
        store.users()
                .add(
                        User.of(AGENT, "Asha", 1, "agents", Right.MANUAL_DIAL).withCampaign(CAMPAIGN),
                        Password.of("secret"),
                        Optional.empty());
        store.setup().putCampaign(Campaign.of(CAMPAIGN, "Test"));
        desk = VirtualDesk.loggedIn();
        clerk = clerk("node-1");
    }

    FloorClerk clerk(String node) {
        return clerk(FloorSettings.of(node));
    }

    FloorClerk clerk(FloorSettings settings) {
        return new FloorClerk(new PumpedDesk(desk), store, settings, () -> now, ZoneOffset.UTC, FloorReport.NONE);
    }

    @AfterEach
    void close() {
        clerk.close();
        desk.close();
        store.close();
    }

    /** The desk whose loop runs when it is asked something. */
    private record PumpedDesk(VirtualDesk virtual) implements AgentDesk {
        @Override
        public CompletionStage<CommandOutcome> submit(AgentCommand command) {
            return virtual.submit(command);
        }

        @Override
        public AgentSnapshot snapshot() {
            return virtual.snapshot();
        }

        @Override
        public Subscription observe(AgentObserver observer) {
            Subscription subscription = virtual.desk.observe(observer);
            virtual.settle();
            return subscription;
        }
    }

    DialEntry queue(String number, boolean preview, String callerId) {
        NewDial dial = new NewDial(
                AGENT,
                CAMPAIGN,
                number,
                number,
                OptionalLong.empty(),
                preview,
                false,
                callerId,
                "",
                "crm",
                number,
                Map.of());
        return ((Queued.Taken) store.dialQueue().add(dial, 10)).entry();
    }

    DialEntry entry(DialEntry entry) {
        return store.dialQueue().find(entry.id()).orElseThrow();
    }

    List<String> invited() {
        return desk.signalling.orders(SignallingOrder.Invite.class).stream()
                .map(order -> order.plan().number())
                .toList();
    }

    void hangUp() {
        desk.ask(new PhoneCommand.HangUpCall(
                desk.snapshot().phone().activeCall().orElseThrow().id()));
    }
}
