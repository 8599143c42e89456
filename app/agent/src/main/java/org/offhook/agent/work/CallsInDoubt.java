package org.offhook.agent.work;

import java.util.ArrayList;
import java.util.List;
import org.offhook.agent.DoubtView;
import org.offhook.agent.DoubtView.Kind;
import org.offhook.agent.floor.Deciders;
import org.offhook.agent.port.DoubtWord;
import org.offhook.campaign.queue.DialEntry;
import org.offhook.campaign.schedule.FutureCall;
import org.offhook.campaign.store.StorePorts;
import org.offhook.core.error.ErrorCode;

/** Calls whose outcome nobody knows, and who may decide about them: each agent the own ones, who administers future calls all. */
public final class CallsInDoubt {
    private CallsInDoubt() {}

    /** What waits for this user's word, the queue's first, oldest first. */
    public static List<DoubtView> of(StorePorts ports, String agent) {
        List<DoubtView> doubts = new ArrayList<>();
        Deciders.dials(ports, agent).forEach(entry -> doubts.add(view(entry)));
        if (Deciders.decidesAll(ports, agent)) {
            ports.futureCalls().inDoubt().forEach(call -> doubts.add(view(call)));
        }
        return List.copyOf(doubts);
    }

    private static DoubtView view(DialEntry entry) {
        return new DoubtView(
                Kind.QUEUE,
                entry.id(),
                entry.asked().agent(),
                entry.asked().shownNumber(),
                entry.asked().facts().getOrDefault("name", ""),
                entry.asked().source(),
                entry.changedAt());
    }

    private static DoubtView view(FutureCall call) {
        return new DoubtView(
                Kind.SCHEDULE,
                call.id(),
                "",
                call.asked().dial1(),
                call.asked().dial2(),
                call.asked().user(),
                call.due());
    }

    /**
     * Does what a person has decided, in the caller's unit of work.
     *
     * @return what still waits for this user's word
     * @throws WorkRefused when it is not this user's to decide, or was decided meanwhile
     */
    public static List<DoubtView> decide(StorePorts ports, DoubtWord word) {
        boolean own = word.kind() == Kind.QUEUE
                && ports.dialQueue()
                        .find(word.id())
                        .filter(entry -> entry.asked().agent().equals(word.agent()))
                        .isPresent();
        if (!own && !Deciders.decidesAll(ports, word.agent())) {
            throw new WorkRefused(ErrorCode.RIGHT_MISSING, "not this agent's call");
        }
        boolean done = switch (word.kind()) {
            case QUEUE -> ports.dialQueue().resolve(word.id(), word.dialAgain());
            case SCHEDULE -> ports.futureCalls().resolve(word.id(), word.dialAgain());
        };
        if (!done) {
            throw new WorkRefused(ErrorCode.NOT_IN_DOUBT, "");
        }
        return of(ports, word.agent());
    }
}
