package org.offhook.media.record;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Puts packets into pages of an Ogg stream (RFC 3533). One thread; blocks on the disk. */
final class OggPages {
    static final int CONTINUED = 1;
    static final int FIRST = 2;
    static final int LAST = 4;

    static final int HEADER_BYTES = 27;
    static final int CHECKSUM_AT = 22;
    /** A page's table has one byte for how long it is. */
    private static final int MOST_SEGMENTS = 255;

    private static final int LONGEST_SEGMENT = 255;
    private static final int POLYNOMIAL = 0x04c1_1db7;
    private static final int[] TABLE = table();

    private final RecordingBytes file;
    private final int serial;
    private final byte[] lacing = new byte[MOST_SEGMENTS];
    private final ByteBuffer body = ByteBuffer.allocate(MOST_SEGMENTS * LONGEST_SEGMENT);
    private int segments;
    private int sequence;
    private int kind = FIRST;

    /** @param serial tells this stream from others in the same file */
    OggPages(RecordingBytes file, int serial) {
        this.file = file;
        this.serial = serial;
    }

    /**
     * Whether a packet of so many bytes fits into the page that is being filled.
     *
     * @param length fewer than 65,025: no packet of ours goes over a page's end
     */
    boolean fits(int length) {
        return segments + length / LONGEST_SEGMENT + 1 <= MOST_SEGMENTS;
    }

    /** Adds a packet; it must fit. */
    void add(byte[] packet, int offset, int length) {
        for (int left = length;
                left >= 0;
                left -= LONGEST_SEGMENT) { // a full last segment wants an empty one behind it
            lacing[segments++] = (byte) Math.min(left, LONGEST_SEGMENT);
        }
        body.put(packet, offset, length);
    }

    boolean isEmpty() {
        return segments == 0;
    }

    /**
     * Writes the page.
     *
     * @param granule what the format counts, at the end of the last packet of the page
     */
    void end(long granule, boolean last) throws IOException {
        body.flip();
        ByteBuffer page = ByteBuffer.allocate(HEADER_BYTES + segments + body.remaining())
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) 'O')
                .put((byte) 'g')
                .put((byte) 'g')
                .put((byte) 'S')
                .put((byte) 0)
                .put((byte) (kind | (last ? LAST : 0)))
                .putLong(granule)
                .putInt(serial)
                .putInt(sequence++)
                .putInt(0)
                .put((byte) segments)
                .put(lacing, 0, segments)
                .put(body);
        page.flip();
        page.putInt(CHECKSUM_AT, checksum(page.array(), page.limit()));
        file.append(page);
        file.flush();
        kind = 0;
        segments = 0;
        body.clear();
    }

    /** Over a page whose own field is zero (RFC 3533 §6). */
    static int checksum(byte[] page, int length) {
        int sum = 0;
        for (int i = 0; i < length; i++) {
            sum = (sum << 8) ^ TABLE[((sum >>> 24) ^ page[i]) & 0xff];
        }
        return sum;
    }

    private static int[] table() {
        int[] table = new int[256];
        for (int i = 0; i < table.length; i++) {
            int value = i << 24;
            for (int bit = 0; bit < 8; bit++) {
                value = (value << 1) ^ (value < 0 ? POLYNOMIAL : 0);
            }
            table[i] = value;
        }
        return table;
    }
}
