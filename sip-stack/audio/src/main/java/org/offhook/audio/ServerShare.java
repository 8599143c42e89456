package org.offhook.audio;

/**
 * Decides how much sound waits at the sound server. Little of it is little delay, and a hole each time that the server is served late; so it
 * grows when that happens again and again, and shrinks when it has not happened for long. Growing comes about by itself with the next hole;
 * shrinking takes opening the speaker anew, for which it waits for a pause in what is said. Where a shorter wait soon proved too short, the next
 * try comes later. Pure: time comes in. One thread.
 */
final class ServerShare {

    /** What is to be done. */
    enum Move {
        /** Nothing. */
        STAY,
        /** From the next hole on {@link ServerShare#millis} are to wait. */
        LONGER,
        /** The speaker is to be opened anew, now, with {@link ServerShare#millis}. */
        ANEW
    }

    /** What waits at first. */
    static final int LEAST_MILLIS = 20;

    private static final int[] STEPS_MILLIS = {LEAST_MILLIS, 30, 45, 65, 90};
    /** The server asks a little before all is played, and the clocks differ. */
    private static final long MARGIN_NANOS = 5_000_000L;

    /** Nobody asked for so long: the device was not running. */
    private static final long STOPPED_NANOS = 1_000_000_000L;

    private static final int LATE_TIMES = 3;
    private static final long LATE_WITHIN_NANOS = 10_000_000_000L;

    private static final float SPEECH_DBOV = -50;
    private static final long PAUSE_NANOS = 300_000_000L;

    private static final long CALM_NANOS = 20_000_000_000L;
    private static final long MOST_CALM_NANOS = 16 * CALM_NANOS;
    /** A shorter wait that lasts so long was right. */
    private static final long PROVEN_NANOS = 60_000_000_000L;

    private final long[] late = new long[LATE_TIMES];
    private int lateCount;
    private int step;
    private boolean begun;
    private long lastNanos;
    private long lateNanos;
    private long spokenNanos;
    private long calmNeeded = CALM_NANOS;
    private boolean shortened;
    private long shortenedNanos;

    /** How much is to wait at the server, 20 to 90 ms. */
    int millis() {
        return STEPS_MILLIS[step];
    }

    /**
     * The server's side has asked for the next sound.
     *
     * @param levelDbov of what it gets
     */
    Move pulled(long nowNanos, float levelDbov) {
        long gap = nowNanos - lastNanos;
        lastNanos = nowNanos;
        if (!begun || gap >= STOPPED_NANOS) {
            begun = true;
            lateNanos = nowNanos;
            spokenNanos = nowNanos;
            return Move.STAY;
        }
        if (levelDbov > SPEECH_DBOV) {
            spokenNanos = nowNanos;
        }
        if (gap > millis() * 1_000_000L + MARGIN_NANOS) {
            return late(nowNanos);
        }
        if (step > 0 && nowNanos - lateNanos >= calmNeeded && nowNanos - spokenNanos >= PAUSE_NANOS) {
            step = 0;
            lateCount = 0;
            lateNanos = nowNanos;
            shortened = true;
            shortenedNanos = nowNanos;
            return Move.ANEW;
        }
        return Move.STAY;
    }

    private Move late(long nowNanos) {
        lateNanos = nowNanos;
        int place = lateCount % LATE_TIMES;
        long earliest = late[(lateCount + 1) % LATE_TIMES];
        late[place] = nowNanos;
        lateCount++;
        if (lateCount < LATE_TIMES || nowNanos - earliest > LATE_WITHIN_NANOS || step == STEPS_MILLIS.length - 1) {
            return Move.STAY;
        }
        if (shortened) {
            boolean proven = nowNanos - shortenedNanos >= PROVEN_NANOS;
            calmNeeded = proven ? CALM_NANOS : Math.min(2 * calmNeeded, MOST_CALM_NANOS);
            shortened = false;
        }
        step++;
        lateCount = 0;
        return Move.LONGER;
    }
}
