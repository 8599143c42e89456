package org.offhook.desktop;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.offhook.agent.AgentCommand;
import org.offhook.agent.AgentDesk;
import org.offhook.agent.AgentObserver;
import org.offhook.agent.AgentSnapshot;
import org.offhook.agent.AgentState;
import org.offhook.agent.ManualDial;
import org.offhook.agent.SequencedEvent;
import org.offhook.desktop.commandline.DialLink;

/** The link that started the phone: nobody is logged in yet, so its number waits for that, and then for the agent's Dial. */
final class PendingLink implements AgentObserver {
    /** As the desk knows a link: what it refuses is told to the agent. */
    private static final String LINK = "link";

    private final AgentDesk desk;
    private Optional<String> number;

    private PendingLink(AgentDesk desk, String number) {
        this.desk = desk;
        this.number = Optional.of(number);
    }

    /**
     * @param link a number that could never be dialled is told to the agent in passing
     * @param shown complete once there is somebody to tell
     */
    static void take(AgentDesk desk, String link, CompletableFuture<?> shown) {
        String number = DialLink.number(link).orElse("");
        DialLink.objection(link)
                .ifPresentOrElse(
                        why -> shown.thenRun(() -> desk.submit(new AgentCommand.TellBlocked(number, "", LINK, why))),
                        () -> await(desk, number));
    }

    static void await(AgentDesk desk, String number) {
        desk.observe(new PendingLink(desk, number));
    }

    @Override
    public void onStep(AgentSnapshot snapshot, List<SequencedEvent> events) {
        AgentState state = snapshot.agent().state();
        if (number.isPresent() && (state == AgentState.PAUSED || state == AgentState.READY)) {
            desk.submit(new AgentCommand.ClickToCall(
                    ManualDial.of(number.get(), LINK).withPreview(true).withFocus(true)));
            number = Optional.empty();
        }
    }
}
