package org.offhook.desktop;

import org.offhook.agent.desk.LoopAgentDesk;
import org.offhook.core.error.ErrorCode;
import org.offhook.desktop.dialer.StoreHouse;

/** Shows at the desk what is wrong with the store. */
record StoreFaults(LoopAgentDesk desk) implements StoreHouse.Faults {
    @Override
    public void raise(ErrorCode error, String detail) {
        desk.raiseFault(error, detail);
    }

    @Override
    public void clear(ErrorCode error) {
        desk.clearFault(error);
    }
}
