package org.offhook.bridge.http;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.websocket.api.StatusCode;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;
import org.offhook.agent.AgentDesk;
import org.offhook.agent.AgentEvent;
import org.offhook.bridge.event.EventStream;
import org.offhook.bridge.message.RequestReader;
import org.offhook.bridge.trust.Door;
import org.offhook.bridge.trust.OwnNames;
import org.offhook.bridge.trust.PairingQuestions;
import org.offhook.bridge.trust.PeerProcesses;
import org.offhook.bridge.trust.Tokens;
import org.offhook.core.error.ErrorCode;

/** Everything behind the open port, wired together. */
public final class Listener implements AutoCloseable {
    /** Well under the idle timeout, and often enough that a page notices a phone that is gone. */
    private static final Duration PING_EVERY = Duration.ofSeconds(25);

    private static final Duration SOCKET_IDLE = Duration.ofSeconds(80);

    private static final MessageClerk.Pace PAGES = new MessageClerk.Pace(200, 100);

    /** A program has the token, so it is the agent's own. */
    private static final MessageClerk.Pace PROGRAMS = new MessageClerk.Pace(5_000, 1_000);

    private final ScheduledExecutorService timer;
    private final ExecutorService answers;
    private final RefusalCounts refusals = new RefusalCounts();
    private final SocketRegistry sockets = new SocketRegistry();
    private final PairingDesk pairing;
    private final RequestReader reader;
    private final EventStream events;

    /**
     * What the listener is made of.
     *
     * @param dialBurst how many dials one caller may ask for at once
     * @param remembered how many events a page can have missed and still resume
     */
    public record Parts(
            AgentDesk desk,
            Tokens tokens,
            PeerProcesses processes,
            InstantSource clock,
            Optional<String> crmPage,
            int port,
            int dialBurst,
            double dialsPerSecond,
            int remembered) {}

    /** Puts the handler into {@code server}, whose port is already known and which is not yet started. */
    public Listener(Server server, Parts parts) {
        this.timer = daemonTimer();
        this.answers = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("bridge-answer-", 0).factory());
        this.reader = new RequestReader(parts.desk()::snapshot);
        this.pairing = new PairingDesk(parts.desk(), new PairingQuestions(), parts.processes(), parts.clock(), answers);
        this.events = new EventStream(parts.desk(), parts.clock(), parts.remembered(), this::watch);
        MessageClerk clerk = new MessageClerk(
                parts.desk(),
                parts.clock(),
                new MessageClerk.Pace(parts.dialBurst(), parts.dialsPerSecond()),
                refusals,
                answers);
        SocketHouse house = new SocketHouse(
                parts.desk(),
                clerk,
                events,
                pairing,
                new Door(parts.tokens()),
                parts.tokens(),
                parts.processes(),
                sockets,
                refusals,
                reader,
                timer,
                answers);
        OwnNames names = new OwnNames(parts.port());
        Pages pages = new Pages(parts.crmPage());
        ServerWebSocketContainer container = ServerWebSocketContainer.ensure(server);
        container.setIdleTimeout(SOCKET_IDLE);
        SocketDoor socketDoor = new SocketDoor(container, names, house, pages.crmOrigin(), this::pace);
        server.setHandler(new BridgeHandler(names, house, pages, socketDoor, new MessagePost(house, this::pace)));
        server.setErrorHandler(new BareErrors());
        timer.scheduleAtFixedRate(
                () -> sockets.forEach(BridgeSocket::ping),
                PING_EVERY.toMillis(),
                PING_EVERY.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    private static ScheduledExecutorService daemonTimer() {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("bridge-timer").factory());
        timer.setRemoveOnCancelPolicy(true);
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return timer;
    }

    private void watch(AgentEvent event) {
        pairing.watch(event);
        if (event instanceof AgentEvent.PairingRevoked(String origin)) {
            answers.execute(() -> sockets.forEach(socket -> {
                if (socket.speaksFor(origin)) {
                    socket.end(StatusCode.POLICY_VIOLATION, ErrorCode.ORIGIN_NOT_PAIRED);
                }
            }));
        }
    }

    private MessageClerk.Pace pace(boolean program) {
        return program ? PROGRAMS : PAGES;
    }

    public RequestReader reader() {
        return reader;
    }

    public RefusalCounts refusals() {
        return refusals;
    }

    /** How many WebSockets are open. */
    public int openSockets() {
        return sockets.size();
    }

    @Override
    public void close() {
        events.close();
        timer.shutdownNow();
        answers.shutdown();
    }
}
