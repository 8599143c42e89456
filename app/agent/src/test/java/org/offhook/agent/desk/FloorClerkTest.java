package org.offhook.agent.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.offhook.agent.AgentCommand;
import org.offhook.agent.AgentEvent;
import org.offhook.agent.floor.FloorClerk;
import org.offhook.campaign.number.DialRules;
import org.offhook.campaign.queue.DialEntry;
import org.offhook.campaign.queue.DialQueueStorePort.Queued;
import org.offhook.campaign.queue.NewDial;
import org.offhook.campaign.session.AgentPosition;
import org.offhook.campaign.setup.CallingHours;
import org.offhook.campaign.setup.Campaign;
import org.offhook.core.call.CallerIdentity;
import org.offhook.core.call.Presentation;
import org.offhook.core.error.ErrorCode;
import org.offhook.testkit.core.FakeSignalling.FarEnd;
import org.offhook.testkit.core.SignallingOrder;

/** The desk's end of the store's queue. */
class FloorClerkTest extends FloorFixture {
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
                .contains(new CallerIdentity("7275550000", "", Presentation.PREFERRED));
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
}
