package org.offhook.agent.desk;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.offhook.agent.LoggedCall;
import org.offhook.core.call.CallId;
import org.offhook.core.phone.CallView.CallDirection;

/** The newest calls, newest first. Owned by the loop's thread. */
final class CallLog {
    static final int MOST = 200;

    private List<LoggedCall> calls;

    CallLog(List<LoggedCall> remembered) {
        calls = List.copyOf(remembered.subList(0, Math.min(remembered.size(), MOST)));
    }

    List<LoggedCall> calls() {
        return calls;
    }

    Optional<LoggedCall> find(CallId id) {
        return newest(call -> call.id().equals(id));
    }

    /** What was dialled last. */
    Optional<LoggedCall> lastDialled() {
        return newest(call -> call.direction() == CallDirection.OUTGOING
                && !call.party().number().isEmpty());
    }

    /** Whoever called last and was missed, and showed a number. */
    Optional<LoggedCall> lastMissed() {
        return newest(call -> call.missed() && !call.party().number().isEmpty());
    }

    private Optional<LoggedCall> newest(Predicate<LoggedCall> wanted) {
        return calls.stream().filter(wanted).findFirst();
    }

    void add(LoggedCall call) {
        List<LoggedCall> longer = new ArrayList<>(calls.size() + 1);
        longer.add(call);
        longer.addAll(calls.subList(0, Math.min(calls.size(), MOST - 1)));
        calls = List.copyOf(longer);
    }
}
