package org.offhook.bridge.http;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.offhook.agent.AgentDesk;
import org.offhook.bridge.event.EventStream;
import org.offhook.bridge.message.RequestReader;
import org.offhook.bridge.trust.Door;
import org.offhook.bridge.trust.PeerProcess.Owner;
import org.offhook.bridge.trust.PeerProcesses;
import org.offhook.bridge.trust.Tokens;

/**
 * What every socket needs, in one place.
 *
 * @param elsewhere for what takes longer than the thread that reads sockets may be kept
 */
record SocketHouse(
        AgentDesk desk,
        MessageClerk clerk,
        EventStream events,
        PairingDesk pairing,
        Door door,
        Tokens tokens,
        PeerProcesses processes,
        SocketRegistry sockets,
        RefusalCounts refusals,
        RequestReader reader,
        ScheduledExecutorService timer,
        Executor elsewhere) {

    Door.Answer admit(String origin, Optional<String> token, PairingDesk.Ends ends) {
        Owner owner = processes.owner(ends.peer(), ends.own());
        return door.page(origin, token, owner, desk.snapshot().pairedOrigins());
    }

    /** After {@code delay}; what it does may take its time. */
    void after(Duration delay, Runnable action) {
        timer.schedule(() -> elsewhere.execute(action), delay.toMillis(), TimeUnit.MILLISECONDS);
    }
}
