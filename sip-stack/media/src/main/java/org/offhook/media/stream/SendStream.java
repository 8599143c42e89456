package org.offhook.media.stream;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.offhook.rtp.Counter;
import org.offhook.rtp.dtmf.TelephoneEventSender;
import org.offhook.rtp.dtmf.TelephoneEvents;
import org.offhook.rtp.packet.RtpPacket;
import org.offhook.rtp.packet.SequenceNumbers;
import org.offhook.rtp.pcm.RateMatcher;
import org.offhook.rtp.tone.LevelMeter;

/**
 * Turns the frames of one call's microphone into RTP packets: speech, silence while muted, telephone events for digits.
 * Sequence numbers and timestamps go on through every change of plan, since a jump would look like loss (RFC 3550 §5.1); where the codec
 * changes they go on in the new one's clock (RFC 7160 §4.1).
 *
 * <p>Everything runs on the media clock's thread except {@link #enter}, which one other thread may call, and the counters.
 * A packet holds as many frames as the plan's packet length asks for.
 */
public final class SendStream {

    /** Samples of a usual frame: 20 ms at 8000 Hz. */
    public static final int FRAME_SAMPLES = 160;

    private static final int USUAL_RATE = 8_000;
    private static final int EVENT_TICKS = 100 * 8;
    private static final int EVENT_PAUSE_TICKS = 60 * 8;
    private static final int MOST_FRAME_SAMPLES = 60 * 48;

    private final byte[] packet = new byte[RtpPacket.HEADER_BYTES + 1_400];
    private final short[] spoken = new short[MOST_FRAME_SAMPLES + 1];
    private final short[] gathered = new short[2 * MOST_FRAME_SAMPLES];
    private final RateMatcher rates = new RateMatcher();
    private final int ssrc;
    private final TelephoneEventSender events = new TelephoneEventSender(EVENT_TICKS, EVENT_PAUSE_TICKS);
    private final InbandDigits inband = new InbandDigits(EVENT_TICKS / 8, EVENT_PAUSE_TICKS / 8);
    private final NoiseInPauses pauses = new NoiseInPauses();
    private final LevelMeter level = new LevelMeter(USUAL_RATE);
    private final Counter packets = new Counter();
    private final Counter payloadBytes = new Counter();
    private final Counter lastTimestamp = new Counter();
    private final Counter lastNanos = new Counter();
    private final Counter clockRate = new Counter();

    private int sequenceNumber;
    private int timestamp;
    private int frameTicks = FRAME_SAMPLES;
    private int spokenSamples = FRAME_SAMPLES;
    private int spokenRate = USUAL_RATE;
    private int gatheredSamples;
    private int gatheredTimestamp;
    private boolean premixed;
    private boolean talking;

    /** A stream with SSRC, first sequence number and first timestamp at random (RFC 3550 §5.1, §8). */
    public SendStream(RandomGenerator random) {
        ssrc = random.nextInt();
        // Well below the wrap: the first packets may be lost, and SRTP guesses the roll-over from the first seen.
        sequenceNumber = random.nextInt(1, 0x8000);
        timestamp = random.nextInt();
        clockRate.set(USUAL_RATE);
    }

    /**
     * Queues a digit for sending: as a telephone event where the plan has a payload type for it, else as tones.
     *
     * @return false when it is no digit or too many wait
     */
    public boolean enter(char digit, StreamPlan plan) {
        return plan.sendEventPayloadType >= 0 ? events.enter(digit) : inband.enter(digit);
    }

    /** The same as {@link #next(short[], int, int, int, StreamPlan, long)} for a frame of {@link #FRAME_SAMPLES} at 8000 Hz. */
    public int next(short[] frame, int offset, StreamPlan plan, long nowNanos) {
        return next(frame, offset, FRAME_SAMPLES, USUAL_RATE, plan, nowNanos);
    }

