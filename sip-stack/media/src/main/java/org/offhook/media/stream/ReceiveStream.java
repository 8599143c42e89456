package org.offhook.media.stream;

import java.util.Arrays;
import org.offhook.rtp.Counter;
import org.offhook.rtp.codec.ComfortNoise;
import org.offhook.rtp.codec.G711;
import org.offhook.rtp.dtmf.TelephoneEventReceiver;
import org.offhook.rtp.jitter.JitterBuffer;
import org.offhook.rtp.jitter.JitterCounters;
import org.offhook.rtp.packet.PacketRing;
import org.offhook.rtp.packet.RtpPacket;
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
    private final TelephoneEventReceiver events;
    private final Counter rejected = new Counter();

    private final RtpPacket playing = new RtpPacket();
    private final JitterBuffer jitter = new JitterBuffer(RATE, 20, 30, 200);
    private final ComfortNoise noise = new ComfortNoise();
    private final LevelMeter level = new LevelMeter(RATE);
    private StreamPlan played = StreamPlan.NOTHING;

    /** A stream whose digits go to the sink, on the receiving thread. */
    public ReceiveStream(TelephoneEventReceiver.Sink digits) {
        events = new TelephoneEventReceiver(digits);
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
        if (!event && !speech(type, plan) && type != ComfortNoise.PAYLOAD_TYPE) {
            rejected.increment();
            return false;
        }
        reception.packetArrived(arriving.sequenceNumber(), arriving.timestamp(), arriving.ssrc(), arrivalNanos);
        if (event) {
            events.packet(
                    arriving.timestamp(), datagram, arriving.payloadOffset(), arriving.payloadLength(), arrivalNanos);
        }
        ring.offer(datagram, 0, length, arrivalNanos);
        return true;
    }

    private static boolean speech(int payloadType, StreamPlan plan) {
        return payloadType == plan.receivePayloadType;
    }

    /** Ends a key press whose end got lost. Receiving thread, every 50 ms or so while {@link #eventPending}. */
    public void pollEvents(long nowNanos) {
        events.poll(nowNanos);
    }

    /** Whether a key is down. Receiving thread. */
    public boolean eventPending() {
        return events.pressed();
    }

    /**
     * Produces the next samples: speech, concealment, comfort noise or silence. Playing thread.
     *
     * @param samples at most 60 ms
     */
    public void pull(short[] into, int offset, int samples, StreamPlan plan, long nowNanos) {
        if (plan != played) {
            follow(plan);
        }
        while (!ring.isEmpty()) {
            take(plan);
            ring.remove();
        }
        if (plan.receives) {
            jitter.pull(into, offset, samples, nowNanos);
            level.update(into, offset, samples);
        } else {
            Arrays.fill(into, offset, offset + samples, (short) 0);
            level.reset();
        }
    }

    private void follow(StreamPlan plan) {
        if (played.receivePayloadType >= 0) {
            jitter.decoder(played.receivePayloadType, null);
        }
        if (plan.receivePayloadType >= 0) {
            jitter.decoder(plan.receivePayloadType, plan.codec);
        }
        if (!plan.receives) {
            // What waits is from before the hold; played after it, it would be heard as an echo of the past.
            jitter.flush();
        }
        played = plan;
    }

    private void take(StreamPlan plan) {
        if (!plan.receives || playing.parse(ring.bytes(), 0, ring.length()) != RtpPacket.Verdict.OK) {
            return;
        }
        int type = playing.payloadType();
        if (type == plan.receiveEventPayloadType) {
            noise.silence();
            jitter.speechPaused(noise);
        } else if (type == ComfortNoise.PAYLOAD_TYPE && type != plan.receivePayloadType) {
            noise.update(playing.buffer(), playing.payloadOffset(), playing.payloadLength());
            jitter.speechPaused(noise);
        } else {
            jitter.insert(playing, ring.arrivalNanos());
        }
    }

    /** Loss and jitter for receiver reports; its fraction is taken by the receiving thread. */
    public ReceptionStatistics reception() {
        return reception;
    }

    /** What the jitter buffer did. Any thread. */
    public JitterCounters jitter() {
        return jitter.counters();
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
