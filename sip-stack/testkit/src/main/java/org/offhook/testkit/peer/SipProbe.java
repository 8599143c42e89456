package org.offhook.testkit.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/** Sends single requests over plain sockets: independent of our own stack, so that it cannot share its mistakes. */
public final class SipProbe {
    private static final int RETRY_MILLIS = 100;

    private SipProbe() {}

    /**
     * Sends OPTIONS over UDP until any final response comes.
     *
     * @return the response
     * @throws AssertionError if none came in time
     */
    public static String awaitOptionsAnswer(InetSocketAddress server, Duration atMost) {
        return awaitOptionsAnswer(server, atMost, () -> true);
    }

    /** As above, and gives up at once when the server has ended. */
    static String awaitOptionsAnswer(InetSocketAddress server, Duration atMost, BooleanSupplier alive) {
        long deadline = System.nanoTime() + atMost.toNanos();
        do {
            String answer = udp(server, request("OPTIONS", server, "UDP", "probe", ""));
            if (answer.startsWith("SIP/2.0 ")) {
                return answer;
            }
        } while (System.nanoTime() < deadline && alive.getAsBoolean());
        throw new AssertionError("no answer to OPTIONS from " + server + " within " + atMost);
    }

    /** One request over UDP; the first response that comes, or an empty text if none came in 100 ms. */
    public static String udp(InetSocketAddress server, String request) {
        // Not connected: "port unreachable" of a peer that is not up yet stays silence, and the timeout is the pause.
        try (DatagramSocket socket = new DatagramSocket()) {
            String local = HostPort.host(server.getAddress()) + ":" + socket.getLocalPort();
            byte[] bytes = request.replace("{local}", local).getBytes(StandardCharsets.UTF_8);
            socket.setSoTimeout(RETRY_MILLIS);
            socket.send(new DatagramPacket(bytes, bytes.length, server));
            DatagramPacket answer = new DatagramPacket(new byte[65_535], 65_535);
            socket.receive(answer);
            return new String(answer.getData(), 0, answer.getLength(), StandardCharsets.UTF_8);
        } catch (SocketTimeoutException silent) {
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException("cannot send to " + server, e);
        }
    }

    /** One request over TCP (or any connected socket, e.g. TLS); the first chunk that is answered. */
    public static String connected(Socket socket, InetSocketAddress server, String request) {
        try (socket) {
            socket.setSoTimeout(5_000);
            if (!socket.isConnected()) {
                socket.connect(server, 5_000);
            }
            String complete =
                    request.replace("{local}", socket.getLocalAddress().getHostAddress() + ":" + socket.getLocalPort());
            socket.getOutputStream().write(complete.getBytes(StandardCharsets.UTF_8));
            byte[] answer = new byte[65_536];
            int length = socket.getInputStream().read(answer);
            return length < 0 ? "" : new String(answer, 0, length, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("no answer over " + socket, e);
        }
    }

    /**
     * A request from {@code sip:user@server} to itself.
     *
     * @param transport the Via's transport token (UDP, TCP, TLS)
     * @param headers further headers, each ending in CRLF; {@code {local}} becomes the socket's own address
     */
    public static String request(
            String method, InetSocketAddress server, String transport, String user, String headers) {
        String unique = UUID.randomUUID().toString();
        String host = HostPort.of(server);
        String aor = "sip:" + user + "@" + host;
        return method + " " + ("REGISTER".equals(method) ? "sip:" + host : aor) + " SIP/2.0\r\n"
                + "Via: SIP/2.0/" + transport + " {local};branch=z9hG4bK" + unique + ";rport\r\n"
                + "Max-Forwards: 70\r\n"
                + "From: <" + aor + ">;tag=" + unique.substring(0, 8) + "\r\n"
                + "To: <" + aor + ">\r\n"
                + "Call-ID: " + unique + "\r\n"
                + "CSeq: 1 " + method + "\r\n"
                + headers
                + "Content-Length: 0\r\n\r\n";
    }
}
