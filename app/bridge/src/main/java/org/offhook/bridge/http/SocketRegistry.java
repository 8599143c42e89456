package org.offhook.bridge.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Every open socket, and how many each origin has. Any thread. */
final class SocketRegistry {
    static final int MOST_PER_ORIGIN = 8;
    static final int MOST = 64;

    private final Set<BridgeSocket> open = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> seats = new HashMap<>();
    private int taken;

    /** Takes a seat before the upgrade, so that a burst of handshakes cannot pass the limit. */
    synchronized boolean takeSeat(String origin) {
        if (taken == MOST || seats.getOrDefault(origin, 0) == MOST_PER_ORIGIN) {
            return false;
        }
        seats.merge(origin, 1, Integer::sum);
        taken++;
        return true;
    }

    synchronized void leaveSeat(String origin) {
        seats.computeIfPresent(origin, (_, count) -> count == 1 ? null : count - 1);
        taken--;
    }

    void opened(BridgeSocket socket) {
        open.add(socket);
    }

    void closed(BridgeSocket socket) {
        open.remove(socket);
    }

    int size() {
        return open.size();
    }

    void forEach(Consumer<BridgeSocket> action) {
        List<BridgeSocket> now = new ArrayList<>(open);
        now.forEach(action);
    }
}
