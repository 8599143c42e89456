package org.offhook.media.record;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** A recording that anybody who may read the file can play. */
public final class PlainBytes implements RecordingBytes {
    private final FileChannel file;

    /** @param file empty and open for writing; closed with this */
    public PlainBytes(FileChannel file) {
        this.file = file;
    }

    @Override
    public void append(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
    }

    @Override
    public void rewrite(ByteBuffer front) throws IOException {
        while (front.hasRemaining()) {
            file.write(front, front.position());
        }
    }

    @Override
    public boolean rewritable() {
        return true;
    }

    @Override
    public void flush() {} // every byte is the system's already

    @Override
    public void close() throws IOException {
        try (file) {
            file.force(false);
        }
    }
}
