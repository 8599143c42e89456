package org.offhook.agent.desk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.offhook.agent.AgentEvent;
import org.offhook.agent.SequencedEvent;

/** Numbers events without gaps. Owned by the loop's thread. */
final class EventStream {
    private final String stream;
    private final List<SequencedEvent> told = new ArrayList<>();
    private long seq;

    EventStream(String stream) {
        this.stream = stream;
    }

    String stream() {
        return stream;
    }

    long seq() {
        return seq;
    }

    void tell(AgentEvent event, Instant at) {
        told.add(new SequencedEvent(stream, ++seq, at, event));
    }

    List<SequencedEvent> take() {
        if (told.isEmpty()) {
            return List.of();
        }
        List<SequencedEvent> taken = List.copyOf(told);
        told.clear();
        return taken;
    }
}
