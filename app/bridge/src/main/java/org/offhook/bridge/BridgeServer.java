package org.offhook.bridge;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.offhook.agent.AgentDesk;
import org.offhook.bridge.event.EventStream;
import org.offhook.bridge.http.Listener;
import org.offhook.bridge.http.RefusalCounts;
import org.offhook.bridge.trust.PeerProcesses;
import org.offhook.bridge.trust.Tokens;
import org.offhook.core.account.Secret;
import org.offhook.core.error.ErrorCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bridge to the CRM: one port on loopback for HTTP and WebSocket. Starting it takes about a third of a second of a thread of the
 * caller's choice and blocks that thread only; the phone neither waits for it nor needs it.
 */
public final class BridgeServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BridgeServer.class);

    private final Server server;
    private final Listener listener;
    private final BridgeAddress address;

    private BridgeServer(Server server, Listener listener, BridgeAddress address) {
        this.server = server;
        this.listener = listener;
        this.address = address;
    }

    /** Opens the port and serves; when none of the ports is free, says so and leaves nothing behind. */
    public static BridgeStart start(BridgeSettings settings, AgentDesk desk) {
        return start(settings, desk, PeerProcesses.ofThisSystem(), InstantSource.system());
    }

    /** As {@link #start(BridgeSettings, AgentDesk)}, with the system's parts given. */
    static BridgeStart start(BridgeSettings settings, AgentDesk desk, PeerProcesses processes, InstantSource clock) {
        Server server = new Server(threads());
        try {
            List<ServerConnector> connectors =
                    new LoopbackPorts(server, http()).open(settings.port(), BridgeSettings.PORTS);
            if (connectors.isEmpty()) {
                String range = settings.port() + " to " + (settings.port() + BridgeSettings.PORTS - 1);
                LOG.warn("{} the bridge found no free port: {}", ErrorCode.BRIDGE_PORT_TAKEN.code(), range);
                return new BridgeStart.Refused(ErrorCode.BRIDGE_PORT_TAKEN, "ports " + range);
            }
            connectors.forEach(server::addConnector);
            int port = connectors.getFirst().getLocalPort();
            Secret programToken = Tokens.random();
            Listener listener = new Listener(
                    server,
                    new Listener.Parts(
                            desk,
                            new Tokens(programToken, settings.pairingKey()),
                            processes,
                            clock,
                            settings.crmPage(),
                            port,
                            settings.dialBurst(),
                            settings.dialsPerSecond(),
                            EventStream.REMEMBERED));
            server.setStopTimeout(0); // idle connections of browsers are not waited for
            server.start();
            LOG.info("The bridge listens on loopback port {}", port);
            return new BridgeStart.Listening(new BridgeServer(server, listener, new BridgeAddress(port, programToken)));
        } catch (IOException e) {
            return failed(server, e);
        } catch (Exception e) { // Jetty's start declares Exception
            return failed(server, e);
        }
    }

    private static BridgeStart failed(Server server, Exception failure) {
        LOG.error("The bridge could not start", failure);
        stop(server);
        return new BridgeStart.Refused(
                ErrorCode.BRIDGE_PORT_TAKEN, failure.getClass().getSimpleName());
    }

    private static QueuedThreadPool threads() {
        // No virtual threads here: a message's way to the desk never blocks, and the thread that read it may then go on
        // with it itself.
        // With virtual threads every message waits for one to be woken first.
        QueuedThreadPool pool = new QueuedThreadPool(12, 4);
        pool.setName("bridge");
        pool.setDaemon(true);
        return pool;
    }

    private static HttpConnectionFactory http() {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
        http.setSendDateHeader(false);
        http.setRequestHeaderSize(8 * 1024);
        http.setHttpCompliance(HttpCompliance.RFC9110);
        http.setUriCompliance(UriCompliance.RFC3986);
        return new HttpConnectionFactory(http);
    }

    /**
     * Has the way of a click compiled before the first one comes; takes a few seconds of a thread in the background. Call it once the
     * phone has started.
     *
     * @return the thread, for who wants to wait
     */
    public Thread rehearse() {
        return Thread.ofPlatform().daemon().name("bridge-rehearsal").start(new Rehearsal(address, listener.reader()));
    }

    /** For {@code bridge.json}. */
    public BridgeAddress address() {
        return address;
    }

    /** Address of the host page, for "open the CRM in the browser"; empty when no CRM page is configured. */
    public Optional<String> hostPage(BridgeSettings settings) {
        return settings.crmPage().map(_ -> "http://127.0.0.1:" + address.port() + "/host");
    }

    public RefusalCounts refusals() {
        return listener.refusals();
    }

    int openSockets() {
        return listener.openSockets();
    }

    /** Ends every connection at once. */
    @Override
    public void close() {
        listener.close();
        stop(server);
    }

    private static void stop(Server server) {
        try {
            server.stop();
        } catch (Exception e) { // declared by Jetty; nothing more can be done than say so
            LOG.warn("The bridge did not stop cleanly: {}", e.getClass().getSimpleName());
        }
    }
}
