package org.offhook.media;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.offhook.core.media.DtlsIdentity;
import org.offhook.core.media.Fingerprint;
import org.offhook.core.media.IceCredentials;
import org.offhook.core.media.LocalMedia;
import org.offhook.core.media.MediaTerms;
import org.offhook.core.media.ReflexiveAddress;
import org.offhook.core.media.SrtpKey;
import org.offhook.core.media.SrtpSuite;
import org.offhook.media.transport.MediaClock;
import org.offhook.media.transport.NatTraversal;
import org.offhook.media.transport.PortRange;
import org.offhook.media.transport.RtpReceiver;
import org.offhook.media.transport.RtpSession;
import org.offhook.media.transport.SecuringListener;
import org.offhook.media.transport.SessionPool;
import org.offhook.media.transport.StunServer;
import org.offhook.rtp.dtls.DtlsCertificate;

/**
 * The threads and sockets that any number of calls share: a clock that paces sending, a thread that receives, and ports
 * bound ahead. The phone has one; the practice exchange's far ends have another.
 */
public final class MediaEngine implements AutoCloseable {

    /** RFC 8842 §4 wants 120 random bits at least; an ICE password has 128 (RFC 8445 §5.3). */
    private static final int TOKEN_BYTES = 16;

    /** 24 bits are asked for (RFC 8445 §5.3). */
    private static final int FRAGMENT_BYTES = 4;

    private final MediaClock clock;
    private final RtpReceiver receiver;
    private final SessionPool sessions;
    private final SecureRandom random = new SecureRandom();
    private final String name;
    private final Optional<StunServer> stunServer;
    private Optional<NatTraversal> traversal = Optional.empty();
    private final AtomicBoolean preparing = new AtomicBoolean();
    private final FutureTask<DtlsCertificate> certificate =
            new FutureTask<>(() -> DtlsCertificate.selfSigned(random, Instant.now()));

    /**
     * Starts the threads, named {@code <name>-clock}, {@code <name>-receive} and {@code <name>-sockets}.
     *
     * @param address local address to bind; the wildcard to be reachable on every one
     * @throws UncheckedIOException when the system has no selector to give, which means it has no descriptors left
     */
    public MediaEngine(String name, InetAddress address, PortRange ports) {
        this(name, address, ports, Optional.empty());
    }

    /** @param stunServer who is asked how a call's sockets look from outside */
    public MediaEngine(String name, InetAddress address, PortRange ports, Optional<StunServer> stunServer) {
        this.name = name;
        this.stunServer = stunServer;
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

    /** Makes the certificate of handshakes, if calls may want one, on a thread of its own. Once is enough. */
    public void prepareIdentity(MediaTerms terms) {
        if (terms.encryption().offered() && preparing.compareAndSet(false, true)) {
            Thread.ofPlatform().daemon().name(name + "-certificate").start(certificate);
        }
    }

    /**
     * Finds out how a session is seen from outside, where a STUN server was named, and lets it check candidates, where the terms say so.
     *
     * @param told within the server's patience: at once where nobody is asked, else on the {@code <name>-stun} thread
     * @param remapped told after that, on the same thread, whenever the server sees the sockets elsewhere
     */
    void locate(
            RtpSession session,
            MediaTerms terms,
            Consumer<Optional<ReflexiveAddress>> told,
            Consumer<ReflexiveAddress> remapped) {
        if (stunServer.isPresent() || terms.ice()) {
            traversal().serve(session);
        }
        if (stunServer.isPresent()) {
            session.discover(told, remapped);
        } else {
            told.accept(Optional.empty());
        }
    }

    /**
     * Finds out how a session is seen from outside once this machine is at another address.
     *
     * @param address numeric, the new one
     * @param told at once where nobody is asked, else within the server's patience; empty where nobody knows, or nothing differs
     */
    void relocate(RtpSession session, String address, Consumer<Optional<ReflexiveAddress>> told) {
        if (stunServer.isPresent()) {
            session.discoverAnew(seen -> told.accept(differing(seen, address, session)));
        } else {
            told.accept(Optional.empty());
        }
    }

    /** Without a router on the way there is nothing to tell. */
    private static Optional<ReflexiveAddress> differing(
            Optional<ReflexiveAddress> outside, String address, RtpSession session) {
        int port = session.rtpPort();
        ReflexiveAddress inside = new ReflexiveAddress(address, port, address, port + 1);
        return outside.filter(seen -> !seen.equals(inside));
    }

    /** Looks the STUN server's name up before the first call wants it. */
    void prepareTraversal() {
        if (stunServer.isPresent()) {
            traversal();
        }
    }

    private synchronized NatTraversal traversal() {
        NatTraversal known = traversal.orElseGet(() -> new NatTraversal(name + "-stun", stunServer));
        traversal = Optional.of(known);
        return known;
    }

    /** Whether {@link #described} would not have to wait. */
    boolean identityReady(MediaTerms terms) {
        return !terms.encryption().offered() || certificate.isDone();
    }

    /**
     * What a call may say of its sockets. Waits for the certificate where it is not ready.
     *
     * @param outside what {@link #locate} found
     * @param secured is told how the call's handshakes go
     */
    LocalMedia described(
            String address,
            RtpSession session,
            MediaTerms terms,
            Optional<ReflexiveAddress> outside,
            SecuringListener secured) {
        Optional<DtlsIdentity> identity = Optional.empty();
        if (terms.encryption().offered()) {
            prepareIdentity(terms);
            DtlsCertificate own = certificate();
            session.secureBy(own, secured);
            identity = Optional.of(new DtlsIdentity(new Fingerprint("sha-256", own.fingerprint()), token(TOKEN_BYTES)));
        }
        Optional<IceCredentials> ice = terms.ice()
                ? Optional.of(new IceCredentials(token(FRAGMENT_BYTES), token(TOKEN_BYTES)))
                : Optional.empty();
        return new LocalMedia(
                address,
                session.rtpPort(),
                terms,
                freshKeys(terms),
                identity,
                differing(outside, address, session),
                ice);
    }

    private String token(int bytes) {
        byte[] token = new byte[bytes];
        random.nextBytes(token);
        return HexFormat.of().formatHex(token);
    }

    private DtlsCertificate certificate() {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return certificate.get();
                } catch (InterruptedException again) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw new IllegalStateException("no certificate could be made", e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** A key for each suite that a call may offer: never used again for another (RFC 4568 §6.1). Any thread. */
    private List<SrtpKey> freshKeys(MediaTerms terms) {
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
        synchronized (this) {
            traversal.ifPresent(NatTraversal::close);
        }
        sessions.close();
        receiver.close();
    }
}
