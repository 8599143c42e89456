package org.offhook.agent.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.offhook.agent.AgentCommand;
import org.offhook.agent.AgentDesk;
import org.offhook.agent.AgentEvent;
import org.offhook.agent.AgentObserver;
import org.offhook.agent.AgentSnapshot;
import org.offhook.agent.ManualDial;
import org.offhook.agent.QueuedDial;
import org.offhook.agent.floor.FloorClerk;
import org.offhook.agent.floor.FloorReport;
import org.offhook.agent.floor.FloorSettings;
import org.offhook.campaign.number.DialRules;
import org.offhook.campaign.queue.DialEntry;
import org.offhook.campaign.queue.DialQueueStorePort.Queued;
import org.offhook.campaign.queue.NewDial;
import org.offhook.campaign.session.AgentPosition;
import org.offhook.campaign.setup.CallingHours;
import org.offhook.campaign.setup.Campaign;
import org.offhook.campaign.user.Password;
import org.offhook.campaign.user.Right;
import org.offhook.campaign.user.User;
import org.offhook.campaign.user.UserGroup;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.phone.CommandOutcome;
import org.offhook.core.phone.PhoneCommand;
import org.offhook.store.Store;
import org.offhook.store.StoreAddress;
import org.offhook.store.StoreOptions;
import org.offhook.store.credential.Argon2Hash;
import org.offhook.testkit.core.FakeSignalling.FarEnd;
import org.offhook.testkit.core.SignallingOrder;

/** The desk's end of the store's queue, with the real desk in virtual time and the real store. */
class FloorClerkTest {
    private static final String AGENT = "asha";
    private static final String CAMPAIGN = "TESTCAMP";

    @TempDir
    Path folder;

    private Store store;
    private VirtualDesk desk;
    private FloorClerk clerk;
    private Instant now = Instant.parse("2026-11-21T08:00:00Z"); // a Saturday

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

