package org.offhook.agent.desk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.offhook.agent.AgentEvent;
import org.offhook.agent.Fault;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.phone.PhoneSnapshot;
import org.offhook.core.phone.RegistrationView.Status;

/** What is wrong at the moment, one fault a source; the gravest is shown. Owned by the loop's thread. */
final class FaultBoard {
    /** Gravest first. */
    private enum Kind {
        REGISTRATION,
        SURROUNDINGS,
        AUDIO,
        INTERNAL
    }

    private record Source(Kind kind, String name) implements Comparable<Source> {
        @Override
        public int compareTo(Source other) {
            int byKind = kind.compareTo(other.kind);
            return byKind != 0 ? byKind : name.compareTo(other.name);
        }
    }

    private final Map<Source, Fault> faults = new TreeMap<>();

    Optional<Fault> shown() {
        return faults.values().stream().findFirst();
    }

    /** Takes the phone's condition over; tells what that changed. */
    List<AgentEvent> observe(PhoneSnapshot phone, Instant now) {
        List<AgentEvent> told = new ArrayList<>();
        Source registration = new Source(Kind.REGISTRATION, "");
        Optional<ErrorCode> problem = phone.registration().problem();
        boolean retrying = phone.registration().status() == Status.LOST; // between two attempts the cause still stands
        if (problem.isPresent()) {
            String detail = phone.registration().sipStatus() == 0
                    ? ""
                    : "SIP " + phone.registration().sipStatus();
            told.addAll(put(registration, new Fault(problem.get(), detail, now)));
        } else if (!retrying) {
            told.addAll(remove(registration));
        }
        Source audio = new Source(Kind.AUDIO, "");
        told.addAll(phone.audioProblem()
                .map(error -> put(audio, new Fault(error, "", now)))
                .orElseGet(() -> remove(audio)));
        return told;
    }

    /** A fault of what surrounds the phone: bridge, store, start. */
    List<AgentEvent> raise(Fault fault) {
        return put(new Source(Kind.SURROUNDINGS, fault.error().code()), fault);
    }

    List<AgentEvent> clear(ErrorCode error) {
        return remove(new Source(Kind.SURROUNDINGS, error.code()));
    }

    List<AgentEvent> raiseInternal(Fault fault) {
        return put(new Source(Kind.INTERNAL, ""), fault);
    }

    List<AgentEvent> clearInternal() {
        return remove(new Source(Kind.INTERNAL, ""));
    }

    /** The same error again changes nothing: its time is that of the first. */
    private List<AgentEvent> put(Source source, Fault fault) {
        Fault before = faults.get(source);
        if (before != null && before.error() == fault.error() && before.detail().equals(fault.detail())) {
            return List.of();
        }
        faults.put(source, fault);
        return before == null
                ? List.of(new AgentEvent.FaultRaised(fault))
                : List.of(new AgentEvent.FaultCleared(before), new AgentEvent.FaultRaised(fault));
    }

    private List<AgentEvent> remove(Source source) {
        Fault before = faults.remove(source);
        return before == null ? List.of() : List.of(new AgentEvent.FaultCleared(before));
    }
}
