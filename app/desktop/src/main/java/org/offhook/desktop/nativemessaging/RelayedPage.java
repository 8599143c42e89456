package org.offhook.desktop.nativemessaging;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.offhook.desktop.instance.BridgeFile;

/** One page's connection to the bridge: a WebSocket with the token of {@code bridge.json} that names the page's origin. */
final class RelayedPage implements WebSocket.Listener {
    /** Read by the bridge only from who has the token; the bridge then treats the connection as that page's. */
    static final String ORIGIN_HEADER = "Offhook-Page-Origin";

    private static final Duration CONNECT = Duration.ofSeconds(2);

    private final Ear ear;
    private final StringBuilder partial = new StringBuilder();
    private final AtomicBoolean over = new AtomicBoolean();
    private CompletableFuture<@Nullable WebSocket> sending = CompletableFuture.completedFuture(null);

    /** Told what comes, on the client's threads, one thing at a time. */
    interface Ear {
        void opened();

        void heard(String text);

        /** Once, whatever the reason. */
        void closed();
    }

    RelayedPage(Ear ear) {
        this.ear = ear;
    }

    /** Begins to connect and returns at once. */
    synchronized void open(HttpClient http, BridgeFile.Address bridge, String origin, String resume) {
        sending = http.newWebSocketBuilder()
                .connectTimeout(CONNECT)
                .header("Authorization", "Bearer " + bridge.token().reveal())
                .header(ORIGIN_HEADER, origin)
                .buildAsync(URI.create("ws://127.0.0.1:" + bridge.port() + "/bridge" + resume), this)
                .<@Nullable WebSocket>thenApply(socket -> socket)
                .whenComplete((socket, thrown) -> {
                    if (thrown != null) {
                        end();
                    }
                });
    }

    /** Queued behind what was sent before; a WebSocket takes one message at a time. */
    synchronized void send(String text) {
        sending = sending.thenCompose(socket -> socket == null
                ? CompletableFuture.<@Nullable WebSocket>completedFuture(null)
                : socket.sendText(text, true).<@Nullable WebSocket>thenApply(sent -> sent));
    }

    synchronized void close() {
        over.set(true);
        sending = sending.thenApply(socket -> {
            if (socket != null) {
                socket.abort();
            }
            return socket;
        });
    }

    private void end() {
        if (over.compareAndSet(false, true)) {
            ear.closed();
        }
    }

    @Override
    public void onOpen(WebSocket socket) {
        ear.opened();
        socket.request(1);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            String text = partial.toString();
            partial.setLength(0);
            if (!over.get()) {
                ear.heard(text);
            }
        }
        socket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
        end();
        return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
        end();
    }
}
