package org.offhook.bridge;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A real WebSocket client that keeps what it was sent. */
final class TestSocket implements WebSocket.Listener, AutoCloseable {
    private final LinkedBlockingQueue<String> messages = new LinkedBlockingQueue<>();
    private final CompletableFuture<Closing> closing = new CompletableFuture<>();
    private final Semaphore pongs = new Semaphore(0);
    private final StringBuilder partial = new StringBuilder();
    private WebSocket socket;

    /** How the connection ended; code 1006 means without a word. */
    record Closing(int code, String reason) {}

    /** Thrown when the handshake is not answered with 101. */
    static final class NotLetIn extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotLetIn(Throwable cause) {
            super(cause);
        }
    }

    @SuppressWarnings("NullAway.Init") // the socket is there as soon as open returns
    private TestSocket() {}

    static TestSocket open(HttpClient http, int port, String path, Map<String, String> headers) {
        TestSocket listener = new TestSocket();
        WebSocket.Builder builder = http.newWebSocketBuilder();
        headers.forEach(builder::header);
        try {
            listener.socket = builder.buildAsync(URI.create("ws://127.0.0.1:" + port + path), listener)
                    .orTimeout(BridgeRig.PATIENCE.toSeconds(), TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException e) {
            throw new NotLetIn(e.getCause() == null ? e : e.getCause());
        }
        return listener;
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            messages.add(partial.toString());
            partial.setLength(0);
        }
        webSocket.request(1);
        return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
        closing.complete(new Closing(statusCode, reason));
        return CompletableFuture.completedStage(null);
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        closing.complete(new Closing(1006, ""));
    }

    @Override
    public CompletionStage<?> onPong(WebSocket webSocket, ByteBuffer message) {
        pongs.release();
        webSocket.request(1);
        return CompletableFuture.completedStage(null);
    }

    /** The bridge has taken up what was sent before: it answers a ping in its turn. */
    TestSocket taken() throws InterruptedException {
        socket.sendPing(ByteBuffer.allocate(0)).join();
        if (!pongs.tryAcquire(BridgeRig.PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("no pong came");
        }
        return this;
    }

    TestSocket send(String text) {
        socket.sendText(text, true).join();
        return this;
    }

    /** Sends what the bridge may cut off half-way. */
    void sendAndSeeWhatHappens(String text) {
        socket.sendText(text, true).exceptionally(_ -> socket).join();
    }

    void sendBinary(byte[] bytes) {
        socket.sendBinary(ByteBuffer.wrap(bytes), true).join();
    }

    /** The next message, whatever it is. */
    JsonNode next() throws InterruptedException {
        String message = messages.poll(BridgeRig.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        if (message == null) {
            throw new AssertionError("nothing came");
        }
        return BridgeRig.json(message);
    }

    /** Skips to the next message that fits. */
    JsonNode await(Predicate<JsonNode> fits) throws InterruptedException {
        long deadline = System.nanoTime() + BridgeRig.PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            JsonNode message = next();
            if (fits.test(message)) {
                return message;
            }
        }
        throw new AssertionError("it did not come");
    }

    JsonNode awaitEvent(String name) throws InterruptedException {
        return await(message -> message.path("event").asText().equals(name));
    }

    JsonNode awaitAnswer(String id) throws InterruptedException {
        return await(
                message -> message.has("status") && message.path("id").asText().equals(id));
    }

    /** What was received and not yet looked at. */
    int unread() {
        return messages.size();
    }

    Closing awaitClosed() throws Exception {
        return closing.get(BridgeRig.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    /** The page is left. */
    void abort() {
        socket.abort();
    }

    @Override
    public void close() {
        abort();
    }
}
