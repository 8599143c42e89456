package org.offhook.media.stream;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.offhook.rtp.Counter;
import org.offhook.rtp.rtcp.NtpTimestamps;
import org.offhook.rtp.rtcp.ReceptionStatistics;
import org.offhook.rtp.rtcp.RtcpReader;
import org.offhook.rtp.rtcp.RtcpWriter;
import org.offhook.rtp.rtcp.VoipMetrics;

/**
 * The reports of one call: ours every 5 s or so (RFC 3550 §6.2, §6.3.1), and what the peer's tell. Owned by the receiving
 * thread; the figures may be read by any.
 */
public final class RtcpExchange {

    /** RFC 3550 §6.2: the recommended least interval. */
    private static final long INTERVAL_NANOS = 5_000_000_000L;

    private static final double NOT_KNOWN = -1;

    /** RFC 3611 §4.7.5: ten times the opinion score. */
    private static final int LEAST_TENTHS = 10;

    private static final int MOST_TENTHS = 50;

    private final SendStream sent;
    private final ReceptionStatistics reception;
    private final RandomGenerator random;
    private final RtcpWriter writer;
    private final Counter rejected = new Counter();

    private long dueNanos;
    private long packetsAtLastReport;
    private int lastSenderReport;
    private long lastSenderReportNanos;
    private volatile double roundTripMillis = NOT_KNOWN;
    private volatile double remoteLossShare = NOT_KNOWN;
    private volatile int expectedLoss = -1;
    private volatile boolean goodbyeHeard;
    private volatile double remoteOpinion = NOT_KNOWN;
    private Optional<Consumer<VoipMetrics>> metricsBy = Optional.empty();
    private final VoipMetrics metrics = new VoipMetrics();

    private long readingNanos;
    private long readingEpochMillis;

    private final RtcpReader.Sink sink = new RtcpReader.Sink() {
        @Override
        public void senderReport(int ssrc, long ntp, int rtpTimestamp, long packets, long payloadBytes) {
            lastSenderReport = NtpTimestamps.middle(ntp);
            lastSenderReportNanos = readingNanos;
        }

        @Override
        public void reportBlock(
                int reporter,
                int about,
                int fractionLost,
                int cumulativeLost,
                long extendedHighest,
                long jitter,
                int theirLastSenderReport,
                int delaySinceLast) {
            if (about == sent.ssrc()) {
                remoteLossShare = fractionLost / 256.0;
                expectLoss();
                measureRoundTrip(theirLastSenderReport, delaySinceLast);
            }
        }

        @Override
        public void voipMetrics(int about, int rating, int conversationTenths) {
            if (about == sent.ssrc() && conversationTenths >= LEAST_TENTHS && conversationTenths <= MOST_TENTHS) {
                remoteOpinion = conversationTenths / 10.0;
            }
        }

        @Override
        public void goodbye(int ssrc) {
            goodbyeHeard = true;
        }
    };

    /**
     * Reports for a stream each way.
     *
     * @param cname our canonical name: random, since anything lasting would identify the agent (RFC 7022)
     */
    public RtcpExchange(
            SendStream sent, ReceptionStatistics reception, String cname, RandomGenerator random, long nowNanos) {
        this.sent = sent;
        this.reception = reception;
        this.random = random;
        writer = new RtcpWriter(sent.ssrc(), cname);
        schedule(nowNanos);
    }

    private void schedule(long nowNanos) {
        // RFC 3550 §6.3.1: anywhere from half to one and a half intervals, so that reports do not fall into step.
        dueNanos = nowNanos + (long) (INTERVAL_NANOS * (0.5 + random.nextDouble()));
    }

    /** From now on reports say how the stream sounds; who knows fills the figures in, on the receiving thread. */
    public void metricsBy(Consumer<VoipMetrics> filler) {
        metricsBy = Optional.of(filler);
    }

