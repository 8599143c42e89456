package org.offhook.rtp.pcm;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * The header of a RIFF WAVE file of 16-bit linear samples.
 *
 * @param channels 1 or 2
 * @param sampleRateHertz 1000–192000
 * @param dataOffset where the samples start in the file
 * @param dataBytes how many bytes of samples follow; a file whose writer was killed may claim another number than it has
 */
public record WavHeader(int channels, int sampleRateHertz, long dataOffset, long dataBytes) {

    /** Bytes of the header that {@link #bytes} makes. */
    public static final int BYTES = 44;

    private static final int RIFF = 0x4646_4952;
    private static final int WAVE = 0x4556_4157;
    private static final int FMT = 0x2074_6d66;
    private static final int DATA = 0x6174_6164;
    private static final int PCM = 1;
    private static final int EXTENSIBLE = 0xfffe;

    /** The header of a file that holds {@code dataBytes} of samples. */
    public static byte[] bytes(int channels, int sampleRateHertz, long dataBytes) {
        int size = (int) Math.min(dataBytes, 0x7fff_ff00L);
        return ByteBuffer.allocate(BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(RIFF)
                .putInt(size + BYTES - 8)
                .putInt(WAVE)
                .putInt(FMT)
                .putInt(16)
                .putShort((short) PCM)
                .putShort((short) channels)
                .putInt(sampleRateHertz)
                .putInt(sampleRateHertz * channels * 2)
                .putShort((short) (channels * 2))
                .putShort((short) 16)
                .putInt(DATA)
                .putInt(size)
                .array();
    }

    /**
     * Reads a header.
     *
     * @param start the first bytes of a file, some kilobytes if it has them
     * @return the header, or empty for anything but 16-bit linear mono or stereo
     */
    public static Optional<WavHeader> read(byte[] start) {
        ByteBuffer in = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN);
        if (in.remaining() < 12 || in.getInt() != RIFF) {
            return Optional.empty();
        }
        in.getInt();
        if (in.getInt() != WAVE) {
            return Optional.empty();
        }
        int channels = 0;
        int rate = 0;
        while (in.remaining() >= 8) {
            int chunk = in.getInt();
            long size = Integer.toUnsignedLong(in.getInt());
            if (chunk == DATA) {
                boolean known = channels >= 1 && channels <= 2 && rate >= 1000 && rate <= 192_000;
                return known ? Optional.of(new WavHeader(channels, rate, in.position(), size)) : Optional.empty();
            }
            if (chunk == FMT && size >= 16 && in.remaining() >= 16) {
                int at = in.position();
                int format = in.getShort(at) & 0xffff;
                if ((format != PCM && format != EXTENSIBLE) || in.getShort(at + 14) != 16) {
                    return Optional.empty();
                }
                channels = in.getShort(at + 2);
                rate = in.getInt(at + 4);
            }
            // Chunks are padded to an even length.
            long next = in.position() + size + (size & 1);
            if (next > in.limit()) {
                return Optional.empty();
            }
            in.position((int) next);
        }
        return Optional.empty();
    }
}
