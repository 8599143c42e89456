package org.offhook.agent.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.offhook.agent.AgentCommand;
import org.offhook.agent.AgentEvent;
import org.offhook.agent.ManualDial;
import org.offhook.agent.QueuedDial;
import org.offhook.campaign.queue.DialEntry;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.phone.CommandOutcome;
import org.offhook.testkit.core.FakeSignalling.FarEnd;

/** What others queue for the agent in the store is seen at the desk, dialled out of turn and taken out. */
class StoredDialsTest extends FloorFixture {
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