    /**
     * Makes and reads a report that nobody gets: the first true one comes in the middle of a call, and would load 20 KB of classes on the receiving
     * thread. Before that thread knows of this.
     */
    public void rehearse() {
        int nobody = ~sent.ssrc();
        metrics.ssrc = nobody;
        metricsBy.ifPresent(filler -> filler.accept(metrics));
        writer.startSenderReport(NtpTimestamps.fromEpochMillis(0), sent.timestampAt(0), 0, 0);
        writer.reportBlock(nobody, 0, 0, 0, 0, 0, 0);
        writer.sourceDescription();
        writer.voipMetrics(metrics);
        RtcpReader.read(writer.buffer(), 0, writer.length(), sink);
        lastSenderReport = 0;
    }

    /** The opinion score that the far end gives what it hears of us, −1 while it gives none (RFC 3611 §4.7.5). Any thread. */
    public double remoteOpinion() {
        return remoteOpinion;
    }

    /** When the next report is due, in monotonic time. */
    public long dueNanos() {
        return dueNanos;
    }

    /**
     * Makes the report that is due, or the last one.
     *
     * @param goodbye whether the stream ends with this
     * @return its length in {@link #packet()}
     */
    public int report(long nowNanos, long epochMillis, boolean goodbye) {
        long packets = sent.packets();
        if (packets > packetsAtLastReport) {
            writer.startSenderReport(
                    NtpTimestamps.fromEpochMillis(epochMillis),
                    sent.timestampAt(nowNanos),
                    packets,
                    sent.payloadBytes());
        } else {
            writer.startReceiverReport();
        }
        packetsAtLastReport = packets;
        if (reception.started()) {
            int delay = lastSenderReport == 0 ? 0 : NtpTimestamps.spanFromNanos(nowNanos - lastSenderReportNanos);
            writer.reportBlock(
                    reception.ssrc(),
                    reception.takeFractionLost(),
                    reception.cumulativeLost(),
                    reception.extendedHighestSequence(),
                    reception.jitter(),
                    lastSenderReport,
                    delay);
        }
        writer.sourceDescription();
        if (reception.started() && metricsBy.isPresent()) {
            metrics.ssrc = reception.ssrc();
            metricsBy.get().accept(metrics);
            writer.voipMetrics(metrics);
        }
        if (goodbye) {
            writer.goodbye();
        }
        schedule(nowNanos);
        return writer.length();
    }

    /** Holds the report that {@link #report} made. */
    public byte[] packet() {
        return writer.buffer();
    }

    /** Takes a datagram from the right source. */
    public void accept(byte[] datagram, int length, long nowNanos, long epochMillis) {
        readingNanos = nowNanos;
        readingEpochMillis = epochMillis;
        if (RtcpReader.read(datagram, 0, length, sink) != RtcpReader.Verdict.OK) {
            rejected.increment();
        }
    }

    /** Follows a rise at once and a fall by halves: loss comes in bursts, and protection that ends too early is missed. */
    private void expectLoss() {
        int now = (int) Math.ceil(remoteLossShare * 100);
        expectedLoss = Math.max(now, Math.max(0, expectedLoss) / 2);
    }

    private void measureRoundTrip(int theirLastSenderReport, int delaySinceLast) {
        if (theirLastSenderReport == 0) {
            return;
        }
        int now = NtpTimestamps.middle(NtpTimestamps.fromEpochMillis(readingEpochMillis));
        int span = now - theirLastSenderReport - delaySinceLast;
        // The wall clock has milliseconds, the peer's fraction more: on a LAN the difference may come out below zero.
        double millis = span < 0 ? 0 : NtpTimestamps.spanToMillis(span);
        if (millis < 10_000) {
            roundTripMillis = millis;
        }
    }

    /** The last measured round trip in milliseconds, −1 before any. Any thread. */
    public double roundTripMillis() {
        return roundTripMillis;
    }

    /** The share of our packets that the peer missed of late, −1 before any report. Any thread. */
    public double remoteLossShare() {
        return remoteLossShare;
    }

    /** Percent of our packets to expect lost, for the encoder; −1 before any report. Any thread. */
    public int expectedLossPercent() {
        return expectedLoss;
    }

    /** Whether the peer said BYE; the call itself ends by SIP. Any thread. */
    public boolean goodbyeHeard() {
        return goodbyeHeard;
    }

    /** Malformed reports. Any thread. */
    public long rejected() {
        return rejected.get();
    }
}
