package org.offhook.media.transport;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.offhook.core.account.ServerAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread on which all sessions of an engine ask a STUN server and do the checks of ICE, and what is known of that server. The
 * receiving thread only hands over; neither it nor the loop ever waits here.
 */
public final class NatTraversal implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NatTraversal.class);
    private static final int STUN_PORT = 3478;

    /** A server that was silent holds up no other call for so long; it is asked all the same. */
    private static final long DISTRUST_NANOS = 60_000_000_000L;

    private final ScheduledExecutorService worker;
    private final Optional<StunServer> server;
    private final RandomGenerator random = new SecureRandom();
    private volatile Optional<InetSocketAddress> located = Optional.empty();
    private volatile boolean looking;
    private boolean distrusted;
    private long distrustedAtNanos;

    /** @param server the STUN server; empty for ICE alone */
    public NatTraversal(String threadName, Optional<StunServer> server) {
        this.server = server;
        worker = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name(threadName).factory());
        locate();
    }

    /** Looks the name up again, on a thread of its own: a server may have moved. */
    private void locate() {
        if (server.isEmpty() || looking) {
            return;
        }
        ServerAddress wanted = server.get().address();
        OptionalInt port = wanted.port();
        Optional<InetAddress> literal = literal(wanted.host());
        if (literal.isPresent()) {
            located = Optional.of(new InetSocketAddress(literal.get(), port.orElse(STUN_PORT)));
            return;
        }
        looking = true;
        Thread.ofVirtual().name("stun-locate").start(() -> {
            try {
                located = Optional.of(
                        new InetSocketAddress(InetAddress.getByName(wanted.host()), port.orElse(STUN_PORT)));
            } catch (UnknownHostException e) {
                LOG.warn("The STUN server's name is not known: calls go without a mapped address");
            } finally {
                looking = false;
            }
        });
    }

    private static Optional<InetAddress> literal(String host) {
        try {
            return Optional.of(InetAddress.ofLiteral(host));
        } catch (IllegalArgumentException name) {
            return Optional.empty();
        }
    }

    /** Gives a session what it needs to ask and to check; once is enough. */
    public void serve(RtpSession session) {
        session.reachBy(this);
    }

    Optional<InetSocketAddress> server() {
        if (located.isEmpty()) {
            locate();
        }
        return located;
    }

    /** How long a call waits at most for the server's answer. */
    long patienceNanos() {
        return server.map(one -> one.patience().toNanos()).orElse(0L);
    }

    /** How long until the server is asked again for the sake of the routers on the way. */
    long keepAliveNanos() {
        return server.map(one -> one.keepAlive().toNanos()).orElse(Long.MAX_VALUE / 4);
    }

    RandomGenerator random() {
        return random;
    }

    /** Whether a call may wait for the server. Own thread. */
    boolean trusted(long nowNanos) {
        return !distrusted || nowNanos - distrustedAtNanos >= DISTRUST_NANOS;
    }

    /** The server answered, or did not. Own thread. */
    void heard(boolean answered, long nowNanos) {
        if (answered) {
            distrusted = false;
            return;
        }
        if (!distrusted) {
            LOG.info("The STUN server does not answer: calls go without a mapped address");
        }
        distrusted = true;
        distrustedAtNanos = nowNanos;
        locate();
    }

    void execute(Runnable work) {
        later(work, 0);
    }

    void later(Runnable work, long nanos) {
        try {
            worker.schedule(
                    () -> {
                        try {
                            work.run();
                        } catch (RuntimeException fault) {
                            LOG.error("Finding a way through routers failed; going on", fault);
                        }
                    },
                    nanos,
                    TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closing) {
            LOG.debug("The engine is closed");
        }
    }

    @Override
    public void close() {
        worker.shutdownNow();
    }
}
