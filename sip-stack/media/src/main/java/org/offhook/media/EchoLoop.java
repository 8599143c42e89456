package org.offhook.media;

import java.util.Arrays;

/** Sends back what it hears, some frames later. Source and sink of the same endpoint. */
public final class EchoLoop implements FrameSource, FrameSink {

    private static final int FRAME = 160;

    private final short[] line;
    private int at;

    /**
     * An echo.
     *
     * @param delayMillis how long it keeps each sound, in steps of 20 ms; at least 20
     */
    public EchoLoop(int delayMillis) {
        line = new short[Math.max(1, delayMillis / 20) * FRAME];
    }

    @Override
    public void accept(short[] samples, int offset, int count) {
        int fits = Math.min(count, line.length - at);
        System.arraycopy(samples, offset, line, at, fits);
        at = (at + FRAME) % line.length;
    }

    @Override
    public void next(short[] into, int offset, int samples) {
        // The place written next holds the oldest frame.
        int fits = Math.min(samples, line.length - at);
        System.arraycopy(line, at, into, offset, fits);
        Arrays.fill(into, offset + fits, offset + samples, (short) 0);
    }
}
