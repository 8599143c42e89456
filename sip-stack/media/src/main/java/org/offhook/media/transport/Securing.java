package org.offhook.media.transport;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.offhook.core.media.MediaPlan;
import org.offhook.core.media.MediaPlan.DtlsPeer;
import org.offhook.core.media.MediaPlan.Keys;
import org.offhook.core.media.MediaPlan.RtpStream;
import org.offhook.media.stream.StreamKeys;
import org.offhook.rtp.Counter;
import org.offhook.rtp.dtls.DtlsCertificate;
import org.offhook.rtp.dtls.DtlsLink;

/**
 * Where the keys of one session come from: SDP, or two handshakes, since speech and reports have a socket each (RFC 5764 §3). Without
 * keys of speech there is no speech; a peer that does no handshake for its reports has none.
 *
 * <p>{@link #follow} and {@link #begin} belong to whoever applies plans, under the session's lock; datagrams to the receiving thread.
 */
final class Securing {

    /** Which of the two sockets. */
    enum Socket {
        SPEECH,
        REPORTS
    }

    /** What the session does when something changes. Called on a handshake's thread. */
    interface Session {
        void send(Socket socket, byte[] datagram, int offset, int length);

        /** There are new keys: the plan is to be applied again. */
        void keysChanged(Socket socket);

        void failed(boolean impostor);
    }

    private final Session session;
    private final Counter refused = new Counter();
    private @Nullable DtlsCertificate own;
    private volatile @Nullable DtlsAssociation speech;
    private volatile @Nullable DtlsAssociation reports;
    private boolean fresh;

    Securing(Session session) {
        this.session = session;
    }

    void identity(DtlsCertificate certificate) {
        own = certificate;
    }

    /** What a plan is to be encrypted with now. */
    StreamKeys follow(MediaPlan plan) {
        RtpStream stream = plan.stream().orElse(null);
        if (stream == null) {
            return new StreamKeys.Plain(); // nothing flows, and nothing is forgotten
        }
        Optional<DtlsPeer> peer = stream.dtls();
        if (peer.isPresent()) {
            return handshake(peer.get());
        }
        close();
        return stream.keys().<StreamKeys>map(StreamKeys.Shared::new).orElseGet(StreamKeys.Plain::new);
    }

    private StreamKeys handshake(DtlsPeer peer) {
        DtlsAssociation running = speech;
        if (running != null && running.peer().equals(peer)) {
            running.wanted();
            Optional<Keys> ofReports = Optional.ofNullable(reports).flatMap(DtlsAssociation::keys);
            return running.keys()
                    .<StreamKeys>map(keys -> new StreamKeys.Apart(keys, ofReports))
                    .orElseGet(StreamKeys.Awaited::new);
        }
        close();
        DtlsCertificate certificate = own;
        if (certificate == null) {
            throw new IllegalStateException("a handshake was agreed on without a certificate");
        }
        speech = new DtlsAssociation(certificate, peer, out(Socket.SPEECH), observer(Socket.SPEECH));
        reports = new DtlsAssociation(certificate, peer, out(Socket.REPORTS), observer(Socket.REPORTS));
        fresh = true;
        return new StreamKeys.Awaited();
    }

    private DtlsLink.Outgoing out(Socket socket) {
        return (datagram, offset, length) -> session.send(socket, datagram, offset, length);
    }

    private DtlsAssociation.Observer observer(Socket socket) {
        return new DtlsAssociation.Observer() {
            @Override
            public void secured() {
                session.keysChanged(socket);
            }

            @Override
            public void failed(boolean impostor) {
                // Reports are worth no call; an impostor there is none of ours either.
                if (socket == Socket.SPEECH || impostor) {
                    session.failed(impostor);
                }
            }
        };
    }

    /** Starts what {@link #follow} made, now that the plan says where to send. */
    void begin() {
        if (fresh) {
            fresh = false;
            DtlsAssociation one = speech;
            DtlsAssociation other = reports;
            if (one != null && other != null) {
                one.begin();
                other.begin();
            }
        }
    }

    /** Takes a datagram that is meant for a handshake; false when it is meant for something else. */
    boolean takes(Socket socket, byte[] datagram, int length) {
        if (!DtlsLink.meant(datagram, length)) {
            return false;
        }
        DtlsAssociation running = socket == Socket.SPEECH ? speech : reports;
        if (running == null || !running.offer(datagram, length)) {
            refused.increment();
        }
        return true;
    }

    /** Datagrams that looked like DTLS and were of no use. Any thread. */
    long refused() {
        return refused.get();
    }

    void close() {
        DtlsAssociation one = speech;
        DtlsAssociation other = reports;
        speech = null;
        reports = null;
        if (one != null) {
            one.close();
        }
        if (other != null) {
            other.close();
        }
    }
}