    /**
     * Takes the next frame and makes the packet that is due, if one is. The timestamp advances whether or not one is sent.
     *
     * @param frame {@code samples} from the microphone, 10 or 20 ms
     * @param rateHertz of those samples
     * @param nowNanos monotonic time, for sender reports
     * @return the packet's length in {@link #packet()}, or 0 when none is to be sent
     */
    public int next(short[] frame, int offset, int samples, int rateHertz, StreamPlan plan, long nowNanos) {
        int codecRate = plan.sampleRateHertz();
        if (codecRate != spokenRate) {
            spokenRate = codecRate;
            gatheredSamples = 0;
        }
        clockRate.set(plan.codec.clockRate());
        frameTicks = (int) ((long) samples * plan.codec.clockRate() / rateHertz);
        spokenSamples = (int) ((long) samples * codecRate / rateHertz);
        int frameTimestamp = timestamp;
        timestamp += frameTicks;
        if (!plan.sends) {
            talking = false;
            gatheredSamples = 0;
            level.reset();
            Arrays.fill(spoken, (short) 0);
            return 0;
        }
        int eventTicks = samples * USUAL_RATE / rateHertz;
        if (gatheredSamples == 0
                && plan.sendEventPayloadType >= 0
                && events.next(eventTicks, frameTimestamp, packet, RtpPacket.HEADER_BYTES, plan.eventMultiple)) {
            Arrays.fill(spoken, (short) 0);
            pauses.begin();
            header(events.marker(), plan.sendEventPayloadType, events.timestamp());
            return sent(TelephoneEvents.PAYLOAD_BYTES, frameTimestamp, nowNanos);
        }
        listen(frame, offset, samples, rateHertz, plan);
        if (plan.noisePayloadType >= 0 && pauses.pauses(spoken, spokenSamples, spokenRate) && gatheredSamples == 0) {
            return pause(frameTimestamp, plan, nowNanos);
        }
        return speech(frameTimestamp, plan, nowNanos);
    }

    /** Comfort noise, if it is due, in place of a pause's speech (RFC 3389 §4). */
    private int pause(int frameTimestamp, StreamPlan plan, long nowNanos) {
        int noise = pauses.due();
        int length = 0;
        if (noise != NoiseInPauses.NOTHING) {
            packet[RtpPacket.HEADER_BYTES] = (byte) noise;
            header(false, plan.noisePayloadType, frameTimestamp);
            length = sent(1, frameTimestamp, nowNanos);
        }
        talking = false; // what comes after it is a new talk spurt (RFC 3551 §4.1)
        return length;
    }

    /**
     * Whoever gives the frames has left the microphone out of them where it is muted: what others say beside it goes out. Media clock only.
     */
    public void premixed(boolean mixed) {
        premixed = mixed;
    }

    /** Brings the frame, or what stands for it, to {@link #spoken}. */
    private void listen(short[] frame, int offset, int samples, int rateHertz, StreamPlan plan) {
        if (plan.plan.muted() && !premixed) {
            Arrays.fill(spoken, (short) 0);
        } else {
            rates.convert(frame, offset, samples, rateHertz, spoken, 0, spokenRate);
        }
        inband.replace(spoken, spokenSamples, spokenRate);
        level.update(spoken, 0, spokenSamples, spokenRate);
    }

    private int speech(int frameTimestamp, StreamPlan plan, long nowNanos) {
        int wanted = plan.packetMillis * spokenRate / 1000;
        if (gatheredSamples == 0) {
            gatheredTimestamp = frameTimestamp;
        }
        int length;
        if (gatheredSamples == 0 && spokenSamples >= wanted) {
            length = plan.encoder.encode(spoken, 0, spokenSamples, packet, RtpPacket.HEADER_BYTES);
        } else {
            System.arraycopy(spoken, 0, gathered, gatheredSamples, spokenSamples);
            gatheredSamples += spokenSamples;
            if (gatheredSamples < wanted) {
                return 0;
            }
            length = plan.encoder.encode(gathered, 0, gatheredSamples, packet, RtpPacket.HEADER_BYTES);
            gatheredSamples = 0;
        }
        if (length == 0) {
            talking = false; // a pause: what comes after it is a new talk spurt (RFC 3551 §4.1)
            return 0;
        }
        header(!talking, plan.sendPayloadType, gatheredTimestamp);
        return sent(length, gatheredTimestamp, nowNanos);
    }

    private int sent(int length, int packetTimestamp, long nowNanos) {
        talking = true;
        packets.increment();
        payloadBytes.add(length);
        lastTimestamp.set(packetTimestamp);
        lastNanos.set(nowNanos);
        return RtpPacket.HEADER_BYTES + length;
    }

    private void header(boolean marker, int payloadType, int packetTimestamp) {
        RtpPacket.writeHeader(packet, 0, marker, payloadType, sequenceNumber, packetTimestamp, ssrc);
        sequenceNumber = SequenceNumbers.next(sequenceNumber);
    }

    /** Time passed without frames: the clock's thread was held up for longer than it makes up for. */
    public void skip(int frames) {
        timestamp += frames * frameTicks;
    }

    /** Holds the packet that {@link #next} made. */
    public byte[] packet() {
        return packet;
    }

    /** What the far end got last; for a recording. Valid until the next frame. */
    public short[] spoken() {
        return spoken;
    }

    /** How many samples of {@link #spoken()} count. */
    public int spokenSamples() {
        return spokenSamples;
    }

    /** Their rate. */
    public int spokenRate() {
        return spokenRate;
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
        return (int) (lastTimestamp.get() + (nanos - lastNanos.get()) / 1_000 * clockRate.get() / 1_000_000);
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
