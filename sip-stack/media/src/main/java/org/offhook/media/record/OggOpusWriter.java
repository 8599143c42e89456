package org.offhook.media.record;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import org.offhook.rtp.codec.OpusSpeech;

/**
 * Writes both sides of a call as Opus in Ogg (RFC 7845), each side a stream of its own, so that nothing of the one is heard in the other:
 * a pair of coupled channels would predict one from the other. A page is written each second. One thread; blocks on the disk.
 */
public final class OggOpusWriter implements SoundWriter {
    private static final int FRAME_MILLIS = 20;
    private static final int CLOCK_PER_MILLI = OpusSpeech.CLOCK_RATE_HERTZ / 1000;
    /** What the encoder looks ahead, 6.5 ms: as much is to be left out at the start (RFC 7845 §4.2). */
    private static final int PRE_SKIP = 312;

    private static final int BIT_RATE_NARROW = 20_000;
    private static final int BIT_RATE_WIDE = 28_000;
    private static final int BIT_RATE_FULL = 44_000;
    private static final int WIDE_HERTZ = 16_000;
    /** A self-delimited length of two bytes begins here (RFC 6716 §3.2.1). */
    private static final int LONG_LENGTH = 252;

    private final RecordingBytes file;
    private final OggPages pages;
    private final OpusSpeech.Encoder leftEncoder;
    private final OpusSpeech.Encoder rightEncoder;
    private final int rateHertz;
    private final int frameSamples;
    private final short[] left;
    private final short[] right;
    private final byte[] one = new byte[OpusSpeech.MOST_PAYLOAD_BYTES];
    private final byte[] packet = new byte[2 * OpusSpeech.MOST_PAYLOAD_BYTES + 2];
    private int filled;
    private long samples;
    private long framed;

    /**
     * Writes to bytes that are closed with this.
     *
     * @param rateHertz of the samples: 8000, 16000, 24000 or 48000
     */
    public OggOpusWriter(RecordingBytes file, int rateHertz) throws IOException {
        this.file = file;
        this.rateHertz = rateHertz;
        pages = new OggPages(file, ThreadLocalRandom.current().nextInt());
        frameSamples = rateHertz / 1000 * FRAME_MILLIS;
        left = new short[frameSamples];
        right = new short[frameSamples];
        leftEncoder = new OpusSpeech.Encoder(settings(rateHertz));
        rightEncoder = new OpusSpeech.Encoder(settings(rateHertz));
        page(head(rateHertz));
        page(tags());
    }

    private static OpusSpeech.Settings settings(int rateHertz) {
        int bitRate = rateHertz <= 8_000 ? BIT_RATE_NARROW : rateHertz <= WIDE_HERTZ ? BIT_RATE_WIDE : BIT_RATE_FULL;
        return new OpusSpeech.Settings(
                rateHertz,
                rateHertz <= WIDE_HERTZ ? rateHertz / 2 : OpusSpeech.FULL_BAND_HERTZ,
                bitRate,
                bitRate,
                false,
                false,
                false);
    }

    /** RFC 7845 §5.1: channel mapping family 1, two streams, none of them coupled. */
    private static byte[] head(int rateHertz) {
        return ByteBuffer.allocate(23)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("OpusHead".getBytes(StandardCharsets.US_ASCII))
                .put((byte) 1)
                .put((byte) 2)
                .putShort((short) PRE_SKIP)
                .putInt(rateHertz)
                .putShort((short) 0)
                .put((byte) 1)
                .put((byte) 2)
                .put((byte) 0)
                .put((byte) 0)
                .put((byte) 1)
                .array();
    }

    /** RFC 7845 §5.2, with no comment: whose call it was stands in the file's name, by the rule for that. */
    private static byte[] tags() {
        byte[] vendor = "Offhook".getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(16 + vendor.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("OpusTags".getBytes(StandardCharsets.US_ASCII))
                .putInt(vendor.length)
                .put(vendor)
                .putInt(0)
                .array();
    }

    private void page(byte[] only) throws IOException {
        pages.add(only, 0, only.length);
        pages.end(0, false);
    }

    @Override
    public void write(short[] fromLeft, short[] fromRight, int count) throws IOException {
        samples += count;
        for (int done = 0; done < count; ) {
            int some = Math.min(count - done, frameSamples - filled);
            System.arraycopy(fromLeft, done, left, filled, some);
            System.arraycopy(fromRight, done, right, filled, some);
            filled += some;
            done += some;
            if (filled == frameSamples) {
                frame();
            }
        }
    }

    private void frame() throws IOException {
        filled = 0;
        int length = selfDelimited(leftEncoder.encode(left, 0, frameSamples, one, 0));
        int rest = rightEncoder.encode(right, 0, frameSamples, packet, length);
        if (rest == 0) {
            packet[length] = nothing();
            rest = 1;
        }
        if (!pages.fits(length + rest)) {
            pages.end(granule(framed), false);
        }
        pages.add(packet, 0, length + rest);
        framed++;
    }

    /** The first stream's packet says how long it is, the last one's need not (RFC 7845 §3, RFC 6716 appendix B). */
    private int selfDelimited(int length) {
        if (length == 0) {
            packet[0] = nothing();
            packet[1] = 0;
            return 2;
        }
        int payload = length - 1; // one frame of 20 ms, so of code 0: a byte that says so, and the frame
        packet[0] = one[0];
        int at = 1;
        if (payload < LONG_LENGTH) {
            packet[at++] = (byte) payload;
        } else {
            int first = LONG_LENGTH + ((payload - LONG_LENGTH) & 3);
            packet[at++] = (byte) first;
            packet[at++] = (byte) ((payload - first) >> 2);
        }
        System.arraycopy(one, 1, packet, at, payload);
        return at + payload;
    }

    /** A frame that is not there: the configuration of the others for 20 ms, and no frame (RFC 6716 §3.1). */
    private byte nothing() {
        return (byte) ((rateHertz <= 8_000 ? 1 : rateHertz <= WIDE_HERTZ ? 9 : 15) << 3);
    }

    private static long granule(long frames) {
        return frames * FRAME_MILLIS * CLOCK_PER_MILLI;
    }

    @Override
    public void second() throws IOException {
        if (!pages.isEmpty()) {
            pages.end(granule(framed), false);
        }
    }

    /** The last page says how much of its last frame is sound (RFC 7845 §4.4). */
    @Override
    public void close() throws IOException {
        try (file) {
            long heard = samples * (OpusSpeech.CLOCK_RATE_HERTZ / rateHertz) + PRE_SKIP;
            while (filled > 0 || granule(framed) < heard) {
                Arrays.fill(left, filled, frameSamples, (short) 0);
                Arrays.fill(right, filled, frameSamples, (short) 0);
                frame();
            }
            pages.end(heard, true);
        }
    }
}
