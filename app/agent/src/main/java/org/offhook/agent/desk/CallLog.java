package org.offhook.agent.desk;

import java.util.ArrayList;
import java.util.List;
import org.offhook.agent.LoggedCall;

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

    void add(LoggedCall call) {
        List<LoggedCall> longer = new ArrayList<>(calls.size() + 1);
        longer.add(call);
        longer.addAll(calls.subList(0, Math.min(calls.size(), MOST - 1)));
        calls = List.copyOf(longer);
    }
}
