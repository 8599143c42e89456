package org.offhook.audio;

import java.util.Arrays;
import java.util.Optional;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.port.AudioDevicePort.AudioLine;
import org.offhook.core.port.AudioDevicePort.PlayoutSource;

/** A line that the media clock drives: a silent microphone and a speaker nobody hears, unless a subclass knows better. */
class ClockedLine implements AudioLine {

    private static final int LONGEST_FRAME = 2048;

    private final PlayoutSource source;
    private final Optional<ErrorCode> problem;
    private final short[] frame = new short[LONGEST_FRAME];

    ClockedLine(PlayoutSource source, Optional<ErrorCode> problem) {
        this.source = source;
        this.problem = problem;
    }

    @Override
    public void capture(short[] into, int offset, int samples, int sampleRateHertz) {
        Arrays.fill(into, offset, offset + samples, (short) 0);
    }

    @Override
    public final int captureBacklog() {
        return -1;
    }

    @Override
    public final void tick(int samples, int sampleRateHertz, long nowNanos) {
        source.fill(frame, 0, samples, sampleRateHertz, nowNanos);
        played(frame, samples, sampleRateHertz);
    }

    /** Takes what the speaker plays. Media clock; never blocks. */
    void played(short[] samples, int count, int sampleRateHertz) {}

    @Override
    public final boolean selfClocked() {
        return false;
    }

    @Override
    public Optional<ErrorCode> problem() {
        return problem;
    }

    @Override
    public void close() {}
}
