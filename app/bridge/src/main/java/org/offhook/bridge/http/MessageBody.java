package org.offhook.bridge.http;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Consumer;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.offhook.bridge.message.MessageReader;

/**
 * Takes a request's body as it comes. Nobody waits for it: who sends half a body and then nothing would keep one of the bridge's few
 * threads, and some of them the whole phone. What is too large is read away up to a limit, so that its sender sees the answer and not
 * a broken connection.
 */
final class MessageBody implements Runnable {
    private static final long MOST_READ_AWAY = 4 * 1024 * 1024;

    private final Request request;
    private final Consumer<Outcome> then;
    private byte[] bytes = new byte[1_024];
    private int length;
    private long readAway;

    /** What became of it. */
    sealed interface Outcome {
        @SuppressWarnings("ArrayRecordComponent") // handed over once
        record Whole(byte[] bytes) implements Outcome {}

        record TooLarge() implements Outcome {}

        /** The sender went away, or stopped in the middle for longer than a connection may idle. */
        record BrokenOff() implements Outcome {}
    }

    private MessageBody(Request request, Consumer<Outcome> then) {
        this.request = request;
        this.then = then;
    }

    /** @param then called once, here and now when the body came with the head, else on one of the server's threads */
    static void take(Request request, Consumer<Outcome> then) {
        new MessageBody(request, then).run();
    }

    @Override
    public void run() {
        while (true) {
            Content.Chunk chunk = request.read();
            if (chunk == null) {
                request.demand(this);
                return;
            }
            if (Content.Chunk.isFailure(chunk)) {
                then.accept(new Outcome.BrokenOff());
                return;
            }
            add(chunk.getByteBuffer());
            boolean last = chunk.isLast();
            chunk.release();
            if (readAway > MOST_READ_AWAY || (last && readAway > 0)) {
                then.accept(new Outcome.TooLarge());
                return;
            }
            if (last) {
                then.accept(new Outcome.Whole(Arrays.copyOf(bytes, length)));
                return;
            }
        }
    }

    private void add(ByteBuffer part) {
        int more = part.remaining();
        if (readAway > 0 || length + more > MessageReader.LARGEST_BYTES) {
            readAway += length + more;
            length = 0;
            return;
        }
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(
                    bytes, Math.max(length + more, Math.min(2 * bytes.length, MessageReader.LARGEST_BYTES)));
        }
        part.get(bytes, length, more);
        length += more;
    }
}
