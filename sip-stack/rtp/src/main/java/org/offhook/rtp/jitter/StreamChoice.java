package org.offhook.rtp.jitter;

import org.offhook.rtp.packet.RtpTimestamps;

/**
 * Decides which stream and which time line is followed. One packet that fits neither is held back; a second one that
 * agrees with it proves a new stream (RFC 3550 §8.2: an SSRC may change) or a jump of the timestamps.
 */
final class StreamChoice {

    /** A transit this far from the base is another time line, not a slow network. */
    private static final int JUMP_MILLIS = 200;

    /** After a stop the old time line goes on when the first packet lies this close to it. */
    private static final int RESUME_MILLIS = 60;

    /** What to do with a packet. */
    enum Verdict {
        /** It belongs to what is played. */
        PLAY,
        /** Playing had stopped and goes on with it. */
        RESUME,
        /** It starts another stream or time line. */
        FOLLOW,
        /** It and the one held back do. */
        FOLLOW_HELD,
        /** It was held back. */
        HOLD,
        /** It was held back, and the one held before is thrown away. */
        HOLD_INSTEAD
    }

    private final int rateHertz;
    private final DelayEstimator delays;
    private final PacketStore.Slot held = new PacketStore.Slot();
    private boolean holding;
    private boolean known;
    private int ssrc;

    StreamChoice(int rateHertz, DelayEstimator delays) {
        this.rateHertz = rateHertz;
        this.delays = delays;
    }

    void forget() {
        known = false;
        holding = false;
    }

    /** Whether any stream was followed since the start or {@link #forget}. */
    boolean known() {
        return known;
    }

    PacketStore.Slot held() {
        return held;
    }

    int transit(PacketStore.Slot packet) {
        return RtpTimestamps.distance(RtpTimestamps.fromNanos(packet.arrivalNanos, rateHertz), packet.timestamp);
    }

    Verdict judge(PacketStore.Slot packet, boolean stopped) {
        if (!known) {
            return Verdict.FOLLOW;
        }
        if (stopped) {
            return near(packet, RESUME_MILLIS) ? Verdict.RESUME : Verdict.FOLLOW;
        }
        if (near(packet, JUMP_MILLIS)) {
            holding = false;
            return Verdict.PLAY;
        }
        if (holding && agrees(packet)) {
            return Verdict.FOLLOW_HELD;
        }
        Verdict verdict = holding ? Verdict.HOLD_INSTEAD : Verdict.HOLD;
        held.copyFrom(packet);
        holding = true;
        return verdict;
    }

    void follow(PacketStore.Slot packet) {
        known = true;
        holding = false;
        ssrc = packet.ssrc;
        delays.anchor(transit(packet));
    }

    /** Whether a packet belongs to the stream and lies on its time line. */
    private boolean near(PacketStore.Slot packet, int millis) {
        return packet.ssrc == ssrc && Math.abs((long) delays.above(transit(packet))) <= ticks(millis);
    }

    private boolean agrees(PacketStore.Slot packet) {
        long apart = transit(packet) - transit(held);
        return packet.ssrc == held.ssrc && packet.timestamp != held.timestamp && Math.abs(apart) <= ticks(JUMP_MILLIS);
    }

    private long ticks(int millis) {
        return (long) millis * rateHertz / 1000;
    }
}
