package org.offhook.media.transport;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that receives RTP and RTCP of all sessions, sends their reports and closes their sockets. In a running
 * call it allocates nothing, takes no lock of ours and logs nothing.
 */
public final class RtpReceiver implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RtpReceiver.class);
    private static final long LONGEST_WAIT_MILLIS = 1000;

    private final Selector selector;
    private final Thread thread;
    private volatile RtpSession[] sessions = new RtpSession[0];
    private volatile boolean closed;

    /** A receiver whose thread has a name. */
    public RtpReceiver(String threadName) throws IOException {
        selector = Selector.open();
        thread = AudioThreads.start(threadName, this::run);
    }

    synchronized void attach(RtpSession session) throws IOException {
        SocketPair sockets = session.sockets();
        sockets.rtp().register(selector, SelectionKey.OP_READ, (Runnable) session::readRtp);
        sockets.rtcp().register(selector, SelectionKey.OP_READ, (Runnable) session::readRtcp);
        RtpSession[] grown = Arrays.copyOf(sessions, sessions.length + 1);
        grown[sessions.length] = session;
        sessions = grown;
        selector.wakeup();
    }

    private synchronized void detach(RtpSession session) {
        sessions = Arrays.stream(sessions).filter(other -> other != session).toArray(RtpSession[]::new);
    }

    /** Lets the thread look at what changed: a session that closes. */
    void wake() {
        selector.wakeup();
    }

    private void run() {
        boolean asked = false;
        while (!closed) {
            if (!asked && RealTime.prepared()) {
                asked = true;
                RealTime.request();
            }
            try {
                selector.select(RtpReceiver::read, poll());
            } catch (IOException | RuntimeException fault) {
                LOG.error("Receiving media failed; going on", fault);
            }
        }
        for (RtpSession session : sessions) {
            session.finish();
        }
        try {
            selector.close();
        } catch (IOException e) {
            LOG.warn("Closing the media selector failed: {}", e.getMessage());
        }
    }

    private static void read(SelectionKey key) {
        ((Runnable) key.attachment()).run();
    }

    /** Does what is due in each session; returns how many milliseconds may pass until more is. */
    private long poll() {
        long now = System.nanoTime();
        long wait = LONGEST_WAIT_MILLIS;
        RtpSession[] present = sessions;
        for (RtpSession session : present) {
            if (session.closing()) {
                session.finish();
                detach(session);
            } else {
                wait = Math.min(wait, session.poll(now));
            }
        }
        return Math.max(1, wait);
    }

    @Override
    public void close() {
        closed = true;
        selector.wakeup();
        try {
            thread.join(1000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
