package org.offhook.bridge;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * Opens one port on both loopback addresses. A port that another program has on either of them is not used: {@code localhost} would
 * lead some pages to that program.
 */
final class LoopbackPorts {
    private static final byte[] IPV4 = {127, 0, 0, 1};
    private static final byte[] IPV6 = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};

    private final Server server;
    private final HttpConnectionFactory http;

    LoopbackPorts(Server server, HttpConnectionFactory http) {
        this.server = server;
        this.http = http;
    }

    /** @return the open connectors of the first free port; empty if all are taken */
    List<ServerConnector> open(int first, int count) throws IOException {
        int tries = first == 0 ? 1 : count;
        for (int i = 0; i < tries; i++) {
            List<ServerConnector> open = openBoth(first == 0 ? 0 : first + i);
            if (!open.isEmpty()) {
                return open;
            }
        }
        return List.of();
    }

    private List<ServerConnector> openBoth(int port) throws IOException {
        List<ServerConnector> open = new ArrayList<>();
        ServerConnector four = connector(IPV4, port);
        try {
            four.open();
        } catch (BindException e) {
            return List.of();
        } catch (IOException e) {
            if (e.getCause() instanceof BindException) {
                return List.of();
            }
            throw e;
        }
        open.add(four);
        ServerConnector six = connector(IPV6, four.getLocalPort());
        try {
            six.open();
            open.add(six);
        } catch (IOException e) {
            if (isTaken(e)) {
                four.close();
                return List.of();
            }
            // No IPv6 on this machine: 127.0.0.1 is enough.
        }
        return open;
    }

    private static boolean isTaken(IOException failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return cause instanceof BindException
                && String.valueOf(cause.getMessage()).contains("in use");
    }

    private ServerConnector connector(byte[] address, int port) throws IOException {
        ServerConnector connector = new ServerConnector(server, 0, 1, http);
        connector.setHost(InetAddress.getByAddress(address).getHostAddress());
        connector.setPort(port);
        connector.setIdleTimeout(30_000);
        connector.setAcceptQueueSize(64);
        // On Windows this option would let another program take the port over while we have it.
        connector.setReuseAddress(!System.getProperty("os.name", "").startsWith("Windows"));
        return connector;
    }
}
