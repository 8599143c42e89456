package org.offhook.media.leg;

import java.util.Arrays;
import org.offhook.media.FrameSource;

/** Plays samples once, then silence. Media clock only. */
final class AnnouncementSource implements FrameSource {
    private final short[] samples;
    private final Runnable atEnd;
    private int at;
    private Telling telling = Telling.OWED;

    private enum Telling {
        OWED,
        DONE
    }

    /** @param atEnd told once, on the media clock: returns at once */
    AnnouncementSource(short[] samples, Runnable atEnd) {
        this.samples = samples;
        this.atEnd = atEnd;
    }

    @Override
    public void next(short[] into, int offset, int count) {
        int left = Math.min(count, samples.length - at);
        System.arraycopy(samples, at, into, offset, left);
        Arrays.fill(into, offset + left, offset + count, (short) 0);
        at += left;
        // The frame after the last one: by then the last was sent.
        if (left == 0 && telling == Telling.OWED) {
            telling = Telling.DONE;
            atEnd.run();
        }
    }
}
