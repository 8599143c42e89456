package org.offhook.media.record;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.offhook.rtp.pcm.WavHeader;

/**
 * Completes what a killed process was recording: all of it was playable, but a WAV's header may leave out its last second, and an Ogg
 * stream says nowhere that it ended. A sealed file is left as it is: that its end is missing must stay to be seen. Blocks on the disk.
 */
public final class RecordingRepair {
    private static final int OGG = 0x5367_674f;
    private static final int SEGMENTS_AT = 26;
    private static final int KIND_AT = 5;

    private RecordingRepair() {}

    /** Does nothing to a file that is not a recording of ours, or is complete. */
    public static void complete(Path path) throws IOException {
        byte[] start;
        try (var in = Files.newInputStream(path)) {
            start = in.readNBytes(SealFormat.HEADER_BYTES);
        }
        Optional<WavHeader> wav = WavHeader.read(start);
        if (wav.isPresent()) {
            WavWriter.setRight(path, wav.get());
        } else if (start.length > SEGMENTS_AT
                && ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN).getInt() == OGG) {
            completeOgg(path);
        }
    }

    /** Cuts off a page that was not written to its end, and marks the one before it as the last. */
    private static void completeOgg(Path path) throws IOException {
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long at = 0;
            long lastAt = -1;
            Optional<ByteBuffer> page = page(file, at);
            Optional<ByteBuffer> last = Optional.empty();
            while (page.isPresent()) {
                last = page;
                lastAt = at;
                at += page.get().limit();
                page = page(file, at);
            }
            file.truncate(at);
            if (last.isPresent() && (last.get().get(KIND_AT) & OggPages.LAST) == 0) {
                ByteBuffer marked = last.get();
                marked.put(KIND_AT, (byte) (marked.get(KIND_AT) | OggPages.LAST));
                marked.putInt(OggPages.CHECKSUM_AT, 0);
                marked.putInt(OggPages.CHECKSUM_AT, checksum(marked));
                while (marked.hasRemaining()) {
                    file.write(marked, lastAt + marked.position());
                }
            }
            file.force(false);
        }
    }

    /** A whole page with a right checksum. */
    private static Optional<ByteBuffer> page(FileChannel file, long at) throws IOException {
        Optional<ByteBuffer> header = bytes(file, at, OggPages.HEADER_BYTES);
        if (header.isEmpty() || header.get().getInt(0) != OGG) {
            return Optional.empty();
        }
        int segments = header.get().get(SEGMENTS_AT) & 0xff;
        Optional<ByteBuffer> table = bytes(file, at + OggPages.HEADER_BYTES, segments);
        if (table.isEmpty()) {
            return Optional.empty();
        }
        int length = OggPages.HEADER_BYTES + segments;
        for (int i = 0; i < segments; i++) {
            length += table.get().get(i) & 0xff;
        }
        return bytes(file, at, length).filter(RecordingRepair::isWhole);
    }

    private static int checksum(ByteBuffer page) {
        byte[] bytes = new byte[page.limit()];
        page.get(0, bytes);
        return OggPages.checksum(bytes, bytes.length);
    }

    private static boolean isWhole(ByteBuffer page) {
        int stored = page.getInt(OggPages.CHECKSUM_AT);
        page.putInt(OggPages.CHECKSUM_AT, 0);
        int sum = checksum(page);
        page.putInt(OggPages.CHECKSUM_AT, stored);
        return sum == stored;
    }

    private static Optional<ByteBuffer> bytes(FileChannel file, long at, int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            if (file.read(bytes, at + bytes.position()) < 0) {
                return Optional.empty();
            }
        }
        return Optional.of(bytes.flip());
    }
}
