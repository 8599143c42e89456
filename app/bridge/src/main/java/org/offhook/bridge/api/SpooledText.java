package org.offhook.bridge.api;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Collects bytes in memory, and from a size on in a file that only this user can read. The file goes with {@link #close}, or with this program,
 * however that ends: where the system lets it, it has no name from the start.
 */
final class SpooledText extends OutputStream implements LargeText {
    private static final Logger LOG = LoggerFactory.getLogger(SpooledText.class);
    static final int IN_MEMORY = 256 * 1024;

    private ByteArrayOutputStream memory = new ByteArrayOutputStream();
    private @Nullable FileChannel file;
    private @Nullable OutputStream onDisk;
    private long bytes;

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
        bytes += length;
        if (onDisk == null && bytes > IN_MEMORY) {
            spill();
        }
        if (onDisk == null) {
            memory.write(from, offset, length);
        } else {
            onDisk.write(from, offset, length);
        }
    }

    private void spill() throws IOException {
        Path path = Files.createTempFile(
                "offhook-api-", ".part"); // readable by its owner only where the system knows owners
        FileChannel channel = FileChannel.open(
                path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        file = channel;
        onDisk = new BufferedOutputStream(Channels.newOutputStream(channel), 64 * 1024);
        memory.writeTo(onDisk);
        memory = new ByteArrayOutputStream(0);
    }

    boolean inMemory() {
        return file == null;
    }

    byte[] memoryBytes() {
        return memory.toByteArray();
    }

    @Override
    public InputStream open() throws IOException {
        if (onDisk != null) {
            onDisk.flush();
        }
        return file == null ? new ByteArrayInputStream(memory.toByteArray()) : new FromTheStart(file);
    }

    /** Reads a file from its start, without a position that others would move. */
    private static final class FromTheStart extends InputStream {
        private final FileChannel file;
        private long at;

        FromTheStart(FileChannel file) {
            this.file = file;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int count = file.read(ByteBuffer.wrap(into, offset, length), at);
            at += Math.max(0, count);
            return count;
        }
    }

    @Override
    public long bytes() {
        return bytes;
    }

    @Override
    public void close() {
        try {
            if (onDisk != null) {
                onDisk.close();
            }
            if (file != null) {
                file.close();
            }
        } catch (IOException e) {
            LOG.warn(
                    "A request's spooled part could not be removed: {}",
                    e.getClass().getSimpleName());
        }
    }
}
