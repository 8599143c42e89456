package org.offhook.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * A CRM's WebSocket to the bridge on a bare socket, so that the time between "written" and "received" is the kernel's alone, as it is
 * for the peers' control connections. Whatever comes back is read and forgotten.
 */
final class BridgeClient implements AutoCloseable {
    private static final int SHORT_PAYLOAD = 125;
    private static final int HEADERS_END = 4;

    private final Socket socket;
    private final OutputStream out;

    private BridgeClient(Socket socket, OutputStream out) {
        this.socket = socket;
        this.out = out;
    }

    /** @throws IOException while nothing listens there, or when the bridge refuses */
    static BridgeClient connect(int port, String token) throws IOException {
        Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port);
        try {
            socket.setTcpNoDelay(true);
            OutputStream out = socket.getOutputStream();
            out.write(String.join(
                            "\r\n",
                            "GET /bridge HTTP/1.1",
                            "Host: 127.0.0.1:" + port,
                            "Authorization: Bearer " + token,
                            "Connection: Upgrade",
                            "Upgrade: websocket",
                            "Sec-WebSocket-Version: 13",
                            "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
                            "",
                            "")
                    .getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            passHeaders(in);
            Thread.ofPlatform().daemon().name("bridge-answers").start(() -> forget(in));
            return new BridgeClient(socket, out);
        } catch (IOException refused) {
            socket.close();
            throw refused;
        }
    }

    private static void passHeaders(InputStream in) throws IOException {
        String status = "";
        int seen = 0;
        while (seen < HEADERS_END) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("the bridge closed the connection");
            }
            if (status.length() < 12) {
                status += (char) next;
            }
            seen = next == "\r\n\r\n".charAt(seen) ? seen + 1 : next == '\r' ? 1 : 0;
        }
        if (!status.endsWith("101")) {
            throw new IOException("the bridge answered " + status);
        }
    }

    private static void forget(InputStream in) {
        byte[] bytes = new byte[65_536];
        try {
            while (in.read(bytes) >= 0) {
                // read and forgotten
            }
        } catch (IOException closed) {
            return; // with the phone
        }
    }

    /**
     * Sends a text message in one write.
     *
     * @return when it was handed to the kernel, on the clock of {@link WireTimes}
     */
    long send(String message) {
        byte[] payload = message.getBytes(StandardCharsets.UTF_8);
        // RFC 6455 §5.2: FIN and text; a client masks, and a mask of zeros leaves the payload as it is.
        int head = payload.length <= SHORT_PAYLOAD ? 6 : 8;
        byte[] frame = new byte[head + payload.length];
        frame[0] = (byte) 0x81;
        if (payload.length <= SHORT_PAYLOAD) {
            frame[1] = (byte) (0x80 | payload.length);
        } else {
            frame[1] = (byte) (0x80 | 126);
            frame[2] = (byte) (payload.length >> 8);
            frame[3] = (byte) payload.length;
        }
        System.arraycopy(payload, 0, frame, head, payload.length);
        try {
            long at = WireTimes.now();
            out.write(frame);
            return at;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
