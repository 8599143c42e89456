package org.offhook.bridge.http;

import java.util.ArrayDeque;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;

/**
 * What waits to be written to one socket: one frame on its way, the rest in order. A peer that does not read is cut off when its
 * share is full; nobody waits for it.
 */
final class SocketOutbox {
    private static final int MOST_MESSAGES = 1_024;
    private static final long MOST_CHARACTERS = 1_048_576;

    private final Session session;
    private final ArrayDeque<String> waiting = new ArrayDeque<>();
    private long characters;
    private boolean writing;
    private boolean cut;

    SocketOutbox(Session session) {
        this.session = session;
    }

    /** @return false if the peer was cut off, now or before */
    boolean send(String text) {
        synchronized (this) {
            if (cut) {
                return false;
            }
            if (waiting.size() >= MOST_MESSAGES || characters + text.length() > MOST_CHARACTERS) {
                cut = true;
                waiting.clear();
            } else if (writing) {
                waiting.addLast(text);
                characters += text.length();
                return true;
            } else {
                writing = true;
            }
        }
        if (cut()) {
            session.disconnect();
            return false;
        }
        write(text);
        return true;
    }

    private synchronized boolean cut() {
        return cut;
    }

    private void write(String text) {
        session.sendText(text, Callback.from(this::written, _ -> failed()));
    }

    private void written() {
        String next;
        synchronized (this) {
            next = waiting.pollFirst();
            if (next == null) {
                writing = false;
                return;
            }
            characters -= next.length();
        }
        write(next);
    }

    private void failed() {
        synchronized (this) {
            cut = true;
            waiting.clear();
        }
        session.disconnect();
    }
}
