package org.offhook.media.record;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Where a recording's bytes go. One thread at a time; blocks on the disk. */
public interface RecordingBytes extends AutoCloseable {
    /** Adds bytes at the end. What was added stays when the process is killed after {@link #flush}. */
    void append(ByteBuffer bytes) throws IOException;

    /** Writes over the beginning; does nothing where {@link #rewritable} is false. */
    void rewrite(ByteBuffer front) throws IOException;

    /** Whether the beginning can be written again. */
    boolean rewritable();

    /** Hands everything to the system. */
    void flush() throws IOException;

    /** Completes the file; what it holds is on the disk when this returns. */
    @Override
    void close() throws IOException;
}
