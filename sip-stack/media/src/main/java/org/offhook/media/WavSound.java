package org.offhook.media;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.offhook.rtp.pcm.Resampler;
import org.offhook.rtp.pcm.WavHeader;

/** Reads a whole WAV file as mono samples at a wanted rate. Blocks on the disk. */
public final class WavSound {

    private static final int HEADER_SOUGHT_IN = 64 * 1024;
    /** Ten minutes of 48 kHz stereo: more than anyone listens to, less than memory. */
    private static final long LONGEST_BYTES = 120L * 1024 * 1024;

    private WavSound() {}

    /**
     * Reads a file.
     *
     * @throws IOException when it cannot be read or is no 16-bit linear WAV; the message says which
     */
    public static short[] read(Path file, int sampleRateHertz) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            byte[] start = bytes(channel, 0, (int) Math.min(HEADER_SOUGHT_IN, channel.size()));
            WavHeader header = WavHeader.read(start).orElseThrow(() -> new IOException("not a 16-bit linear WAV file"));
            long length = Math.min(header.dataBytes(), channel.size() - header.dataOffset());
            if (length > LONGEST_BYTES) {
                throw new IOException("longer than ten minutes");
            }
            return resampled(
                    mono(bytes(channel, header.dataOffset(), (int) length), header.channels()),
                    header.sampleRateHertz(),
                    sampleRateHertz);
        }
    }

    /** Samples a second of a file; 0 when it cannot be read. */
    public static int rateHertz(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            byte[] start = bytes(channel, 0, (int) Math.min(HEADER_SOUGHT_IN, channel.size()));
            return WavHeader.read(start).map(WavHeader::sampleRateHertz).orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }

    private static byte[] bytes(FileChannel channel, long from, int count) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(count);
        while (buffer.hasRemaining() && channel.read(buffer, from + buffer.position()) >= 0) {
            // Reads until the buffer is full or the file ends.
        }
        return Arrays.copyOf(buffer.array(), buffer.position());
    }

    private static short[] mono(byte[] data, int channels) {
        ByteBuffer in = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
        short[] samples = new short[data.length / (2 * channels)];
        for (int i = 0; i < samples.length; i++) {
            int sum = 0;
            for (int c = 0; c < channels; c++) {
                sum += in.getShort();
            }
            samples[i] = (short) (sum / channels);
        }
        return samples;
    }

    private static short[] resampled(short[] samples, int fromHertz, int toHertz) {
        Resampler resampler = new Resampler(fromHertz, toHertz);
        short[] out = new short[(int) ((long) samples.length * toHertz / fromHertz) + 1024];
        int made = 0;
        int portion = 1024;
        for (int at = 0; at < samples.length; at += portion) {
            int count = Math.min(portion, samples.length - at);
            if (made + resampler.mostFor(count) + 1 > out.length) {
                out = Arrays.copyOf(out, out.length + out.length / 2 + 4096);
            }
            made += resampler.process(samples, at, count, out, made);
        }
        return Arrays.copyOf(out, made);
    }
}
