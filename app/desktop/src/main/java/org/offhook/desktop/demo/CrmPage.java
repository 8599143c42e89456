package org.offhook.desktop.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.offhook.core.account.Secret;

/** What a CRM's page does: speaks the legacy messages to the bridge's WebSocket and listens to its events. */
final class CrmPage implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client;
    private final WebSocket socket;
    private final Map<String, CompletableFuture<JsonNode>> waiting;
    private final List<JsonNode> events;

    private CrmPage(
            HttpClient client,
            WebSocket socket,
            Map<String, CompletableFuture<JsonNode>> waiting,
            List<JsonNode> events) {
        this.client = client;
        this.socket = socket;
        this.waiting = waiting;
        this.events = events;
    }

    static CrmPage open(int port, Secret token) {
        Map<String, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
        List<JsonNode> events = new CopyOnWriteArrayList<>();
        HttpClient client = HttpClient.newHttpClient();
        WebSocket socket = client.newWebSocketBuilder()
                .connectTimeout(Duration.ofSeconds(5))
                .header("Authorization", "Bearer " + token.reveal())
                .buildAsync(URI.create("ws://127.0.0.1:" + port + "/bridge"), new Receiver(waiting, events))
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
        return new CrmPage(client, socket, waiting, events);
    }

    /** Sends a legacy message with an id, so that it is acknowledged; completes with the acknowledgement. */
    CompletableFuture<JsonNode> send(String id, Map<String, Object> message) {
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        waiting.put(id, answer);
        try {
            Map<String, Object> sent = new java.util.LinkedHashMap<>(message);
            sent.put("id", id);
            socket.sendText(JSON.writeValueAsString(sent), true).join();
        } catch (IOException e) {
            answer.completeExceptionally(e);
        }
        return answer;
    }

    /** Events so far, in order. */
    List<JsonNode> events() {
        return new ArrayList<>(events);
    }

    @Override
    public void close() {
        socket.abort();
        client.shutdownNow();
    }

    private static final class Receiver implements WebSocket.Listener {
        private final Map<String, CompletableFuture<JsonNode>> waiting;
        private final List<JsonNode> events;
        private final StringBuilder text = new StringBuilder();

        Receiver(Map<String, CompletableFuture<JsonNode>> waiting, List<JsonNode> events) {
            this.waiting = waiting;
            this.events = events;
        }

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                take(text.toString());
                text.setLength(0);
            }
            socket.request(1);
            return CompletableFuture.completedFuture(null);
        }

        private void take(String message) {
            JsonNode node;
            try {
                node = JSON.readTree(message);
            } catch (IOException e) {
                return; // a bridge that sends no JSON shows as an acknowledgement that never comes
            }
            CompletableFuture<JsonNode> answer = waiting.remove(node.path("id").asText());
            if (answer != null) {
                answer.complete(node);
            } else if (node.has("seq")) {
                events.add(node);
            }
        }
    }
}
