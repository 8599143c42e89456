package org.offhook.desktop;

import java.util.List;
import java.util.Optional;
import org.offhook.agent.AgentCommand;
import org.offhook.agent.AgentDesk;
import org.offhook.agent.AgentObserver;
import org.offhook.agent.AgentSnapshot;
import org.offhook.agent.AgentState;
import org.offhook.agent.ManualDial;
import org.offhook.agent.SequencedEvent;

/** The link that started the phone: nobody is logged in yet, so its number waits for that, and then for the agent's Dial. */
final class PendingLink implements AgentObserver {
    private final AgentDesk desk;
    private Optional<String> number;

    private PendingLink(AgentDesk desk, String number) {
        this.desk = desk;
        this.number = Optional.of(number);
    }

    static void await(AgentDesk desk, String number) {
        desk.observe(new PendingLink(desk, number));
    }

    @Override
    public void onStep(AgentSnapshot snapshot, List<SequencedEvent> events) {
        AgentState state = snapshot.agent().state();
        if (number.isPresent() && (state == AgentState.PAUSED || state == AgentState.READY)) {
            desk.submit(new AgentCommand.ClickToCall(
                    ManualDial.of(number.get(), "link").withPreview(true).withFocus(true)));
            number = Optional.empty();
        }
    }
}
