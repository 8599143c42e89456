package org.offhook.media.transport;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.offhook.core.media.MediaPlan;
import org.offhook.core.media.MediaStatistics;
import org.offhook.core.media.ReflexiveAddress;
import org.offhook.media.stream.HeardQuality;
import org.offhook.media.stream.Protection;
import org.offhook.media.stream.ReceiveStream;
import org.offhook.media.stream.RtcpExchange;
import org.offhook.media.stream.SendStream;
import org.offhook.media.stream.StreamPlan;
import org.offhook.rtp.Counter;
import org.offhook.rtp.dtls.DtlsCertificate;
import org.offhook.rtp.dtmf.TelephoneEventReceiver;
import org.offhook.rtp.packet.RtpPacket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One call's sockets and streams. The plan is given by any one thread; {@link #send} belongs to the media clock,
 * {@link #pull} to whoever plays, the rest to the receiving thread.
 */
public final class RtpSession implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RtpSession.class);
    private static final int DATAGRAM_BYTES = 2048;
    /** Read at most this many datagrams at a time, so that a flood on one call cannot starve another. */
    private static final int BURST = 64;

    private static final long EVENT_POLL_MILLIS = 50;

    private final RtpReceiver receiver;
    private final SocketPair sockets;
    private final SendStream sent;
    private final ReceiveStream received;
    private final RtcpExchange reports;
    private final CallSocket rtp;
    private final CallSocket rtcp;

    private final ByteBuffer sending = ByteBuffer.allocateDirect(DATAGRAM_BYTES);
    private final ByteBuffer reporting = ByteBuffer.allocateDirect(DATAGRAM_BYTES);
    private final byte[] datagram = new byte[DATAGRAM_BYTES];
    private final byte[] report = new byte[DATAGRAM_BYTES];

    private final Counter acceptedPackets = new Counter();
    private final Counter earlyPackets = new Counter();

    private final SilenceDoubt silence = new SilenceDoubt();

    private final Object applying = new Object();
    private final Securing securing = new Securing(new HandshakeSide());
    private volatile StreamPlan plan = StreamPlan.NOTHING;
    private volatile SecuringListener secured = SecuringListener.NONE;
    private volatile TelephoneEventReceiver.Sink digits = (digit, ticks) -> {};
    private volatile boolean closing;
    /** Nothing goes out to the peer, who is being told to talk to somebody else. */
    private volatile boolean hushed;
    /** Null where nobody is asked how the sockets look, and no candidates are checked. */
    private volatile @Nullable Connectivity connectivity;

    /**
     * Opens a session on sockets it then owns, and starts receiving.
     *
     * @throws IOException when the receiver cannot watch the sockets
     */
    public RtpSession(RtpReceiver receiver, SocketPair sockets, RandomGenerator random) throws IOException {
        this.receiver = receiver;
        this.sockets = sockets;
        rtp = new CallSocket(sockets.rtp(), 1, StreamPlan.NOTHING.remoteRtp());
        rtcp = new CallSocket(sockets.rtcp(), 2, StreamPlan.NOTHING.remoteRtcp());
        sent = new SendStream(random);
        received = new ReceiveStream((digit, ticks) -> digits.digit(digit, ticks));
        // RFC 7022 §4.2: a per-session CNAME of 96 random bits says nothing about the agent or the machine.
        byte[] cname = new byte[12];
        random.nextBytes(cname);
        reports = new RtcpExchange(
                sent, received.reception(), HexFormat.of().formatHex(cname), random, System.nanoTime());
        reports.metricsBy(metrics -> HeardQuality.fill(metrics, received, plan, reports.roundTripMillis()));
        reports.rehearse();
        receiver.attach(this);
    }

    /** The handshakes' way to the sockets and to the plan. */
    private final class HandshakeSide implements Securing.Session {
        @Override
        public void send(Securing.Socket socket, byte[] datagram, int offset, int length) {
            if (hushed) {
                return;
            }
            StreamPlan now = plan;
            ByteBuffer packet = ByteBuffer.wrap(datagram, offset, length);
            switch (socket) {
                case SPEECH -> rtp.send(packet, rtp.target(now.revision(), now.remoteRtp()));
                case REPORTS -> rtcp.send(packet, rtcp.target(now.revision(), now.remoteRtcp()));
            }
        }

        @Override
        public void keysChanged(Securing.Socket socket) {
            synchronized (applying) {
                follow(plan.plan());
            }
            if (socket == Securing.Socket.SPEECH) {
                secured.secured();
            }
        }

        @Override
        public void failed(boolean impostor) {
            secured.failed(impostor);
        }
    }

    /** What handshakes of this session show, and who is told of them. Before the first plan. */
    public void secureBy(DtlsCertificate certificate, SecuringListener listener) {
        securing.identity(certificate);
        secured = listener;
        rtp.holdHandshakes();
        rtcp.holdHandshakes();
    }

    /** Lets the session ask and check how it is reached. Before the first plan; a second time changes nothing. */
    void reachBy(NatTraversal traversal) {
        if (connectivity == null) {
            connectivity = new Connectivity(traversal, rtp, rtcp);
        }
    }

    /** Asks the STUN server how the sockets look; told within a bounded time, empty where nobody knows, and later on whenever they look otherwise. */
    public void discover(Consumer<Optional<ReflexiveAddress>> told, Consumer<ReflexiveAddress> remapped) {
        Connectivity asking = connectivity;
        if (asking == null) {
            told.accept(Optional.empty());
        } else {
            asking.watch(remapped);
            asking.discover(Connectivity.Trust.EARNED, told);
        }
    }

    /** The same after this machine's address has changed; a server that was silent before is waited for again. */
    public void discoverAnew(Consumer<Optional<ReflexiveAddress>> told) {
        Connectivity asking = connectivity;
        if (asking == null) {
            told.accept(Optional.empty());
        } else {
            asking.discover(Connectivity.Trust.ANEW, told);
        }
    }

    /** Tells telephone events to someone from now on, on the receiving thread. */
    public void digitsTo(TelephoneEventReceiver.Sink sink) {
        digits = sink;
    }

    SocketPair sockets() {
        return sockets;
    }

    /** The even port that RTP uses. */
    public int rtpPort() {
        return sockets.rtpPort();
    }

    /** Makes a plan hold from the next frame on. Returns at once. */
    public void apply(MediaPlan newPlan) {
        hushed = false;
        follow(newPlan);
    }

    /** Sends nothing more to the peer until a plan is applied again, not even BYE. What comes is still heard. Any thread. */
    public void hush() {
        hushed = true;
    }

    private void follow(MediaPlan newPlan) {
        synchronized (applying) { // only a handshake that is done applies a plan, too
            try {
                StreamPlan next = new StreamPlan(newPlan, plan, sent.ssrc(), securing.follow(newPlan));
                received.prepare(next);
                plan = next;
                Connectivity checking = connectivity;
                if (checking != null) {
                    checking.follow(newPlan.stream().flatMap(MediaPlan.RtpStream::ice));
                }
                securing.begin();
                if (rtp.holds()) {
                    receiver.wake(); // what came before this plan may be its peer's
                }
            } catch (IllegalStateException noCipher) {
                // Silence is better than speech in the clear.
                LOG.error("The stream cannot be encrypted, so nothing is sent: {}", noCipher.getMessage());
                plan = StreamPlan.NOTHING;
            }
        }
    }

    /** What holds now. */
    public StreamPlan plan() {
        return plan;
    }

    /** Queues a digit; false when it is none, or too many wait. One thread only. */
    public boolean enterDigit(char digit) {
        return sent.enter(digit, plan);
    }

    /** The sending half. */
    public SendStream sent() {
        return sent;
    }

    /** The receiving half. */
    public ReceiveStream received() {
        return received;
    }

    /**
     * Takes a frame of 10 or 20 ms and sends what the plan says. Media clock only.
     *
     * @param rateHertz of the frame's samples
     */
    public void send(short[] frame, int offset, int samples, int rateHertz) {
        StreamPlan now = plan;
        int loss = reports.expectedLossPercent();
        if (loss >= 0) {
            now.expectLoss(loss);
        }
        int length = sent.next(frame, offset, samples, rateHertz, now, System.nanoTime());
        Protection protection = now.protection();
        if (protection != null && length > 0) {
            length = protection.sender().protect(sent.packet(), length);
        }
        if (length > 0 && !hushed) {
            sending.clear();
            sending.put(sent.packet(), 0, length).flip();
            rtp.send(sending, rtp.target(now.revision(), now.remoteRtp()));
        }
    }

    /** Frames were left out since the clock was held up. Media clock only. */
    public void skip(int frames) {
        sent.skip(frames);
    }

    /**
     * Produces what the ear hears next. Playing thread only.
     *
     * @param rateHertz the rate it is wanted in
     */
    public void pull(short[] into, int offset, int samples, int rateHertz, long nowNanos) {
        received.pull(into, offset, samples, rateHertz, plan, nowNanos);
    }

    void readRtp() {
        StreamPlan now = plan;
        rtp.signalled(now.revision(), now.remoteRtp());
        Protection protection = now.protection();
        for (int i = 0; i < BURST; i++) {
            int length = rtp.read(datagram, closing);
            if (length < 0) {
                return;
            }
            if (securing.takes(Securing.Socket.SPEECH, datagram, length)) {
                length = 0;
            }
            long nanos = System.nanoTime();
            int plain = length > 0 && protection != null ? protection.unprotect(datagram, length, nanos) : length;
            if (plain > 0 && now.awaitsKeys() && RtpPacket.mayBegin(datagram[0])) {
                earlyPackets.increment();
            } else if (plain > 0 && received.accept(datagram, plain, now, nanos)) {
                acceptedPackets.increment();
                silence.heard(nanos);
            }
        }
    }

    void readRtcp() {
        StreamPlan now = plan;
        rtcp.signalled(now.revision(), now.remoteRtcp());
        Protection protection = now.reportProtection();
        for (int i = 0; i < BURST; i++) {
            int length = rtcp.read(datagram, closing);
            if (length < 0) {
                return;
            }
            if (securing.takes(Securing.Socket.REPORTS, datagram, length)) {
                length = 0;
            }
            int plain = length > 0 && protection != null ? protection.unprotectReport(datagram, length) : length;
            if (plain > 0 && now.reports()) {
                reports.accept(datagram, plain, System.nanoTime(), System.currentTimeMillis());
            }
        }
    }

    /** Does what is due; returns the milliseconds until something is again. Receiving thread. */
    long poll(long nowNanos) {
        if (received.eventPending()) {
            received.pollEvents(nowNanos);
        }
        StreamPlan now = plan;
        if (now.plan().stream().isEmpty()) {
            return Long.MAX_VALUE;
        }
        if (rtp.holds()) {
            releaseHandshakes(now);
        }
        if (reports.dueNanos() - nowNanos <= 0) {
            report(now, nowNanos, false);
        }
        long due = (reports.dueNanos() - nowNanos) / 1_000_000 + 1;
        Connectivity asking = connectivity;
        if (asking != null && now.plan().direction().receives()) {
            due = Math.min(due, silence.poll(nowNanos, asking::doubt));
        }
        return received.eventPending() ? Math.min(due, EVENT_POLL_MILLIS) : due;
    }

    private void releaseHandshakes(StreamPlan now) {
        rtp.signalled(now.revision(), now.remoteRtp());
        rtcp.signalled(now.revision(), now.remoteRtcp());
        rtp.release(first -> securing.takes(Securing.Socket.SPEECH, first, first.length));
        rtcp.release(first -> securing.takes(Securing.Socket.REPORTS, first, first.length));
    }

    private void report(StreamPlan now, long nowNanos, boolean goodbye) {
        int length = reports.report(nowNanos, System.currentTimeMillis(), goodbye);
        if (!now.reports() || hushed) {
            return;
        }
        Protection protection = now.reportProtection();
        if (protection != null) {
            System.arraycopy(reports.packet(), 0, report, 0, length);
            length = protection.sender().protectReport(report, length);
            if (length == 0) {
                return;
            }
        }
        reporting.clear();
        reporting.put(protection == null ? reports.packet() : report, 0, length).flip();
        rtcp.signalled(now.revision(), now.remoteRtcp());
        rtcp.send(reporting, rtcp.target(now.revision(), now.remoteRtcp()));
    }

    boolean closing() {
        return closing;
    }

    /** Says BYE if anything was ever agreed (RFC 3550 §6.6), and gives the ports back. Receiving thread. */
    void finish() {
        StreamPlan now = plan;
        if (now.plan().stream().isPresent() && sent.packets() > 0) {
            report(now, System.nanoTime(), true);
        }
        securing.close();
        Connectivity checking = connectivity;
        if (checking != null) {
            checking.close();
        }
        sockets.close();
    }

    /** Ends the session; the receiving thread says BYE and closes the sockets. Returns at once. */
    @Override
    public void close() {
        closing = true;
        receiver.wake();
    }

    /** The counters now. Any thread. */
    public MediaStatistics statistics() {
        return new MediaStatistics(
                sent.packets(),
                acceptedPackets.get(),
                received.reception().totalLost(),
                received.rejected()
                        + wrongSources()
                        + reports.rejected()
                        + notAuthentic()
                        + securing.refused()
                        + notChecked(),
                received.playout().concealedSamples(),
                received.reception().jitterMillis(),
                received.jitter().delayMillis(),
                reports.roundTripMillis(),
                received.playout().latePackets(),
                received.playout().restoredSamples(),
                reports.remoteLossShare() < 0 ? -1 : 100 * reports.remoteLossShare(),
                earlyPackets.get() + rtp.held() + rtcp.held());
    }

    private long notChecked() {
        Connectivity checking = connectivity;
        return checking == null ? 0 : checking.refused();
    }

    private long notAuthentic() {
        StreamPlan now = plan;
        Protection speech = now.protection();
        Protection ofReports = now.reportProtection();
        long both = speech == null ? 0 : speech.refused();
        return ofReports == null || ofReports.equals(speech) ? both : both + ofReports.refused();
    }

    /** Datagrams from elsewhere than the peer. Any thread. */
    public long wrongSources() {
        return rtp.wrongSources() + rtcp.wrongSources();
    }

    /** Packets that could not be sent. Any thread. */
    public long sendFailures() {
        return rtp.sendFailures() + rtcp.sendFailures();
    }
}
