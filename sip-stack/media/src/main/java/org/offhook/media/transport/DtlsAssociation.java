package org.offhook.media.transport;

import java.io.IOException;
import java.util.Optional;
import org.offhook.core.media.MediaPlan.DtlsPeer;
import org.offhook.core.media.MediaPlan.DtlsRole;
import org.offhook.core.media.MediaPlan.Keys;
import org.offhook.core.media.SrtpKey;
import org.offhook.core.media.SrtpSuite;
import org.offhook.rtp.dtls.DtlsCertificate;
import org.offhook.rtp.dtls.DtlsHandshake;
import org.offhook.rtp.dtls.DtlsKeys;
import org.offhook.rtp.dtls.DtlsLink;
import org.offhook.rtp.dtls.DtlsTerms;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The handshake of one socket of a call, on a thread of its own, which neither the loop nor the media clock nor the receiving thread
 * ever waits for. A peer that does not begin, or gives up, may try again as long as the call lives: whether the call can wait for it is for
 * signalling to say.
 */
final class DtlsAssociation {

    private static final Logger LOG = LoggerFactory.getLogger(DtlsAssociation.class);
    /** How long a peer may take until its first word, from the plan that wanted it. */
    private static final long PATIENCE_NANOS = 10_000_000_000L;

    private static final long LOOK_MILLIS = 500;

    /** Is told on the association's own thread. */
    interface Observer {
        void secured();

        /** @param impostor somebody with another certificate was there: it is not tried again */
        void failed(boolean impostor);
    }

    private final DtlsCertificate own;
    private final DtlsPeer peer;
    private final DtlsLink link;
    private final Observer observer;
    private volatile Optional<Keys> keys = Optional.empty();
    private volatile long wantedSinceNanos = System.nanoTime();

    DtlsAssociation(DtlsCertificate own, DtlsPeer peer, DtlsLink.Outgoing outgoing, Observer observer) {
        this.own = own;
        this.peer = peer;
        this.observer = observer;
        link = new DtlsLink(outgoing);
    }

    void begin() {
        // No virtual one: several at once in the static initialisers of the ciphers have been seen to hold up each
        // other for good.
        Thread.ofPlatform().daemon().name("dtls-handshake").start(this::run);
    }

    DtlsPeer peer() {
        return peer;
    }

    /** Empty until the handshake is done. */
    Optional<Keys> keys() {
        return keys;
    }

    /** A plan wants it still: patience begins anew. */
    void wanted() {
        wantedSinceNanos = System.nanoTime();
    }

    boolean offer(byte[] datagram, int length) {
        return link.offer(datagram, length);
    }

    long refused() {
        return link.refused();
    }

    void close() {
        link.close();
    }

    private void run() {
        try {
            while (!link.closed()) {
                if (mayBegin() && attempt()) {
                    return;
                }
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    /** The server waits for the first word, so that the time it takes counts from there. */
    private boolean mayBegin() throws InterruptedException {
        if (peer.role() == DtlsRole.CLIENT || link.await(LOOK_MILLIS)) {
            return true;
        }
        if (System.nanoTime() - wantedSinceNanos > PATIENCE_NANOS && !link.closed()) {
            wanted();
            LOG.info("The far end has not begun the DTLS handshake in time");
            observer.failed(false);
        }
        return false;
    }

    /** Whether it is over, one way or the other. */
    private boolean attempt() throws InterruptedException {
        DtlsTerms terms = new DtlsTerms(
                peer.role() == DtlsRole.CLIENT,
                peer.fingerprint().hash(),
                peer.fingerprint().value());
        try {
            DtlsHandshake.Secured done = new DtlsHandshake(own, terms, link).run();
            keys = Optional.of(keys(done.keys()));
            observer.secured();
            done.linger();
            return true;
        } catch (DtlsHandshake.Impostor other) {
            LOG.warn("The far end showed another certificate than signalling named: no speech is exchanged");
            observer.failed(true);
            return true;
        } catch (IOException failed) {
            if (!link.closed()) {
                LOG.info("The DTLS handshake failed: {}", failed.getMessage());
                observer.failed(false);
                link.await(LOOK_MILLIS);
            }
            return false;
        }
    }

    private static Keys keys(DtlsKeys found) {
        SrtpSuite suite = SrtpSuite.valueOf(found.profile().name());
        return new Keys(SrtpKey.of(suite, found.send()), SrtpKey.of(suite, found.receive()));
    }
}
