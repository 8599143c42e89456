package org.offhook.agent.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.offhook.agent.AgentCommand;
import org.offhook.agent.DeskSettings;
import org.offhook.agent.QueuedDial;
import org.offhook.agent.floor.FloorSettings;
import org.offhook.agent.floor.FloorSettings.Taking;
import org.offhook.campaign.queue.DialEntry;
import org.offhook.campaign.setup.ApiManualDial;
import org.offhook.campaign.setup.Campaign;
import org.offhook.testkit.core.FakeSignalling.FarEnd;

/** What others queue in the store is counted down to like the desk's own numbers, where an agent looks at it; in virtual time. */
class StoredCountDownTest extends FloorFixture {
    private static final Duration WAIT = Duration.ofSeconds(3);

    @BeforeEach
    void lookAtTheDesk() {
        clerk.close();
        desk.close();
        desk = VirtualDesk.loggedIn(DeskSettings.defaults().withAutoDialWait(WAIT));
        desk.signalling.farEnd(FarEnd.ANSWERS);
        clerk = clerk(FloorSettings.of("node-1", Taking.WHEN_THE_DESK_ASKS));
    }

    private List<Optional<Instant>> countedDown() {
        return desk.snapshot().queue().stream().map(QueuedDial::dialsAt).toList();
    }

    private void pass(Duration time) {
        desk.pass(time);
        clerk.turn();
    }

    @Test
    void itIsDialledAfterTheCountDownAndNotBefore() {
        DialEntry waits = queue("301000", false, "");
        clerk.turn();
        assertThat(countedDown())
                .containsExactly(Optional.of(desk.time.instant().plus(WAIT)));
        pass(Duration.ofMillis(2_900));
        assertThat(invited()).isEmpty();
        assertThat(entry(waits).state()).as("nothing is claimed before").isEqualTo(DialEntry.State.QUEUED);
        pass(Duration.ofMillis(200));
        assertThat(invited()).containsExactly("301000");
        assertThat(entry(waits).state()).isEqualTo(DialEntry.State.DIALLED);
        assertThat(desk.snapshot().queue()).isEmpty();
    }

    @Test
    void whoSaysWaitIsLeftAloneUntilTheAgentHasBeenBusy() {
        queue("301000", false, "");
        clerk.turn();
        desk.ask(new AgentCommand.WaitWithQueue());
        queue("302000", false, "");
        pass(Duration.ofMinutes(1));
        assertThat(invited()).isEmpty();
        assertThat(countedDown()).containsExactly(Optional.empty(), Optional.empty());
        StoreDesk.talk(desk, "305");
        hangUp();
        clerk.turn();
        assertThat(countedDown())
                .containsExactly(Optional.of(desk.time.instant().plus(WAIT)), Optional.empty());
        pass(WAIT);
        assertThat(invited()).containsExactly("305", "301000");
    }

    @Test
    void oneAfterTheOtherIsCountedDownTo() {
        queue("301000", false, "");
        queue("302000", false, "");
        clerk.turn();
        pass(WAIT);
        hangUp();
        clerk.turn();
        assertThat(invited()).containsExactly("301000");
        assertThat(countedDown())
                .containsExactly(Optional.of(desk.time.instant().plus(WAIT)));
        pass(WAIT);
        assertThat(invited()).containsExactly("301000", "302000");
    }

    @Test
    void whatTheCrmAsksForMeanwhileWaitsBehindIt() {
        queue("301000", false, "");
        clerk.turn();
        desk.ask(VirtualDesk.crm("308"));
        pass(WAIT);
        assertThat(invited()).containsExactly("301000");
        assertThat(desk.snapshot().queue()).extracting(QueuedDial::number).containsExactly("308");
    }

    @Test
    void whenSomebodyElseTakesItOutTheNextOneBeginsItsOwnCountDown() {
        DialEntry gone = queue("301000", false, "");
        queue("302000", false, "");
        clerk.turn();
        desk.pass(Duration.ofSeconds(2));
        store.dialQueue().remove(gone.id());
        clerk.turn();
        assertThat(countedDown())
                .containsExactly(Optional.of(desk.time.instant().plus(WAIT)));
        pass(Duration.ofSeconds(2));
        assertThat(invited()).isEmpty();
        pass(Duration.ofSeconds(1));
        assertThat(invited()).containsExactly("302000");
    }

    @Test
    void whatWantsLookingAtIsNotCountedDownTo() {
        queue("301000", true, "");
        clerk.turn();
        pass(Duration.ofMinutes(1));
        assertThat(invited()).isEmpty();
        assertThat(countedDown()).containsExactly(Optional.empty());
    }

    @Test
    void aCampaignWithoutAQueueDialsAtOnce() {
        store.setup().putCampaign(Campaign.of(CAMPAIGN, "Test").withApiManualDial(ApiManualDial.STANDARD));
        queue("301000", false, "");
        clerk.turn();
        assertThat(invited()).containsExactly("301000");
    }
}
