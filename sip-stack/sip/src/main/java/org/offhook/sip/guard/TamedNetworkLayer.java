package org.offhook.sip.guard;

import gov.nist.core.net.NetworkLayer;
import gov.nist.javax.sip.SipStackImpl;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.offhook.sip.tls.TlsSettings;

/**
 * Every socket of a stack. Sockets that listen are bound before JAIN-SIP sees them, so that a taken port is one clear error and
 * the system may choose a port without a race. TLS has current versions, SNI and a host-name check, for which the name of the
 * server is looked up by address: JAIN hands over an address only, and has no check of its own.
 */
public final class TamedNetworkLayer implements NetworkLayer {
    private static final int CONNECT_TIMEOUT_MILLIS = 5_000;

    /** AF31 (RFC 4594 §4.3: signalling) in the upper six bits of the traffic class. */
    private static final int SIGNALLING_TRAFFIC_CLASS = 26 << 2;

    private final TlsSettings tls;
    private final Predicate<InetAddress> allowed;
    private final Consumer<InetSocketAddress> connectionClosed;
    private final Map<Integer, DatagramSocket> datagramSockets = new ConcurrentHashMap<>();
    private final Map<Integer, ServerSocket> serverSockets = new ConcurrentHashMap<>();
    private final Map<Integer, SSLServerSocket> tlsServerSockets = new ConcurrentHashMap<>();
    private final Map<InetSocketAddress, String> tlsNames = new ConcurrentHashMap<>();
    private volatile @Nullable SSLContext context;

    /**
     * @param allowed peers that may be connected to; the loopback switch
     * @param connectionClosed told of every end of a connection that we opened
     */
    public TamedNetworkLayer(
            TlsSettings tls, Predicate<InetAddress> allowed, Consumer<InetSocketAddress> connectionClosed) {
        this.tls = tls;
        this.allowed = allowed;
        this.connectionClosed = connectionClosed;
    }

    /** Binds a datagram socket; 0 lets the system choose. Returns the port. */
    public int bindUdp(InetAddress address, int port) throws IOException {
        DatagramSocket socket = new DatagramSocket(null);
        try {
            socket.bind(new InetSocketAddress(address, port));
            mark(socket);
        } catch (IOException failed) {
            socket.close();
            throw failed;
        }
        datagramSockets.put(socket.getLocalPort(), socket);
        return socket.getLocalPort();
    }

