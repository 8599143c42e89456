package org.offhook.media.stream;

import java.util.Arrays;
import org.offhook.media.stream.StreamPlan.Heard;
import org.offhook.rtp.Counter;
import org.offhook.rtp.codec.ComfortNoise;
import org.offhook.rtp.codec.G711;
import org.offhook.rtp.dtmf.TelephoneEventReceiver;
import org.offhook.rtp.jitter.JitterCounters;
import org.offhook.rtp.packet.PacketRing;
import org.offhook.rtp.packet.RtpPacket;
import org.offhook.rtp.rtcp.BurstMetrics;
import org.offhook.rtp.rtcp.ReceptionStatistics;
import org.offhook.rtp.tone.LevelMeter;

/**
 * Turns the RTP packets of one call into frames for the ear. The receiving thread calls {@link #accept} and
 * {@link #pollEvents}; the thread that plays calls {@link #pull}; between them lies a ring, so neither waits.
 */
public final class ReceiveStream {

    private static final int RATE = G711.SAMPLE_RATE_HERTZ;

    private final PacketRing ring = new PacketRing(7);

    private final RtpPacket arriving = new RtpPacket();
    private final ReceptionStatistics reception = new ReceptionStatistics(RATE);
    private final BurstMetrics bursts = new BurstMetrics();
    private final TelephoneEventReceiver events;
    private final Counter rejected = new Counter();
    private int eventMultiple = 1;

    private final RtpPacket playing = new RtpPacket();
    private final Playout playout = new Playout();
    private final ComfortNoise noise = new ComfortNoise();
    private final LevelMeter level = new LevelMeter(RATE);
    private StreamPlan played = StreamPlan.NOTHING;

    /** A stream whose digits go to the sink, with durations in 8000ths of a second, on the receiving thread. */
    public ReceiveStream(TelephoneEventReceiver.Sink digits) {
        events = new TelephoneEventReceiver((digit, ticks) -> digits.digit(digit, ticks / eventMultiple));
    }

    /** Makes room for what a plan will bring, so that the audio threads need not. Before the plan is handed to them. */
    public void prepare(StreamPlan plan) {
        plan.heard.forEach(heard -> playout.prepare(heard.rateHertz()));
    }

    /**
     * Takes a datagram from the right source. Receiving thread.
     *
     * @return whether it was a packet of this stream
     */
    public boolean accept(byte[] datagram, int length, StreamPlan plan, long arrivalNanos) {
        if (!plan.receives || arriving.parse(datagram, 0, length) != RtpPacket.Verdict.OK) {
            rejected.increment();
            return false;
        }
        int type = arriving.payloadType();
        boolean event = type == plan.receiveEventPayloadType;
        Heard speech = plan.heard(type);
        if (!event && speech == null && type != ComfortNoise.PAYLOAD_TYPE) {
            rejected.increment();
            return false;
        }
        if (speech != null) {
            reception.clockRate(speech.codec().clockRate());
        }
        bursts.arrived(arriving.sequenceNumber());
        reception.packetArrived(arriving.sequenceNumber(), arriving.timestamp(), arriving.ssrc(), arrivalNanos);
        if (event) {
            eventMultiple = plan.eventMultiple;
            events.packet(
                    arriving.timestamp(), datagram, arriving.payloadOffset(), arriving.payloadLength(), arrivalNanos);
        }
        ring.offer(datagram, 0, length, arrivalNanos);
        return true;
    }

    /** Ends a key press whose end got lost. Receiving thread, every 50 ms or so while {@link #eventPending}. */
    public void pollEvents(long nowNanos) {
        events.poll(nowNanos);
    }

    /** Whether a key is down. Receiving thread. */
    public boolean eventPending() {
        return events.pressed();
    }

    /** The same as {@link #pull(short[], int, int, int, StreamPlan, long)} at 8000 Hz. */
    public void pull(short[] into, int offset, int samples, StreamPlan plan, long nowNanos) {
        pull(into, offset, samples, RATE, plan, nowNanos);
    }

    /**
     * Produces the next samples: speech, concealment, comfort noise or silence. Playing thread.
     *
     * @param samples at most 60 ms
     * @param rateHertz the rate to give them in
     */
    public void pull(short[] into, int offset, int samples, int rateHertz, StreamPlan plan, long nowNanos) {
        if (plan != played) {
            follow(plan);
        }
        while (!ring.isEmpty()) {
            take(plan);
            ring.remove();
        }
        if (plan.receives) {
            playout.pull(into, offset, samples, rateHertz, nowNanos);
            level.update(into, offset, samples, rateHertz);
        } else {
            Arrays.fill(into, offset, offset + samples, (short) 0);
            level.reset();
        }
    }

    @SuppressWarnings("ReferenceEquality") // a decoder has a memory: another one of the same codec is another
    private void follow(StreamPlan plan) {
        for (Heard before : played.heard) {
            Heard now = plan.heard(before.payloadType());
            if (now == null || !now.decoder().equals(before.decoder())) {
                playout.forget(before.payloadType());
            }
        }
        for (Heard now : plan.heard) {
            playout.decoder(now);
        }
        if (!plan.receives) {
            // What waits is from before the hold; played after it, it would be heard as an echo of the past.
            playout.flush();
        }
        played = plan;
    }

    private void take(StreamPlan plan) {
        if (!plan.receives || playing.parse(ring.bytes(), 0, ring.length()) != RtpPacket.Verdict.OK) {
            return;
        }
        int type = playing.payloadType();
        Heard speech = plan.heard(type);
        if (type == plan.receiveEventPayloadType) {
            noise.silence();
            playout.speechPaused(noise);
        } else if (speech != null) {
            playout.insert(playing, ring.arrivalNanos(), speech.rateHertz());
        } else if (type == ComfortNoise.PAYLOAD_TYPE) {
            noise.update(playing.buffer(), playing.payloadOffset(), playing.payloadLength());
            playout.speechPaused(noise);
        }
    }

    /** Loss and jitter for receiver reports; its fraction is taken by the receiving thread. */
    public ReceptionStatistics reception() {
        return reception;
    }

    /** How losses came. Receiving thread. */
    public BurstMetrics bursts() {
        return bursts;
    }

    /** What the jitter buffer that plays now did. Any thread. */
    public JitterCounters jitter() {
        return playout.counters();
    }

    /** What all of the call's jitter buffers did. Any thread. */
    public Playout playout() {
        return playout;
    }

    /** Packets that were malformed, of a type never offered, or unwanted by the plan. Any thread. */
    public long rejected() {
        return rejected.get() + ring.overflows() + events.ignored();
    }

    /** Level of what came from the far end. Any thread. */
    public float levelDbov() {
        return level.dbov();
    }
}
