package org.offhook.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** A way to a server on this machine that breaks in the moment in which the client says a certain word, as often as it is told to. */
final class CutAtAWord implements AutoCloseable {
    private static final int PIECE = 8_192;

    private final ServerSocket door;
    private final int server;
    private final String word;
    private final AtomicInteger left = new AtomicInteger();
    private final AtomicInteger cut = new AtomicInteger();

    /**
     * @param server port of the server
     * @param word ASCII
     */
    CutAtAWord(int server, String word) throws IOException {
        this.server = server;
        this.word = word;
        door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().name("cut-door").start(this::open);
    }

    int port() {
        return door.getLocalPort();
    }

    /** Breaks the next so many connections on which the word is said. */
    void cutNext(int connections) {
        left.set(connections);
    }

    /** How many were broken. */
    int cut() {
        return cut.get();
    }

    private void open() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                Socket behind = new Socket(InetAddress.getLoopbackAddress(), server);
                Thread.ofVirtual().start(() -> pass(client, behind, true));
                Thread.ofVirtual().start(() -> pass(behind, client, false));
            } catch (IOException _) {
                // closed, or the server is away: whoever connects next finds out
            }
        }
    }

    private void pass(Socket from, Socket to, boolean listens) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] piece = new byte[PIECE];
            for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                boolean said = listens && new String(piece, 0, read, StandardCharsets.US_ASCII).contains(word);
                if (said && left.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
                    cut.incrementAndGet();
                    return;
                }
                out.write(piece, 0, read);
                out.flush();
            }
        } catch (IOException _) {
            // one of the two has gone, and the other goes with it
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
