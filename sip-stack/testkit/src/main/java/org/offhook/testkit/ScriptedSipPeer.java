package org.offhook.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A SIP peer that does exactly what a test says, on a plain socket on loopback. It has no transactions: it repeats nothing, answers
 * nothing by itself, and shows repetitions of the other side unless told to skip them. Keeps the ladder of what went over the wire.
 */
public final class ScriptedSipPeer implements AutoCloseable {
    /** Longer than anything that the phone waits for without being told: five seconds for a farewell. */
    private static final long PATIENCE_SECONDS = 15;

    private static final AtomicInteger BRANCHES = new AtomicInteger();

    private final BlockingQueue<SipText> received = new LinkedBlockingQueue<>();
    private final List<String> ladder = new CopyOnWriteArrayList<>();
    private final AtomicReference<@Nullable SocketAddress> lastSource = new AtomicReference<>();
    private final AtomicReference<@Nullable Socket> connection = new AtomicReference<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final String transport;
    private final @Nullable DatagramSocket datagrams;
    private volatile @Nullable ServerSocket listener;
    private volatile boolean closed;

    private ScriptedSipPeer(String transport, @Nullable DatagramSocket datagrams, @Nullable ServerSocket listener) {
        this.transport = transport;
        this.datagrams = datagrams;
        this.listener = listener;
        Thread.ofPlatform()
                .daemon()
                .name("scripted-peer")
                .start(datagrams != null ? this::readDatagrams : this::accept);
    }

    public static ScriptedSipPeer udp() throws IOException {
        return new ScriptedSipPeer("UDP", new DatagramSocket(0, InetAddress.getLoopbackAddress()), null);
    }

    public static ScriptedSipPeer tcp() throws IOException {
        return new ScriptedSipPeer("TCP", null, new ServerSocket(0, 5, InetAddress.getLoopbackAddress()));
    }

    /** @param versions such as {@code TLSv1.3} */
    public static ScriptedSipPeer tls(SSLContext context, String... versions) throws IOException {
        var socket = (javax.net.ssl.SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 5, InetAddress.getLoopbackAddress());
        socket.setEnabledProtocols(versions);
        return new ScriptedSipPeer("TLS", null, socket);
    }

    public int port() {
        DatagramSocket udp = datagrams;
        ServerSocket tcp = listener;
        return udp != null ? udp.getLocalPort() : tcp != null ? tcp.getLocalPort() : 0;
    }

