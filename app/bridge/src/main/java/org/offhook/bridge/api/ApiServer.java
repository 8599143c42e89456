package org.offhook.bridge.api;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.offhook.campaign.store.StoreException;
import org.offhook.core.error.ErrorCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The listener of the API profiles: one port, HTTP/1.1, with TLS anywhere but on loopback. Every request has a virtual thread, because the
 * store blocks. Neither addresses nor parameters of requests are logged: they hold passwords and customers' numbers.
 */
public final class ApiServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ApiServer.class);
    /** A documented request line with leads in it is long; this is the longest taken (with all other headers). */
    static final int REQUEST_HEAD_BYTES = 272 * 1024;

    private static final long IDLE_MILLIS = 60_000;

    private final Server server;
    private final ExecutorService virtual;
    private final int port;

    private ApiServer(Server server, ExecutorService virtual, int port) {
        this.server = server;
        this.virtual = virtual;
        this.port = port;
    }

    /** Opens the port and serves the profiles that are on. Blocks for the store and the port; leaves nothing behind when it refuses. */
    public static ApiStart start(ApiSettings settings, ApiHouse house) {
        InetAddress address;
        try {
            address = InetAddress.getByName(settings.host());
        } catch (UnknownHostException e) {
            return new ApiStart.Refused(ErrorCode.API_PORT_TAKEN, "the address " + settings.host() + " is not known");
        }
        try {
            Optional<String> unsafe = unsafe(settings, house, address);
            if (unsafe.isPresent()) {
                return new ApiStart.Refused(ErrorCode.API_ADDRESS_UNSAFE, unsafe.get());
            }
        } catch (StoreException e) {
            return new ApiStart.Refused(org.offhook.agent.port.StoreErrors.codeOf(e), "the store did not answer");
        }
        ExecutorService virtual = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("api-", 0).factory());
        Server server = new Server(threads(virtual));
        try {
            List<ApiNames.Port> ports = new ArrayList<>();
            ports.add(listen(server, settings, settings.port(), settings.tls()));
            for (ApiSettings.FurtherPort further : settings.furtherPorts()) {
                ports.add(listen(server, settings, further.port(), tlsOf(further, settings)));
            }
            int port = ports.getFirst().port();
            server.setHandler(handler(settings, house, new ApiNames(address, ports, settings.ownNames())));
            server.setErrorHandler(new BareApiErrors());
            server.setStopTimeout(0);
            server.start();
            LOG.info("The API listens on port {}", port);
            return new ApiStart.Listening(new ApiServer(server, virtual, port));
        } catch (Exception e) { // Jetty's start declares Exception
            LOG.debug("the API could not start", e); // who asked for it says so, once
            stop(server, virtual);
            return new ApiStart.Refused(
                    ErrorCode.API_PORT_TAKEN, settings.host() + " port " + settings.port() + ": " + e.getMessage());
        }
    }

    private static Optional<String> unsafe(ApiSettings settings, ApiHouse house, InetAddress address) {
        boolean tlsWithoutKey = settings.furtherPorts().stream().anyMatch(port -> port.wire() == ApiSettings.Wire.TLS)
                && settings.tls().isEmpty();
        if (tlsWithoutKey) {
            return Optional.of("a port with TLS needs a certificate");
        }
        if (!address.isLoopbackAddress()) {
            boolean plain = settings.furtherPorts().stream().anyMatch(port -> port.wire() == ApiSettings.Wire.PLAIN);
            if (settings.tls().isEmpty() || plain) {
                return Optional.of("an address that is not loopback needs TLS");
            }
            if (house.store().users().isEmpty()) {
                return Optional.of("an address that is not loopback needs users who prove themselves");
            }
        }
        boolean loopbackUser = settings.defaultUsers().values().stream()
                .flatMap(user -> user.sources().stream())
                .anyMatch(source -> source.isLoopbackAddress() || source.isAnyLocalAddress());
        return loopbackUser && settings.use() != ApiSettings.Use.DEMO
                ? Optional.of("loopback is shared by all users of a machine: no default user for it")
                : Optional.empty();
    }

    private static Optional<ApiTls> tlsOf(ApiSettings.FurtherPort port, ApiSettings settings) {
        return switch (port.wire()) {
            case PLAIN -> Optional.empty();
            case TLS -> settings.tls();
        };
    }

    private static ApiNames.Port listen(Server server, ApiSettings settings, int port, Optional<ApiTls> tls)
            throws IOException {
        ServerConnector connector = connector(server, tls);
        connector.setHost(settings.host());
        connector.setPort(port);
        connector.setIdleTimeout(IDLE_MILLIS);
        connector.open();
        server.addConnector(connector);
        return new ApiNames.Port(connector.getLocalPort(), tls.isPresent() ? 443 : 80);
    }

    private static ApiHandler handler(ApiSettings settings, ApiHouse house, ApiNames names) {
        List<ApiProfile> on = house.profiles().stream()
                .filter(profile -> settings.profiles().contains(profile.name()))
                .toList();
        return new ApiHandler(
                names,
                new ApiBrowsers(house.pairedOrigins()),
                new ApiCallers(house.store().users(), settings.defaultUsers()),
                on,
                settings.mostBodyBytes(),
                OpenApi.of(on));
    }

    private static QueuedThreadPool threads(ExecutorService virtual) {
        QueuedThreadPool pool = new QueuedThreadPool(12, 4);
        pool.setName("api-io");
        pool.setDaemon(true);
        pool.setVirtualThreadsExecutor(virtual);
        return pool;
    }

    private static ServerConnector connector(Server server, Optional<ApiTls> tls) {
        HttpConnectionFactory http = new HttpConnectionFactory(http());
        if (tls.isEmpty()) {
            return new ServerConnector(server, 1, 1, http);
        }
        SslContextFactory.Server context = new SslContextFactory.Server();
        context.setKeyStorePath(tls.get().keyStore().toString());
        context.setKeyStoreType("PKCS12");
        context.setKeyStorePassword(tls.get().password().reveal());
        context.setIncludeProtocols("TLSv1.3", "TLSv1.2");
        context.setSniRequired(false);
        return new ServerConnector(server, 1, 1, new SslConnectionFactory(context, http.getProtocol()), http);
    }

    private static HttpConfiguration http() {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
        http.setSendDateHeader(false);
        http.setRequestHeaderSize(REQUEST_HEAD_BYTES);
        http.setHttpCompliance(HttpCompliance.RFC9110);
        http.setUriCompliance(RELAXED);
        return http;
    }

    /** Taken by the parser; the handler refuses them again everywhere but on a relaxed path. */
    private static final UriCompliance RELAXED = UriCompliance.from(violations());

    private static Set<UriCompliance.Violation> violations() {
        return EnumSet.of(
                UriCompliance.Violation.ILLEGAL_PATH_CHARACTERS,
                UriCompliance.Violation.SUSPICIOUS_PATH_CHARACTERS,
                UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR,
                UriCompliance.Violation.AMBIGUOUS_PATH_SEGMENT,
                UriCompliance.Violation.AMBIGUOUS_PATH_PARAMETER,
                UriCompliance.Violation.AMBIGUOUS_PATH_ENCODING,
                UriCompliance.Violation.AMBIGUOUS_EMPTY_SEGMENT);
    }

    public int port() {
        return port;
    }

    /** Ends every connection at once; what was answered is kept, what was not is not known to the caller. */
    @Override
    public void close() {
        stop(server, virtual);
    }

    private static void stop(Server server, ExecutorService virtual) {
        try {
            server.stop();
        } catch (Exception e) { // declared by Jetty; nothing more can be done than say so
            LOG.warn("The API did not stop cleanly: {}", e.getClass().getSimpleName());
        }
        virtual.shutdown();
    }
}
