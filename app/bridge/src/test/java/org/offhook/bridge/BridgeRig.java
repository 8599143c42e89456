package org.offhook.bridge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.offhook.agent.AgentDesk;
import org.offhook.bridge.trust.PeerProcesses;

/** A bridge on a port of the system's choice with real clients. */
public final class BridgeRig implements AutoCloseable {
    static final ObjectMapper JSON = new ObjectMapper();
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private final BridgeServer server;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    static {
        // The JDK's client keeps Host and Origin to itself unless told.
        System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host,origin,connection,content-length");
    }

    private BridgeRig(BridgeServer server) {
        this.server = server;
    }

    public static BridgeRig on(AgentDesk desk) {
        return on(desk, BridgeSettings.on(0));
    }

    public static BridgeRig on(AgentDesk desk, BridgeSettings settings) {
        return on(desk, settings, PeerProcesses.ofThisSystem(), InstantSource.system());
    }

    public static BridgeRig on(AgentDesk desk, BridgeSettings settings, PeerProcesses processes, InstantSource clock) {
        return switch (BridgeServer.start(settings, desk, processes, clock)) {
            case BridgeStart.Listening(BridgeServer server) -> new BridgeRig(server);
            case BridgeStart.Refused refused -> throw new AssertionError("not started: " + refused);
        };
    }

    public BridgeServer server() {
        return server;
    }

    public int port() {
        return server.address().port();
    }

    public String token() {
        return server.address().token().reveal();
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(uri(path)).timeout(PATIENCE);
    }

    HttpRequest.Builder post(String body) {
        return request("/bridge/messages")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** A program's message. */
    HttpResponse<String> tell(String body) throws IOException, InterruptedException {
        return send(post(body).header("Authorization", "Bearer " + token()));
    }

    /** Sends bytes and returns everything that comes back until the bridge closes; empty when it closes without a word. */
    String raw(String text) throws IOException {
        return raw(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    String raw(byte[] bytes) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (java.net.SocketException reset) {
            return "";
        }
    }

    /** A WebSocket as a program with the token. */
    TestSocket program() {
        return TestSocket.open(http, port(), "/bridge", Map.of("Authorization", "Bearer " + token()));
    }

    /** A WebSocket as a browser opens it for a page. */
    TestSocket page(String origin) {
        return page(origin, "/bridge");
    }

    TestSocket page(String origin, String path) {
        return TestSocket.open(http, port(), path, Map.of("Origin", origin));
    }

    TestSocket socket(String path, Map<String, String> headers) {
        return TestSocket.open(http, port(), path, headers);
    }

    /** Waits until the bridge has this many WebSockets: handshakes and ends are seen by it a moment later. */
    void awaitSockets(int count) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (server.openSockets() != count) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError(server.openSockets() + " sockets and not " + count);
            }
            Thread.onSpinWait();
        }
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new AssertionError("no JSON: " + text, e);
        }
    }

    @Override
    public void close() {
        server.close();
        http.close();
    }
}
