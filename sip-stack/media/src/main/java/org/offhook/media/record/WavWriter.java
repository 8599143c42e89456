package org.offhook.media.record;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.offhook.rtp.pcm.WavHeader;

/**
 * Writes 16-bit samples to a WAV file. The header is set right after every second of sound and at the end, so that a
 * killed process leaves a file that plays. One thread at a time; blocks on the disk.
 */
public final class WavWriter implements AutoCloseable {

    private final FileChannel file;
    private final int channels;
    private final int sampleRateHertz;
    private final ByteBuffer bytes = ByteBuffer.allocate(16 * 1024).order(ByteOrder.LITTLE_ENDIAN);
    private long dataBytes;
    private long headerBytes;

    /**
     * Creates the file, and its folder if needed; an existing file is replaced.
     *
     * @throws IOException when it cannot be written
     */
    public WavWriter(Path path, int channels, int sampleRateHertz) throws IOException {
        this.channels = channels;
        this.sampleRateHertz = sampleRateHertz;
        Path folder = path.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        file = FileChannel.open(
                path, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        file.position(WavHeader.BYTES);
        writeHeader();
    }

    /** Appends samples; stereo ones interleaved. */
    public void write(short[] samples, int offset, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            if (!bytes.hasRemaining()) {
                flush();
            }
            bytes.putShort(samples[offset + i]);
        }
        if (dataBytes + bytes.position() - headerBytes >= 2L * channels * sampleRateHertz) {
            flush();
            writeHeader();
        }
    }

    private void flush() throws IOException {
        bytes.flip();
        dataBytes += bytes.remaining();
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
        bytes.clear();
    }

    private void writeHeader() throws IOException {
        ByteBuffer header = ByteBuffer.wrap(WavHeader.bytes(channels, sampleRateHertz, dataBytes));
        while (header.hasRemaining()) {
            file.write(header, header.position());
        }
        headerBytes = dataBytes;
    }

    /** Writes what is left and sets the header right. */
    @Override
    public void close() throws IOException {
        try (file) {
            flush();
            writeHeader();
        }
    }
}
