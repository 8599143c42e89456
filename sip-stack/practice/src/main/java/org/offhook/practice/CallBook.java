package org.offhook.practice;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The running calls by dialog and by INVITE, and what the last ended ones were like. On the loop, except {@link #reports}. */
final class CallBook {
    private static final int MOST_CALLS = 32;
    private static final int REPORTS_KEPT = 200;

    private final Map<Dialog.Key, FarEndCall> running = new ConcurrentHashMap<>();
    private final Map<String, FarEndCall> pendingInvites = new HashMap<>();
    private final Deque<HeardCall> finished = new ArrayDeque<>();
    private volatile List<HeardCall> finishedReports = List.of();

    boolean isFull() {
        return running.size() >= MOST_CALLS;
    }

    void add(FarEndCall call) {
        running.put(call.dialog().key(), call);
    }

    @Nullable
    FarEndCall find(Dialog.Key key) {
        return running.get(key);
    }

    @Nullable
    FarEndCall find(Optional<Dialog.Key> key) {
        return key.map(running::get).orElse(null);
    }

    /** The call can be cancelled by the branch of its INVITE from now on (RFC 3261 §9.2). */
    void invitedBy(String branch, FarEndCall call) {
        pendingInvites.put(branch, call);
    }

    @Nullable
    FarEndCall findInvited(String branch) {
        return pendingInvites.get(branch);
    }

    /** The call is over; its report is kept. */
    void end(FarEndCall call, HeardCall report) {
        running.remove(call.dialog().key());
        pendingInvites.values().remove(call);
        finished.addLast(report);
        if (finished.size() > REPORTS_KEPT) {
            finished.removeFirst();
        }
        finishedReports = List.copyOf(finished);
    }

    List<FarEndCall> all() {
        return List.copyOf(running.values());
    }

    /** What those that run are like now. On the loop. */
    List<HeardCall> running() {
        return running.values().stream().map(FarEndCall::report).toList();
    }

    /** Ended calls and running ones, in the order in which they began. Any thread. */
    List<HeardCall> reports() {
        List<HeardCall> all = new ArrayList<>(finishedReports);
        running.values().forEach(call -> all.add(call.report()));
        all.sort(Comparator.comparingLong(HeardCall::serial));
        return List.copyOf(all);
    }
}
