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
public final class WavWriter implements SoundWriter {

    /** Where the length is not known and cannot be written later. */
    private static final long ENDLESS = 0x7fff_ff00L;

    private final RecordingBytes file;
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
        this(new PlainBytes(opened(path)), channels, sampleRateHertz);
    }

    /** Writes to bytes that are closed with this. */
    public WavWriter(RecordingBytes file, int channels, int sampleRateHertz) throws IOException {
        this.channels = channels;
        this.sampleRateHertz = sampleRateHertz;
        this.file = file;
        file.append(header(file.rewritable() ? 0 : ENDLESS));
    }

    private static FileChannel opened(Path path) throws IOException {
        Path folder = path.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        return FileChannel.open(
                path, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
    }

    /** Appends samples; stereo ones interleaved. */
    public void write(short[] samples, int offset, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            put(samples[offset + i]);
        }
        if (dataBytes + bytes.position() - headerBytes >= 2L * channels * sampleRateHertz) {
            second();
        }
    }

    @Override
    public void write(short[] left, short[] right, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            put(left[i]);
            put(right[i]);
        }
    }

    private void put(short sample) throws IOException {
        if (!bytes.hasRemaining()) {
            flush();
        }
        bytes.putShort(sample);
    }

    @Override
    public void second() throws IOException {
        flush();
        file.rewrite(header(dataBytes));
        headerBytes = dataBytes;
        file.flush();
    }

    private void flush() throws IOException {
        bytes.flip();
        dataBytes += bytes.remaining();
        file.append(bytes);
        bytes.clear();
    }

    private ByteBuffer header(long length) {
        return ByteBuffer.wrap(WavHeader.bytes(channels, sampleRateHertz, length));
    }

    /** Writes what is left and sets the header right. */
    @Override
    public void close() throws IOException {
        try (file) {
            second();
        }
    }

    /** Sets a file's header right by its length; a sample that was not written to its end is cut off. */
    static void setRight(Path path, WavHeader header) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
            long frame = 2L * header.channels();
            long length = Math.max(0, (channel.size() - header.dataOffset()) / frame * frame);
            channel.truncate(header.dataOffset() + length);
            ByteBuffer right = ByteBuffer.wrap(WavHeader.bytes(header.channels(), header.sampleRateHertz(), length));
            while (right.hasRemaining()) {
                channel.write(right, right.position());
            }
            channel.force(false);
        }
    }
}
