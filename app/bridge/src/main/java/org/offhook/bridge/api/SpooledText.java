package org.offhook.bridge.api;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Collects bytes in memory, and from a size on in a file that only this user can read and that goes with {@link #close}. */
final class SpooledText extends OutputStream implements LargeText {
    private static final Logger LOG = LoggerFactory.getLogger(SpooledText.class);
    static final int IN_MEMORY = 256 * 1024;

    private ByteArrayOutputStream memory = new ByteArrayOutputStream();
    private @Nullable Path file;
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
        file = Files.createTempFile(
                "offhook-api-", ".part"); // readable by its owner only where the system knows owners
        onDisk = new java.io.BufferedOutputStream(Files.newOutputStream(file), 64 * 1024);
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
        return file == null ? new ByteArrayInputStream(memory.toByteArray()) : Files.newInputStream(file);
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
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            LOG.warn(
                    "A request's spooled part could not be removed: {}",
                    e.getClass().getSimpleName());
        }
    }
}
