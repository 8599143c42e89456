package org.offhook.rtp.dtmf;

import org.offhook.rtp.packet.Bytes;

/**
 * Sends digits one after the other as telephone events (RFC 4733 §2.5.1): a packet each frame with the duration so far,
 * the timestamp fixed at the event's start, the marker on the first, and the end sent three times.
 *
 * <p>One thread enters digits, one thread asks for packets; neither waits for the other.
 */
public final class TelephoneEventSender {

    /** RFC 4733 §2.5.1.4: the final packet is sent three times in all, since its loss would hold the key down. */
    private static final int END_PACKETS = 3;

    private static final int QUEUE = 128;
    /** In −dBm0; what hardware phones send. */
    private static final int VOLUME = 10;

    private static final int MAX_DURATION = 0xffff;

    private final byte[] waiting = new byte[QUEUE];
    private volatile int entered;
    private volatile int taken;

    private final int eventTicks;
    private final int pauseTicks;

    private int code = -1;
    private int startTimestamp;
    private int duration;
    private int endsSent;
    private int pauseLeft;
    private boolean first;

    /**
     * A sender for one stream.
     *
     * @param eventTicks how long each digit lasts, in timestamp units; at most 65535
     * @param pauseTicks the least time from a digit's last packet to the next digit
     */
    public TelephoneEventSender(int eventTicks, int pauseTicks) {
        this.eventTicks = Math.clamp(eventTicks, 1, MAX_DURATION);
        this.pauseTicks = pauseTicks;
    }

    /**
     * Queues a digit after those waiting.
     *
     * @return false when it is no digit or too many wait
     */
    public boolean enter(char digit) {
        int digitCode = TelephoneEvents.codeOf(digit);
        int at = entered;
        if (digitCode < 0 || at - taken >= QUEUE) {
            return false;
        }
        waiting[at % QUEUE] = (byte) digitCode;
        entered = at + 1;
        return true;
    }

    /**
     * Asks, once a frame, whether an event goes out in place of speech.
     *
     * @param frameTicks the frame's length
     * @param timestamp the frame's timestamp
     * @param payload receives {@link TelephoneEvents#PAYLOAD_BYTES} bytes at {@code at} when the answer is yes
     */
    public boolean next(int frameTicks, int timestamp, byte[] payload, int at) {
        return next(frameTicks, timestamp, payload, at, 1);
    }

    /**
     * The same for a peer whose clock is a multiple of the one that this sender counts in.
     *
     * @param multiple written durations are so many times the counted ones
     */
    public boolean next(int frameTicks, int timestamp, byte[] payload, int at, int multiple) {
        if (code < 0 && !begin(frameTicks, timestamp)) {
            return false;
        }
        first = duration == 0;
        if (endsSent == 0) {
            duration = Math.min(eventTicks, duration + frameTicks);
        }
        boolean ended = duration == eventTicks;
        payload[at] = (byte) code;
        payload[at + 1] = (byte) ((ended ? 0x80 : 0) | VOLUME);
        Bytes.put16(payload, at + 2, Math.min(MAX_DURATION, duration * multiple));
        if (ended && ++endsSent == END_PACKETS) {
            code = -1;
            pauseLeft = pauseTicks;
        }
        return true;
    }

    private boolean begin(int frameTicks, int timestamp) {
        if (pauseLeft > 0) {
            pauseLeft -= frameTicks;
            return false;
        }
        int at = taken;
        if (at == entered) {
            return false;
        }
        code = waiting[at % QUEUE];
        taken = at + 1;
        startTimestamp = timestamp;
        duration = 0;
        endsSent = 0;
        return true;
    }

    /** Whether the packet just given is the first of its event and carries the marker. */
    public boolean marker() {
        return first;
    }

    /** The timestamp of the packet just given. */
    public int timestamp() {
        return startTimestamp;
    }

    /** Whether digits are being sent or wait. */
    public boolean busy() {
        return code >= 0 || taken != entered;
    }
}