    public InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port());
    }

    /** Connections accepted so far. */
    public int connections() {
        return connections.get();
    }

    private void readDatagrams() {
        DatagramSocket socket = datagrams;
        byte[] buffer = new byte[65_536];
        while (!closed && socket != null) {
            try {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                lastSource.set(packet.getSocketAddress());
                take(new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8));
            } catch (IOException ended) {
                if (closed) {
                    return;
                }
            }
        }
    }

    private void accept() {
        ServerSocket socket = listener;
        while (!closed && socket != null && !socket.isClosed()) {
            try {
                Socket accepted = socket.accept();
                accepted.setTcpNoDelay(true);
                Socket before = connection.getAndSet(accepted);
                connections.incrementAndGet();
                Thread.ofPlatform().daemon().name("scripted-peer-connection").start(() -> readConnection(accepted));
                if (before != null && before.isClosed()) {
                    connection.set(accepted);
                }
            } catch (IOException ended) {
                if (closed) {
                    return;
                }
            }
        }
    }

    private void readConnection(Socket socket) {
        StringBuilder pending = new StringBuilder();
        byte[] buffer = new byte[16_384];
        try (InputStream in = socket.getInputStream()) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                pending.append(new String(buffer, 0, read, StandardCharsets.UTF_8));
                splitMessages(pending);
            }
        } catch (IOException ended) {
            // refused handshakes and closed connections are what some tests are about
        }
    }

    private void splitMessages(StringBuilder pending) {
        while (true) {
            if (pending.indexOf("\r\n\r\n") == 0) {
                ladder.add("phone: CRLF CRLF");
                pending.delete(0, 4);
                continue;
            }
            if (pending.length() > 2 && pending.indexOf("\r\n") == 0 && pending.charAt(2) != '\r') {
                ladder.add("phone: CRLF"); // RFC 3261 §7.5: to be passed over before a message
                pending.delete(0, 2);
                continue;
            }
            int head = pending.indexOf("\r\n\r\n");
            if (head < 0) {
                return;
            }
            SipText message = new SipText(pending.substring(0, head + 4));
            int length = message.find("Content-Length").map(Integer::parseInt).orElse(0);
            if (pending.length() < head + 4 + length) {
                return;
            }
            take(pending.substring(0, head + 4 + length));
            pending.delete(0, head + 4 + length);
        }
    }

    private void take(String raw) {
        if (raw.isBlank()) {
            ladder.add("phone: CRLF CRLF");
            return;
        }
        SipText message = new SipText(raw);
        ladder.add("phone: " + message.line());
        received.add(message);
    }

    /** The next message, whatever it is. */
    public SipText next() throws InterruptedException {
        SipText message = received.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (message == null) {
            throw new AssertionError(
                    "nothing came in " + PATIENCE_SECONDS + " s; ladder:\n" + String.join("\n", ladder));
        }
        return message;
    }

    /** The next message, which must be a request of this method. */
    public SipText expect(String method) throws InterruptedException {
        SipText message = next();
        if (message.isResponse() || !message.method().equals(method)) {
            throw new AssertionError("wanted " + method + ", came\n" + message.raw());
        }
        return message;
    }

    /**
     * The next message, which must be a response of this status. A 100 before it is passed over unless it is what is expected: the transaction
     * layer sends one by itself where the machine takes longer than 200 ms (RFC 3261 §17.2.1).
     */
    public SipText expectStatus(int status) throws InterruptedException {
        SipText message = next();
        while (message.status() == 100 && status != 100) {
            message = next();
        }
        if (message.status() != status) {
            throw new AssertionError("wanted " + status + ", came\n" + message.raw());
        }
        return message;
    }

    /** True if nothing comes for a while. */
    public boolean isQuietFor(long millis) throws InterruptedException {
        return received.poll(millis, TimeUnit.MILLISECONDS) == null;
    }

    /** Sends text to whoever spoke last. */
    public void send(String raw) throws IOException {
        SocketAddress to = lastSource.get();
        if (datagrams != null && to == null) {
            throw new IllegalStateException("nobody has spoken yet");
        }
        sendTo(to, raw);
    }

    /** Sends text; over a connection the address is of no meaning. */
    public void sendTo(@Nullable SocketAddress to, String raw) throws IOException {
        byte[] bytes = raw.getBytes(StandardCharsets.UTF_8);
        DatagramSocket udp = datagrams;
        if (udp != null && to != null) {
            ladder.add("peer: " + new SipText(raw).line());
            udp.send(new DatagramPacket(bytes, bytes.length, to));
            return;
        }
        Socket socket = connection.get();
        if (socket == null) {
            throw new IllegalStateException("nobody is connected");
        }
        ladder.add("peer: " + new SipText(raw).line());
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    /**
     * A response as RFC 3261 §8.2.6.2 wants it, with our tag and extra headers.
     *
     * @param extra whole header lines, without line ends; an element that starts with {@code v=} is an SDP body
     */
    public String response(SipText request, int status, String toTag, String... extra) {
        StringBuilder text = new StringBuilder("SIP/2.0 " + status + " Scripted\r\n");
        for (String via : request.headers("Via")) {
            SocketAddress from = lastSource.get();
            String stamped = via;
            if (from instanceof InetSocketAddress source && via.contains(";rport") && !via.contains(";rport=")) {
                stamped = via.replace(
                        ";rport", ";received=" + source.getAddress().getHostAddress() + ";rport=" + source.getPort());
            }
            text.append("Via: ").append(stamped).append("\r\n");
        }
        text.append("From: ").append(request.header("From")).append("\r\n");
        String to = request.header("To");
        text.append("To: ")
                .append(to.contains("tag=") || toTag.isEmpty() ? to : to + ";tag=" + toTag)
                .append("\r\n");
        text.append("Call-ID: ").append(request.header("Call-ID")).append("\r\n");
        text.append("CSeq: ").append(request.header("CSeq")).append("\r\n");
        appendExtra(text, extra);
        return text.toString();
    }

    /** Makes the response and sends it. */
    public void respond(SipText request, int status, String toTag, String... extra) throws IOException {
        send(response(request, status, toTag, extra));
    }

    /** {@code Contact:} of this peer. */
    public String contact() {
        return "Contact: <sip:peer@127.0.0.1:" + port()
                + (transport.equals("UDP") ? "" : ";transport=" + transport.toLowerCase(java.util.Locale.ROOT)) + ">";
    }

    /** A request of this peer; a new branch each. */
    public String request(String method, String uri, String from, String to, String callId, int cseq, String... extra) {
        StringBuilder text = new StringBuilder(method + " " + uri + " SIP/2.0\r\n");
        text.append("Via: SIP/2.0/" + transport + " 127.0.0.1:" + port() + ";branch=z9hG4bKpeer"
                + BRANCHES.incrementAndGet() + ";rport\r\n");
        text.append("Max-Forwards: 70\r\n");
        text.append("From: ").append(from).append("\r\n");
        text.append("To: ").append(to).append("\r\n");
        text.append("Call-ID: ").append(callId).append("\r\n");
        text.append("CSeq: ").append(cseq).append(' ').append(method).append("\r\n");
        appendExtra(text, extra);
        return text.toString();
    }

    private static void appendExtra(StringBuilder text, String... extra) {
        String body = "";
        for (String line : extra) {
            if (line.startsWith("v=")) {
                body = line;
                text.append("Content-Type: application/sdp\r\n");
            } else {
                text.append(line).append("\r\n");
            }
        }
        text.append("Content-Length: ")
                .append(body.getBytes(StandardCharsets.UTF_8).length)
                .append("\r\n\r\n")
                .append(body);
    }

    /** Everything that went over the wire, as {@code phone: INVITE (1 INVITE)} and {@code peer: 180 (1 INVITE)}. */
    public List<String> ladder() {
        return List.copyOf(ladder);
    }

    /** Ends the connection, as an exchange does that restarts. */
    public void hangUpConnection() throws IOException {
        Socket socket = connection.getAndSet(null);
        if (socket != null) {
            socket.close();
        }
    }

    /** Nobody gets through to this TCP port any more; connections that are there stay. */
    public void closeDoor() throws IOException {
        ServerSocket open = listener;
        if (open != null) {
            open.close();
        }
    }

    /** The same port again. */
    public void openDoor() throws IOException {
        ServerSocket shut = listener;
        if (shut == null) {
            throw new IllegalStateException("it has no door");
        }
        ServerSocket again = new ServerSocket();
        again.setReuseAddress(true);
        again.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), shut.getLocalPort()));
        listener = again;
        Thread.ofPlatform().daemon().name("scripted-peer").start(this::accept);
    }

    @Override
    public void close() throws IOException {
        closed = true;
        for (AutoCloseable resource : Arrays.asList(datagrams, listener, connection.get())) {
            if (resource != null) {
                try {
                    resource.close();
                } catch (IOException alreadyGone) {
                    // all we want is that it is closed
                } catch (Exception unexpected) {
                    throw new IOException(unexpected);
                }
            }
        }
    }
}
