package org.offhook.media;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.offhook.core.media.MediaTerms;
import org.offhook.core.media.SrtpKey;
import org.offhook.core.media.SrtpSuite;
import org.offhook.media.transport.MediaClock;
import org.offhook.media.transport.PortRange;
import org.offhook.media.transport.RtpReceiver;
import org.offhook.media.transport.SessionPool;

/**
 * The threads and sockets that any number of calls share: a clock that paces sending, a thread that receives, and ports
 * bound ahead. The phone has one; the practice exchange's far ends have another.
 */
public final class MediaEngine implements AutoCloseable {

    private final MediaClock clock;
    private final RtpReceiver receiver;
    private final SessionPool sessions;
    private final SecureRandom random = new SecureRandom();

    /**
     * Starts the threads, named {@code <name>-clock}, {@code <name>-receive} and {@code <name>-sockets}.
     *
     * @param address local address to bind; the wildcard to be reachable on every one
     * @throws UncheckedIOException when the system has no selector to give, which means it has no descriptors left
     */
    public MediaEngine(String name, InetAddress address, PortRange ports) {
        try {
            receiver = new RtpReceiver(name + "-receive");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        clock = new MediaClock(name + "-clock");
        sessions = new SessionPool(name + "-sockets", address, ports, receiver, random);
    }

    /** An engine on loopback, with ports that the system chooses. */
    public static MediaEngine onLoopback(String name) {
        return new MediaEngine(name, InetAddress.getLoopbackAddress(), PortRange.ANY);
    }

    /** A key for each suite that a call may offer: never used again for another (RFC 4568 §6.1). Any thread. */
    public List<SrtpKey> freshKeys(MediaTerms terms) {
        if (!terms.encryption().offered()) {
            return List.of();
        }
        List<SrtpKey> keys = new ArrayList<>();
        for (SrtpSuite suite : SrtpSuite.values()) {
            byte[] bytes = new byte[suite.keyBytes() + suite.saltBytes()];
            random.nextBytes(bytes);
            keys.add(SrtpKey.of(suite, bytes));
        }
        return List.copyOf(keys);
    }

    MediaClock clock() {
        return clock;
    }

    RtpReceiver receiver() {
        return receiver;
    }

    SessionPool sessions() {
        return sessions;
    }

    /** Stops the threads and closes every socket within two seconds. */
    @Override
    public void close() {
        clock.close();
        sessions.close();
        receiver.close();
    }
}
