package org.offhook.media.stream;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.offhook.rtp.Counter;
import org.offhook.rtp.codec.G711;
import org.offhook.rtp.dtmf.TelephoneEventSender;
import org.offhook.rtp.dtmf.TelephoneEvents;
import org.offhook.rtp.packet.RtpPacket;
import org.offhook.rtp.packet.SequenceNumbers;
import org.offhook.rtp.tone.LevelMeter;

/**
 * Turns the frames of one call's microphone into RTP packets: speech, silence while muted, telephone events for digits.
 * Sequence numbers and timestamps go on through every change of plan, since a jump would look like loss (RFC 3550 §5.1).
 *
 * <p>Everything runs on the media clock's thread except {@link #enter}, which one other thread may call, and the counters.
 * Packets hold one frame, 20 ms, whatever the peer's ptime: it is a wish, not a limit (RFC 8866 §6.4).
 */
public final class SendStream {

    /** Samples of a frame: 20 ms at 8000 Hz. */
    public static final int FRAME_SAMPLES = 160;

    private static final int EVENT_TICKS = 100 * 8;
    private static final int EVENT_PAUSE_TICKS = 60 * 8;

    private final byte[] packet = new byte[RtpPacket.HEADER_BYTES + FRAME_SAMPLES];
    private final short[] spoken = new short[FRAME_SAMPLES];
    private final int ssrc;
    private final TelephoneEventSender events = new TelephoneEventSender(EVENT_TICKS, EVENT_PAUSE_TICKS);
    private final InbandDigits inband = new InbandDigits(EVENT_TICKS, EVENT_PAUSE_TICKS);
    private final LevelMeter level = new LevelMeter(G711.SAMPLE_RATE_HERTZ);
    private final Counter packets = new Counter();
    private final Counter payloadBytes = new Counter();
    private final Counter lastTimestamp = new Counter();
    private final Counter lastNanos = new Counter();

    private int sequenceNumber;
    private int timestamp;
    private boolean talking;

    /** A stream with SSRC, first sequence number and first timestamp at random (RFC 3550 §5.1, §8). */
    public SendStream(RandomGenerator random) {
        ssrc = random.nextInt();
        // Well below the wrap: the first packets may be lost, and SRTP later guesses the roll-over from the first seen.
        sequenceNumber = random.nextInt(1, 0x8000);
        timestamp = random.nextInt();
    }

    /**
     * Queues a digit for sending: as a telephone event where the plan has a payload type for it, else as tones.
     *
     * @return false when it is no digit or too many wait
     */
    public boolean enter(char digit, StreamPlan plan) {
        return plan.sendEventPayloadType >= 0 ? events.enter(digit) : inband.enter(digit);
    }

    /**
     * Makes the packet of the next frame. The timestamp advances whether or not one is sent.
     *
     * @param frame {@link #FRAME_SAMPLES} samples from the microphone
     * @param nowNanos monotonic time, for sender reports
     * @return the packet's length in {@link #packet()}, or 0 when the plan sends nothing
     */
    public int next(short[] frame, int offset, StreamPlan plan, long nowNanos) {
        int frameTimestamp = timestamp;
        timestamp += FRAME_SAMPLES;
        if (!plan.sends) {
            talking = false;
            level.reset();
            Arrays.fill(spoken, (short) 0);
            return 0;
        }
        int length;
        if (plan.sendEventPayloadType >= 0
                && events.next(FRAME_SAMPLES, frameTimestamp, packet, RtpPacket.HEADER_BYTES)) {
            header(events.marker(), plan.sendEventPayloadType, events.timestamp());
            Arrays.fill(spoken, (short) 0);
            length = TelephoneEvents.PAYLOAD_BYTES;
        } else {
            header(!talking, plan.sendPayloadType, frameTimestamp);
            length = speech(frame, offset, plan);
        }
        talking = true;
        packets.increment();
        payloadBytes.add(length);
        lastTimestamp.set(frameTimestamp);
        lastNanos.set(nowNanos);
        return RtpPacket.HEADER_BYTES + length;
    }

    private int speech(short[] frame, int offset, StreamPlan plan) {
        if (plan.plan.muted()) {
            Arrays.fill(spoken, (short) 0);
        } else {
            System.arraycopy(frame, offset, spoken, 0, FRAME_SAMPLES);
        }
        inband.replace(spoken, FRAME_SAMPLES);
        level.update(spoken, 0, FRAME_SAMPLES);
        return plan.codec.encode(spoken, 0, FRAME_SAMPLES, packet, RtpPacket.HEADER_BYTES);
    }

    private void header(boolean marker, int payloadType, int packetTimestamp) {
        RtpPacket.writeHeader(packet, 0, marker, payloadType, sequenceNumber, packetTimestamp, ssrc);
        sequenceNumber = SequenceNumbers.next(sequenceNumber);
    }

    /** Time passed without frames: the clock's thread was held up for longer than it makes up for. */
    public void skip(int frames) {
        timestamp += frames * FRAME_SAMPLES;
    }

    /** Holds the packet that {@link #next} made. */
    public byte[] packet() {
        return packet;
    }

    /** What the far end got last; for a recording. Valid until the next frame. */
    public short[] spoken() {
        return spoken;
    }

    /** Our synchronization source. */
    public int ssrc() {
        return ssrc;
    }

    /** Packets made so far. Any thread. */
    public long packets() {
        return packets.get();
    }

    /** Payload bytes so far, without headers (RFC 3550 §6.4.1). Any thread. */
    public long payloadBytes() {
        return payloadBytes.get();
    }

    /** What the RTP clock shows at a moment, for sender reports. Any thread; exact to one frame. */
    public int timestampAt(long nanos) {
        return (int) (lastTimestamp.get() + (nanos - lastNanos.get()) / 125_000);
    }

    /** Level of what the far end gets. Any thread. */
    public float levelDbov() {
        return level.dbov();
    }

    /** Whether digits are being sent or wait. Any thread, recent. */
    public boolean sendingDigits() {
        return events.busy() || inband.busy();
    }
}