    /** As {@link #bindUdp}, for TCP. */
    public int bindTcp(InetAddress address, int port) throws IOException {
        ServerSocket socket = new NoDelayServerSocket();
        try {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address, port), 50);
        } catch (IOException failed) {
            socket.close();
            throw failed;
        }
        serverSockets.put(socket.getLocalPort(), socket);
        return socket.getLocalPort();
    }

    /**
     * As {@link #bindTcp}, for TLS. Without a certificate of ours nobody can connect to us: JAIN-SIP wants a listening socket
     * for each transport all the same, so that one is bound to loopback.
     */
    public int bindTls(InetAddress address, int port) throws IOException {
        InetAddress where = tls.identity().isPresent() ? address : InetAddress.getLoopbackAddress();
        ServerSocket plain = new NoDelayServerSocket();
        try {
            plain.setReuseAddress(true);
            plain.bind(new InetSocketAddress(where, port), 50);
            tlsServerSockets.put(
                    plain.getLocalPort(), new TlsServerSocket(plain, context().getSocketFactory()));
        } catch (IOException failed) {
            plain.close();
            throw failed;
        }
        return plain.getLocalPort();
    }

    /** Closes sockets that were bound but perhaps never taken over. */
    public void closeAll() {
        datagramSockets.values().forEach(DatagramSocket::close);
        serverSockets.values().forEach(TamedNetworkLayer::closeQuietly);
        tlsServerSockets.values().forEach(TamedNetworkLayer::closeQuietly);
    }

    private static void closeQuietly(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException alreadyGone) {
            // closing is all we wanted
        }
    }

    /**
     * The server at {@code address} must prove to be {@code host}. One name an address: a connection made for one name is never
     * lent to another.
     *
     * @throws SSLHandshakeException when another name is expected there already
     */
    public void expectTlsName(InetSocketAddress address, String host) throws SSLHandshakeException {
        String before = tlsNames.putIfAbsent(address, host);
        if (before != null && !before.equalsIgnoreCase(host)) {
            throw new SSLHandshakeException("two names are expected at one address");
        }
    }

    /** Forgets expected names, when the account changes. */
    public void forgetTlsNames() {
        tlsNames.clear();
    }

    private SSLContext context() throws IOException {
        SSLContext known = context;
        if (known != null) {
            return known;
        }
        synchronized (this) {
            SSLContext made = context;
            if (made == null) {
                try {
                    made = tls.newContext();
                } catch (GeneralSecurityException unusable) {
                    throw new IOException("TLS settings cannot be used", unusable);
                }
                context = made;
            }
            return made;
        }
    }

    private static void mark(DatagramSocket socket) {
        try {
            socket.setTrafficClass(SIGNALLING_TRAFFIC_CLASS);
        } catch (SocketException notOffered) {
            // a wish to the network, not a need of ours
        }
    }

    private Socket connect(InetAddress address, int port, @Nullable InetAddress local) throws IOException {
        if (!allowed.test(address)) {
            throw new SocketException("this node talks to loopback only");
        }
        InetSocketAddress remote = new InetSocketAddress(address, port);
        ReportingSocket socket = new ReportingSocket(remote, connectionClosed);
        try {
            if (local != null) {
                socket.bind(new InetSocketAddress(local, 0));
            }
            try { // before the handshake, which is signalling too
                socket.setTrafficClass(SIGNALLING_TRAFFIC_CLASS);
            } catch (SocketException notOffered) {
                // as for datagrams
            }
            socket.connect(remote, CONNECT_TIMEOUT_MILLIS);
            socket.established();
            socket.setTcpNoDelay(true);
            socket.setKeepAlive(true);
            return socket;
        } catch (IOException failed) {
            socket.close();
            throw failed;
        }
    }

    @Override
    public Socket createSocket(InetAddress address, int port) throws IOException {
        return connect(address, port, null);
    }

    @Override
    public Socket createSocket(InetAddress address, int port, @Nullable InetAddress localAddress) throws IOException {
        return connect(address, port, localAddress);
    }

    @Override
    public Socket createSocket(InetAddress address, int port, @Nullable InetAddress myAddress, int myPort)
            throws IOException {
        return connect(address, port, myAddress);
    }

    @Override
    public SSLSocket createSSLSocket(InetAddress address, int port) throws IOException {
        return createSSLSocket(address, port, null);
    }

    @Override
    public SSLSocket createSSLSocket(InetAddress address, int port, @Nullable InetAddress localAddress)
            throws IOException {
        String host = tlsNames.get(new InetSocketAddress(address, port));
        if (host == null) {
            // RFC 5922 §7: a certificate is worth something only against the name we meant. No name, no connection.
            throw new SSLHandshakeException("no name is expected at this address");
        }
        Socket plain = connect(address, port, localAddress);
        try {
            SSLSocket socket = (SSLSocket) context().getSocketFactory().createSocket(plain, host, port, true);
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setProtocols(TlsSettings.PROTOCOLS.toArray(new String[0]));
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            if (isName(host)) {
                parameters.setServerNames(List.of(new SNIHostName(host)));
            }
            socket.setSSLParameters(parameters);
            socket.setUseClientMode(true);
            return socket;
        } catch (IOException | RuntimeException failed) {
            plain.close();
            throw failed;
        }
    }

    /** SNI carries names only, never addresses (RFC 6066 §3). */
    private static boolean isName(String host) {
        return host.indexOf(':') < 0 && !host.matches("[0-9.]+");
    }

    @Override
    public DatagramSocket createDatagramSocket() throws SocketException {
        return new DatagramSocket();
    }

    @Override
    public DatagramSocket createDatagramSocket(int port, InetAddress address) throws SocketException {
        DatagramSocket bound = datagramSockets.get(port);
        if (bound == null) {
            throw new SocketException("port " + port + " was not bound first");
        }
        return bound;
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog, InetAddress address) throws IOException {
        ServerSocket bound = serverSockets.get(port);
        if (bound == null) {
            throw new SocketException("port " + port + " was not bound first");
        }
        return bound;
    }

    @Override
    public SSLServerSocket createSSLServerSocket(int port, int backlog, InetAddress address) throws IOException {
        SSLServerSocket bound = tlsServerSockets.get(port);
        if (bound == null) {
            throw new SocketException("port " + port + " was not bound first");
        }
        return bound;
    }

    @Override
    public void setSipStack(SipStackImpl stack) {}

    /** Tells of its end once, if it ever was connected: JAIN-SIP closes a connection silently, and the binding with it is lost. */
    private static final class ReportingSocket extends Socket {
        private final InetSocketAddress remote;
        private final Consumer<InetSocketAddress> closed;
        private final AtomicBoolean open = new AtomicBoolean();

        ReportingSocket(InetSocketAddress remote, Consumer<InetSocketAddress> closed) {
            this.remote = remote;
            this.closed = closed;
        }

        void established() {
            open.set(true);
        }

        @Override
        public void close() throws IOException {
            super.close();
            if (open.compareAndSet(true, false)) {
                closed.accept(remote);
            }
        }
    }

    /** Accepts with TCP_NODELAY: SIP messages are small and late ones are heard as delay. */
    private static final class NoDelayServerSocket extends ServerSocket {
        NoDelayServerSocket() throws IOException {
            super();
        }

        @Override
        public Socket accept() throws IOException {
            Socket accepted = super.accept();
            accepted.setTcpNoDelay(true);
            return accepted;
        }
    }
}