    private FloorClerk clerk(String node) {
        return new FloorClerk(
                new PumpedDesk(desk), store, FloorSettings.of(node), () -> now, ZoneOffset.UTC, FloorReport.NONE);
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

    private DialEntry queue(String number, boolean preview, String callerId) {
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

    private DialEntry entry(DialEntry entry) {
        return store.dialQueue().find(entry.id()).orElseThrow();
    }

    private List<String> invited() {
        return desk.signalling.orders(SignallingOrder.Invite.class).stream()
                .map(order -> order.plan().number())
                .toList();
    }

    private void hangUp() {
        desk.ask(new PhoneCommand.HangUpCall(
                desk.snapshot().phone().activeCall().orElseThrow().id()));
    }

    @Test
    void whatWasTakenWhereThereIsNoQueueIsDialledAlthoughTheQueueDoesNotDialByItself() {
        desk.signalling.farEnd(FarEnd.ANSWERS);
        desk.ask(new AgentCommand.SetAutoDial(false));
        DialEntry waits = queue("9117275551212", false, "");
        clerk.turn();
        assertThat(invited()).isEmpty();
        assertThat(store.dialQueue().remove(waits.id())).isTrue();
        NewDial atOnce = new NewDial(
                AGENT,
                CAMPAIGN,
                "9117275551213",
                "",
                OptionalLong.empty(),
                false,
                false,
                true,
                "",
                "",
                "crm",
                "r",
                Map.of());
        assertThat(store.dialQueue().add(atOnce, 10)).isInstanceOf(Queued.Taken.class);
        clerk.turn();
        assertThat(invited()).containsExactly("9117275551213");
    }

    @Test
    void theAgentIsOnTheFloorWhileLoggedIn() {
        clerk.turn();
        AgentPosition position = store.sessions().find(AGENT).orElseThrow().position();
        assertThat(position.state()).isEqualTo(AgentPosition.State.PAUSED);
        assertThat(position.campaign()).isEqualTo(CAMPAIGN);
        desk.ask(new AgentCommand.GoReady());
        clerk.turn();
        assertThat(store.sessions().find(AGENT).orElseThrow().position().state())
                .isEqualTo(AgentPosition.State.READY);
        desk.submit(new AgentCommand.LogOut());
        clerk.turn();
        assertThat(store.sessions().find(AGENT)).isEmpty();
    }

    @Test
    void theLeaseIsRenewedAndRunsOutWithoutTheClerk() {
        clerk.turn();
        now = now.plusSeconds(20);
        clerk.turn();
        now = now.plusSeconds(20);
        assertThat(store.sessions().find(AGENT)).isPresent();
        now = now.plusSeconds(20);
        assertThat(store.sessions().find(AGENT)).isEmpty();
        clerk.turn(); // and taken again
        assertThat(store.sessions().find(AGENT)).isPresent();
    }

    @Test
    void dialsWhatWasQueuedAsItStandsAndWritesTheOutcomeBack() {
        desk.signalling.farEnd(FarEnd.ANSWERS);
        DialEntry queued = queue("9117275551212", false, "7275550000");
        clerk.turn();
        assertThat(invited()).containsExactly("9117275551212");
        assertThat(desk.signalling
                        .orders(SignallingOrder.Invite.class)
                        .getFirst()
                        .plan()
                        .callerId())
                .contains("7275550000");
        assertThat(entry(queued).state()).isEqualTo(DialEntry.State.DIALLED);
        clerk.turn();
        assertThat(store.sessions().find(AGENT).orElseThrow().position().state())
                .isEqualTo(AgentPosition.State.IN_CALL);
        hangUp();
        clerk.turn();
        assertThat(entry(queued).state()).isEqualTo(DialEntry.State.DONE);
        assertThat(entry(queued).outcome()).isEqualTo("HUNG_UP");
        var logged = store.callLog().findByCall("node-1", entry(queued).call()).orElseThrow();
        assertThat(logged.end()).isEqualTo("HUNG_UP");
        assertThat(logged.answeredAt()).isPresent();
    }

    @Test
    void theNextNumberWaitsForTheEndOfTheCall() {
        desk.signalling.farEnd(FarEnd.ANSWERS);
        queue("301000", false, "");
        DialEntry second = queue("302000", false, "");
        clerk.turn();
        clerk.turn();
        assertThat(invited()).containsExactly("301000");
        assertThat(entry(second).state()).isEqualTo(DialEntry.State.QUEUED);
        hangUp();
        clerk.turn();
        assertThat(invited()).containsExactly("301000", "302000");
    }

    @Test
    void previewIsShownAndDialledByTheAgent() {
        desk.signalling.farEnd(FarEnd.ANSWERS);
        DialEntry queued = queue("301000", true, "");
        clerk.turn();
        assertThat(invited()).isEmpty();
        String shown = desk.snapshot().queue().getFirst().id();
        desk.ask(new AgentCommand.DialQueued(shown));
        clerk.turn();
        assertThat(invited()).containsExactly("301000");
        assertThat(entry(queued).state()).isEqualTo(DialEntry.State.DIALLED);
        hangUp();
        clerk.turn();
        assertThat(entry(queued).outcome()).isEqualTo("HUNG_UP");
    }

    @Test
    void aSkippedPreviewIsDoneWithoutACall() {
        DialEntry queued = queue("301000", true, "");
        clerk.turn();
        desk.ask(
                new AgentCommand.RemoveQueued(desk.snapshot().queue().getFirst().id()));
        clerk.turn();
        assertThat(entry(queued).outcome()).isEqualTo("SKIPPED");
        assertThat(invited()).isEmpty();
    }

    @Test
    void aNumberOnTheDncListIsNotDialledAndTheLogSaysSo() {
        store.dnc().add(CAMPAIGN, List.of("17275551212"));
        DialEntry queued = queue("17275551212", false, "");
        clerk.turn();
        assertThat(invited()).isEmpty();
        assertThat(entry(queued).outcome()).isEqualTo("DNC");
        assertThat(store.callLog()
                        .findByCall("node-1", "blocked-" + queued.id())
                        .orElseThrow()
                        .end())
                .isEqualTo("DNC");
        assertThat(desk.events(AgentEvent.DialBlocked.class))
                .containsExactly(new AgentEvent.DialBlocked("17275551212", "", "crm", ErrorCode.NUMBER_DO_NOT_CALL));
    }

    @Test
    void aNumberOfAnotherCountryIsNotDialledAndTheAgentSeesWhy() {
        store.setup()
                .putCampaign(Campaign.of(CAMPAIGN, "Test")
                        .withDialRules(new DialRules("", "1", false), "US")
                        .withNumbersAllowed(Set.of("US"), List.of(), List.of()));
        DialEntry queued = queue("+442079460018", false, "");
        clerk.turn();
        assertThat(invited()).isEmpty();
        assertThat(entry(queued).outcome()).isEqualTo("NUMBER_NOT_ALLOWED");
        assertThat(desk.events(AgentEvent.DialBlocked.class))
                .extracting(AgentEvent.DialBlocked::why)
                .containsExactly(ErrorCode.NUMBER_NOT_ALLOWED);
        queue("17275551212", false, "");
        clerk.turn();
        assertThat(invited()).containsExactly("17275551212");
    }

    @Test
    void nothingIsDialledOutsideTheHours() {
        store.setup()
                .putCampaign(Campaign.of(CAMPAIGN, "Test")
                        .withCallingHours(new CallingHours(List.of(
                                new CallingHours.Window(DayOfWeek.MONDAY, LocalTime.of(9, 0), LocalTime.of(18, 0))))));
        DialEntry queued = queue("17275551212", false, "");
        clerk.turn();
        assertThat(entry(queued).outcome()).isEqualTo("OUTSIDE_CALLING_HOURS");
        assertThat(invited()).isEmpty();
    }

    @Test
    void theLongestPrefixDecides() {
        store.setup()
                .putCampaign(Campaign.of(CAMPAIGN, "Test")
                        .withNumbersAllowed(Set.of(), List.of("+1727555"), List.of("+1727")));
        DialEntry refused = queue("17271234567", false, "");
        clerk.turn();
        assertThat(entry(refused).outcome()).isEqualTo("NUMBER_NOT_ALLOWED");
        queue("17275551212", false, "");
        clerk.turn();
        assertThat(invited()).containsExactly("17275551212");
    }

    @Test
    void whatAnEarlierLifeClaimedIsAskedOfAPersonAndNeverRedialled() {
        clerk.turn();
        DialEntry queued = queue("301000", false, "");
        var lease = store.sessions().find(AGENT).orElseThrow().lease();
        store.dialQueue().claimNext(lease); // and then the power went
        FloorClerk again = clerk("node-1");
        again.turn();
        again.turn();
        assertThat(entry(queued).state()).isEqualTo(DialEntry.State.IN_DOUBT);
        assertThat(invited()).isEmpty();
        again.close();
    }

    @Test
    void anAgentWhoIsLoggedInElsewhereIsLeftThere() {
        clerk.turn();
        FloorClerk other = clerk("node-2");
        queue("301000", false, "");
        other.turn();
        assertThat(invited()).isEmpty();
        clerk.turn();
        assertThat(invited()).containsExactly("301000");
        other.close();
    }

    private List<String> seen() {
        return desk.snapshot().queue().stream().map(QueuedDial::id).toList();
    }

    @Test
    void whatOthersQueueDuringACallIsSeenInTheQueueAndGoneOnceItIsDialled() {
        desk.signalling.farEnd(FarEnd.ANSWERS);
        queue("301000", false, "");
        clerk.turn();
        DialEntry waits = queue("302000", false, "");
        clerk.turn();
        assertThat(seen()).containsExactly("s" + waits.id());
        assertThat(desk.snapshot().queue().getFirst().number()).isEqualTo("302000");
        assertThat(desk.events(AgentEvent.DialQueued.class).getLast().waiting()).isEqualTo(1);
        hangUp();
        clerk.turn();
        assertThat(invited()).containsExactly("301000", "302000");
        assertThat(seen()).isEmpty();
        AgentEvent.DialUnqueued gone =
                desk.events(AgentEvent.DialUnqueued.class).getLast();
        assertThat(gone.dial().id()).isEqualTo("s" + waits.id());
        assertThat(gone.dialled()).isTrue();
    }

    @Test
    void theAgentDialsOneOfThemOutOfTurn() {
        desk.signalling.farEnd(FarEnd.ANSWERS);
        desk.ask(new AgentCommand.SetAutoDial(false));
        DialEntry first = queue("301000", false, "");
        DialEntry second = queue("302000", false, "");
        clerk.turn();
        assertThat(seen()).containsExactly("s" + first.id(), "s" + second.id());
        desk.ask(new AgentCommand.DialQueued("s" + second.id()));
        clerk.turn();
        assertThat(invited()).containsExactly("302000");
        assertThat(entry(second).state()).isEqualTo(DialEntry.State.DIALLED);
        assertThat(seen()).containsExactly("s" + first.id());
        hangUp();
        clerk.turn();
        desk.ask(new AgentCommand.DialNext());
        clerk.turn();
        assertThat(invited()).containsExactly("302000", "301000");
    }

    @Test
    void theAgentTakesOneOfThemOut() {
        desk.ask(new AgentCommand.SetAutoDial(false));
        DialEntry unwanted = queue("301000", false, "");
        DialEntry kept = queue("302000", false, "");
        clerk.turn();
        desk.ask(new AgentCommand.RemoveQueued("s" + unwanted.id()));
        assertThat(seen()).containsExactly("s" + kept.id());
        clerk.turn();
        assertThat(seen()).containsExactly("s" + kept.id());
        assertThat(store.dialQueue().waiting(AGENT)).extracting(DialEntry::id).containsExactly(kept.id());
        assertThat(invited()).isEmpty();
    }

    @Test
    void aNumberThatAlreadyWaitsInTheStoreIsNotQueuedASecondTime() {
        desk.ask(new AgentCommand.SetAutoDial(false));
        queue("301000", false, "");
        clerk.turn();
        assertThat(desk.ask(new AgentCommand.ClickToCall(ManualDial.typed("301000"))))
                .isEqualTo(CommandOutcome.Refused.of(ErrorCode.ALREADY_QUEUED));
    }

    @Test
    void whoLogsOutSeesThemNoMoreAndTheyWaitOn() {
        desk.ask(new AgentCommand.SetAutoDial(false));
        DialEntry waits = queue("301000", false, "");
        clerk.turn();
        desk.ask(new AgentCommand.LogOut());
        clerk.turn();
        assertThat(seen()).isEmpty();
        assertThat(entry(waits).state()).isEqualTo(DialEntry.State.QUEUED);
    }
}
