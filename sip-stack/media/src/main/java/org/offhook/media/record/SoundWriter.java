package org.offhook.media.record;

import java.io.IOException;

/** Writes both sides of a call to a file. One thread at a time; blocks on the disk. */
public interface SoundWriter extends AutoCloseable {
    /** Appends samples of both sides, as many of the one as of the other. */
    void write(short[] left, short[] right, int count) throws IOException;

    /** A second has passed: what was written so far is to be playable from now on, whatever becomes of the process. */
    void second() throws IOException;

    /** Completes the file; it is on the disk when this returns. */
    @Override
    void close() throws IOException;
}
