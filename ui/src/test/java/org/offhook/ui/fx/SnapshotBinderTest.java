package org.offhook.ui.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.offhook.agent.AgentEvent;
import org.offhook.agent.AgentSnapshot;
import org.offhook.ui.FakeAgentDesk;
import org.offhook.ui.Situation;

class SnapshotBinderTest {
    private final Deque<Runnable> uiThread = new ArrayDeque<>();
    private final List<AgentSnapshot> shown = new ArrayList<>();
    private final List<AgentEvent> events = new ArrayList<>();
    private final FakeAgentDesk desk = new FakeAgentDesk(Situation.paused().snapshot());
    private final SnapshotBinder binder = new SnapshotBinder(desk, uiThread::add, (snapshot, happened) -> {
        shown.add(snapshot);
        events.addAll(happened);
    });

    private void runUi() {
        while (!uiThread.isEmpty()) {
            uiThread.poll().run();
        }
    }

    @Test
    void theLatestSnapshotWinsAndAtMostOneUpdateWaits() {
        runUi();
        shown.clear();
        AgentSnapshot last = Situation.ready().snapshot();
        desk.step(Situation.paused().snapshot());
        desk.step(Situation.onCall().snapshot());
        desk.step(last);
        assertThat(uiThread).hasSize(1);
        runUi();
        assertThat(shown).containsExactly(last);
    }

    @Test
    void noEventThatTheWindowNeedsIsLostWhenSnapshotsAreSkipped() {
        runUi();
        desk.step(Situation.paused().snapshot(), new AgentEvent.AttentionAsked());
        desk.step(Situation.ready().snapshot(), new AgentEvent.PairingRevoked("https://crm.example"));
        desk.step(Situation.ready().snapshot(), new AgentEvent.AttentionAsked());
        runUi();
        assertThat(events).containsExactly(new AgentEvent.AttentionAsked(), new AgentEvent.AttentionAsked());
    }

    @Test
    void aStepDuringDeliveryAsksForAnother() {
        runUi();
        desk.step(Situation.paused().snapshot());
        uiThread.poll().run();
        desk.step(Situation.ready().snapshot());
        assertThat(uiThread).hasSize(1);
    }

    @Test
    void afterClosingNothingIsShown() {
        runUi();
        shown.clear();
        desk.step(Situation.ready().snapshot());
        binder.close();
        runUi();
        assertThat(shown).isEmpty();
        assertThat(desk.observers()).isZero();
    }
}
