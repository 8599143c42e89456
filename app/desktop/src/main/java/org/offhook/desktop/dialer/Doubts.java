package org.offhook.desktop.dialer;

import org.offhook.core.error.ErrorCode;

/** One question to a person for everything whose outcome nobody knows. Told by several threads. */
final class Doubts {
    private final StoreHouse.Faults faults;
    private int agentsDials;
    private int floorsDials;
    private int futureCalls;

    Doubts(StoreHouse.Faults faults) {
        this.faults = faults;
    }

    /** Those that wait for the word of the agent at this desk. */
    synchronized void agentsDials(int waiting) {
        agentsDials = waiting;
        show();
    }

    /** Of all agents, where this is the floor's listener. */
    synchronized void floorsDials(int waiting) {
        floorsDials = waiting;
        show();
    }

    synchronized void futureCalls(int waiting) {
        futureCalls = waiting;
        show();
    }

    /**
     * Somebody has decided: so many are left.
     *
     * @param floor of all agents; counts only where the floor is looked after
     */
    synchronized void decided(int agent, int floor, int schedule) {
        agentsDials = agent;
        floorsDials = Math.min(floorsDials, floor);
        futureCalls = schedule;
        show();
    }

    private void show() {
        int dials = Math.max(agentsDials, floorsDials);
        if (dials + futureCalls == 0) {
            faults.clear(ErrorCode.CALL_IN_DOUBT);
        } else {
            faults.raise(ErrorCode.CALL_IN_DOUBT, "queue: " + dials + ", schedule: " + futureCalls);
        }
    }
}
