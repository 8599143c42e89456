package org.offhook.sip;

import gov.nist.javax.sip.ListeningPointImpl;
import gov.nist.javax.sip.parser.MessageParser;
import gov.nist.javax.sip.stack.HopImpl;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import javax.sip.ListeningPoint;
import javax.sip.SipListener;
import javax.sip.SipProvider;
import javax.sip.address.Hop;
import org.offhook.core.account.Transport;
import org.offhook.core.error.ErrorCode;
import org.offhook.sip.guard.GuardCounters;
import org.offhook.sip.guard.JainThreads;
import org.offhook.sip.guard.TamedNetworkLayer;
import org.offhook.sip.guard.TamedSipStack;

/** One generation of a node's stack: opened once, closed once, replaced when it went deaf. */
final class RunningStack {
    private static final long STOP_LIMIT_MILLIS = 1_500;
    private static final long END_LIMIT_NANOS = 500_000_000L;

    private final JainThreads threads;
    private final TamedNetworkLayer network;
    private final TamedSipStack stack;
    private final SipProvider provider;
    private final Map<Transport, InetSocketAddress> listening;

    private RunningStack(
            JainThreads threads,
            TamedNetworkLayer network,
            TamedSipStack stack,
            SipProvider provider,
            Map<Transport, InetSocketAddress> listening) {
        this.threads = threads;
        this.network = network;
        this.stack = stack;
        this.provider = provider;
        this.listening = listening;
    }

    static RunningStack open(
            SipNodeSettings settings,
            GuardedListener listener,
            GuardCounters counters,
            Function<MessageParser, MessageParser> wrapParser)
            throws SipNodeException {
        if (settings.loopbackOnly() && !settings.address().isLoopbackAddress()) {
            throw new SipNodeException(
                    ErrorCode.CONFIGURATION_INVALID,
                    "a loopback-only node cannot listen elsewhere",
                    new IllegalArgumentException("address"));
        }
        TamedNetworkLayer network = new TamedNetworkLayer(
                settings.tls(),
                peer -> !settings.loopbackOnly() || peer.isLoopbackAddress(),
                listener::connectionClosed);
        try {
            Map<Transport, InetSocketAddress> listening = bind(settings, network);
            JainThreads threads = new JainThreads("sip-" + settings.name(), counters);
            return threads.call(() -> {
                TamedSipStack stack =
                        TamedSipStack.build("sip-" + settings.name(), threads, network, counters, wrapParser);
                return start(threads, network, stack, listener, listening);
            });
        } catch (SipNodeException known) {
            network.closeAll();
            throw known;
        } catch (Exception failed) {
            network.closeAll();
            throw new SipNodeException(ErrorCode.INTERNAL, "the SIP stack does not start", failed);
        }
    }

    private static Map<Transport, InetSocketAddress> bind(SipNodeSettings settings, TamedNetworkLayer network)
            throws SipNodeException {
        Map<Transport, InetSocketAddress> listening = new EnumMap<>(Transport.class);
        for (Map.Entry<Transport, Integer> wanted : new EnumMap<>(settings.ports()).entrySet()) {
            int port = wanted.getValue();
            try {
                int bound = switch (wanted.getKey()) {
                    case UDP -> network.bindUdp(settings.address(), port);
                    case TCP -> network.bindTcp(settings.address(), port);
                    case TLS -> network.bindTls(settings.address(), port);
                };
                listening.put(wanted.getKey(), new InetSocketAddress(settings.address(), bound));
            } catch (BindException taken) {
                boolean notOurs = String.valueOf(taken.getMessage())
                        .toLowerCase(Locale.ROOT)
                        .contains("assign");
                throw new SipNodeException(
                        notOurs ? ErrorCode.NETWORK_GONE : ErrorCode.SIP_PORT_TAKEN,
                        (notOurs ? "address is not of this machine: " : "port taken: ") + wanted.getKey() + " " + port,
                        taken);
            } catch (IOException failed) {
                boolean tls = wanted.getKey() == Transport.TLS;
                throw new SipNodeException(
                        tls ? ErrorCode.CONFIGURATION_INVALID : ErrorCode.NETWORK_GONE,
                        "cannot listen for " + wanted.getKey(),
                        failed);
            }
        }
        return Map.copyOf(listening);
    }

    private static RunningStack start(
            JainThreads threads,
            TamedNetworkLayer network,
            TamedSipStack stack,
            SipListener listener,
            Map<Transport, InetSocketAddress> listening)
            throws Exception {
        SipProvider provider = null;
        for (Map.Entry<Transport, InetSocketAddress> entry : listening.entrySet()) {
            InetSocketAddress at = entry.getValue();
            ListeningPoint point = stack.createListeningPoint(
                    at.getAddress().getHostAddress(),
                    at.getPort(),
                    entry.getKey().name());
            if (provider == null) {
                provider = stack.createSipProvider(point);
                provider.addSipListener(listener);
            } else {
                provider.addListeningPoint(point);
            }
        }
        if (provider == null) {
            throw new IllegalStateException("no transport");
        }
        return new RunningStack(threads, network, stack, provider, listening);
    }

    SipProvider provider() {
        return provider;
    }

    TamedSipStack stack() {
        return stack;
    }

    TamedNetworkLayer network() {
        return network;
    }

    Map<Transport, InetSocketAddress> listening() {
        return listening;
    }

    static Hop hop(SipTarget target) {
        return new HopImpl(
                SipMessages.literal(target.address().getAddress()),
                target.address().getPort(),
                target.transport().name());
    }

    /** Sends a double CRLF on the connection to {@code target} (RFC 5626 §4.4.1), opening one if there is none. */
    void ping(SipTarget target) throws IOException {
        if (provider.getListeningPoint(target.transport().name()) instanceof ListeningPointImpl point) {
            point.sendHeartbeat(
                    SipMessages.literal(target.address().getAddress()),
                    target.address().getPort());
        }
    }

    /** Closes sockets at once, then waits a bounded time for threads to go. */
    void close() {
        network.closeAll();
        Thread stopper = new Thread(
                threads.getParent(),
                () -> {
                    // The stack sleeps a second in its stop; an interrupt beforehand spares us that.
                    Thread.currentThread().interrupt();
                    try {
                        stack.stop();
                    } catch (Throwable halfOpen) { // a stack that never got going cannot be stopped twice
                        network.closeAll();
                    }
                    Thread.interrupted();
                },
                "sip-stop");
        stopper.setDaemon(true);
        stopper.start();
        try {
            stopper.join(STOP_LIMIT_MILLIS);
            Thread[] left = threads.threads();
            for (Thread thread : left) {
                thread.interrupt();
            }
            awaitEnd(left);
        } catch (InterruptedException stopWaiting) {
            Thread.currentThread().interrupt();
        }
    }

    /** A port is free when the thread that waits at it has come back from the system, not when its socket is closed: whoever opens anew may want it. */
    private static void awaitEnd(Thread[] threads) throws InterruptedException {
        long limit = System.nanoTime() + END_LIMIT_NANOS;
        for (Thread thread : threads) {
            long nanos = limit - System.nanoTime();
            if (nanos > 0 && !thread.equals(Thread.currentThread())) {
                thread.join(Duration.ofNanos(nanos));
            }
        }
    }
}
