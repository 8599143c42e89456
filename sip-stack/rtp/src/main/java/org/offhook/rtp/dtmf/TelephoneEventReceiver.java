package org.offhook.rtp.dtmf;

import org.offhook.rtp.Counter;
import org.offhook.rtp.packet.Bytes;
import org.offhook.rtp.packet.RtpTimestamps;

/**
 * Receives telephone events (RFC 4733 §2.5.2): packets with one timestamp are one key press however often they come; a
 * press whose end got lost ends when nothing more of it arrives. Owned by one thread.
 */
public final class TelephoneEventReceiver {

    /** Three packets of the usual 50 ms missing in a row: the end was lost. */
    private static final long LOST_END_NANOS = 150_000_000L;

    private final Sink sink;
    private final Counter ignored = new Counter();

    private boolean pressed;
    private boolean anySeen;
    private int code;
    private int timestamp;
    private int segmentTicks;
    private int earlierTicks;
    private long lastPacketNanos;

    /** Is told of each key press once, when it ended. */
    public interface Sink {
        /**
         * A key was pressed and released.
         *
         * @param digit 0–9, *, #, A–D
         * @param durationTicks in timestamp units
         */
        void digit(char digit, int durationTicks);
    }

    /** A receiver for one stream. */
    public TelephoneEventReceiver(Sink sink) {
        this.sink = sink;
    }

    /**
     * Takes the payload of a telephone-event packet. Anything but a digit's event is ignored and counted.
     *
     * @param packetTimestamp the event's start
     * @param nowNanos monotonic time
     */
    public void packet(int packetTimestamp, byte[] payload, int offset, int length, long nowNanos) {
        if (length < TelephoneEvents.PAYLOAD_BYTES || !TelephoneEvents.isDigit(payload[offset] & 0xff)) {
            ignored.increment();
            return;
        }
        int eventCode = payload[offset] & 0xff;
        boolean ended = (payload[offset + 1] & 0x80) != 0;
        int duration = Bytes.unsigned16(payload, offset + 2);
        if (!anySeen || packetTimestamp != timestamp) {
            if (anySeen && isOlder(packetTimestamp)) {
                // A straggler of a press that is over.
                ignored.increment();
                return;
            }
            if (pressed && eventCode == code && packetTimestamp == timestamp + segmentTicks) {
                // RFC 4733 §2.5.1.3: a long press goes on in a new segment that starts where the last one ended.
                earlierTicks += segmentTicks;
            } else {
                release();
                earlierTicks = 0;
                pressed = true;
            }
            anySeen = true;
            timestamp = packetTimestamp;
            segmentTicks = 0;
            code = eventCode;
        } else if (!pressed) {
            return;
        }
        segmentTicks = Math.max(segmentTicks, duration);
        lastPacketNanos = nowNanos;
        if (ended) {
            release();
        }
    }

    private boolean isOlder(int packetTimestamp) {
        int distance = RtpTimestamps.distance(packetTimestamp, timestamp);
        // Far back is not late but another time line.
        return distance < 0 && distance > -80_000;
    }

    /** Ends a press whose end got lost. Called now and then while {@link #pressed}. */
    public void poll(long nowNanos) {
        if (pressed && nowNanos - lastPacketNanos >= LOST_END_NANOS) {
            release();
        }
    }

    /** Whether a key is down. */
    public boolean pressed() {
        return pressed;
    }

    /** Packets that were no digit, too short, or stragglers. */
    public long ignored() {
        return ignored.get();
    }

    private void release() {
        if (pressed) {
            pressed = false;
            sink.digit(TelephoneEvents.digitOf(code), earlierTicks + segmentTicks);
        }
    }
}
