package org.offhook.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

/**
 * Sends requests at a fixed rate whether or not answers come, and takes each answer's time from the moment at which its request was due: a
 * server that stalls is charged for everything that had to wait. One thread does it all, because the processors are the server's too: a thread
 * for each connection took more than twice as much of them (docs/benchmarks.md).
 *
 * @param connections at most so many requests are under way; a request that finds none free waits, and its clock runs
 */
record OpenLoop(int port, String authorization, int rate, int requests, int connections) {
    private static final int MOST_BYTES = 64 * 1024;
    /** Without an answer for so long the server has stopped. */
    private static final long PATIENCE_NANOS = 30_000_000_000L;

    /** What is GOT, and what its answer has to say. */
    record Sent(String path, String expected) {}

    /** @param achieved answers a second, from the first due request to the last answer */
    record Answered(Collection<Double> millis, double achieved) {}

    /** One connection and the request that is under way on it. */
    private static final class Line {
        final SocketChannel channel;
        final ByteBuffer in = ByteBuffer.allocate(MOST_BYTES);
        String expected = "";
        long due;

        Line(SocketChannel channel) {
            this.channel = channel;
        }
    }

    Answered run(IntFunction<Sent> request) {
        Deque<Line> free = new ArrayDeque<>();
        List<Double> millis = new ArrayList<>(requests);
        byte[] head = (" HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nAuthorization: " + authorization + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        try (Selector selector = Selector.open()) {
            try {
                for (int i = 0; i < connections; i++) {
                    free.add(connected(selector));
                }
                long began = System.nanoTime();
                long heard = began;
                for (int next = 0; millis.size() < requests; ) {
                    long now = System.nanoTime();
                    for (; next < requests && !free.isEmpty() && due(began, next) <= now; next++) {
                        send(free.removeFirst(), request.apply(next), head, due(began, next));
                    }
                    long wait = next < requests && !free.isEmpty() ? due(began, next) - System.nanoTime() : 100_000_000;
                    if (wait < 1_000_000) {
                        selector.selectNow();
                        pause(selector, wait);
                    } else {
                        selector.select(wait / 1_000_000);
                    }
                    for (SelectionKey key : selector.selectedKeys()) {
                        Line line = (Line) key.attachment();
                        if (answered(line)) {
                            heard = System.nanoTime();
                            millis.add((heard - line.due) / 1e6);
                            free.add(line);
                        }
                    }
                    selector.selectedKeys().clear();
                    if (System.nanoTime() - heard > PATIENCE_NANOS) {
                        throw new IOException("no answer any more");
                    }
                }
                return new Answered(millis, requests / ((System.nanoTime() - began) / 1e9));
            } finally {
                for (SelectionKey key : selector.keys()) {
                    key.channel().close();
                }
            }
        } catch (IOException e) {
            throw new MeasurementFailed("a request failed: " + e.getMessage());
        }
    }

    private long due(long began, int request) {
        return began + (long) (request * 1e9 / rate);
    }

    /** The selector waits in whole milliseconds; what is due sooner is waited for without it. */
    private static void pause(Selector selector, long nanos) {
        if (selector.selectedKeys().isEmpty() && nanos > 0) {
            LockSupport.parkNanos(Math.min(nanos, 200_000));
        }
    }

    private Line connected(Selector selector) throws IOException {
        SocketChannel channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        Line line = new Line(channel);
        channel.register(selector, SelectionKey.OP_READ, line);
        return line;
    }

    private static void send(Line line, Sent sent, byte[] head, long due) throws IOException {
        byte[] path = ("GET " + sent.path()).getBytes(StandardCharsets.US_ASCII);
        ByteBuffer out = ByteBuffer.allocate(path.length + head.length)
                .put(path)
                .put(head)
                .flip();
        line.due = due;
        line.expected = sent.expected();
        line.in.clear();
        while (out.hasRemaining()) {
            line.channel.write(out); // far smaller than the socket's buffer
        }
    }

    /** True when the answer is there as a whole, and is the right one. */
    private static boolean answered(Line line) throws IOException {
        if (line.channel.read(line.in) < 0) {
            throw new IOException("the server hung up");
        }
        String text = new String(line.in.array(), 0, line.in.position(), StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            return false;
        }
        int at = text.toLowerCase(Locale.ROOT).indexOf("\r\ncontent-length:");
        if (at < 0 || at > end) {
            throw new IOException("an answer without its length: " + text);
        }
        int length = Integer.parseInt(
                text.substring(at + 17, text.indexOf("\r\n", at + 2)).strip());
        if (line.in.position() < end + 4 + length) {
            return false;
        }
        if (!text.startsWith("HTTP/1.1 200 ") || !text.contains(line.expected)) {
            throw new IOException("another answer: " + text);
        }
        return true;
    }
}
