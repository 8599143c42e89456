package org.offhook.media.record;

import io.github.jaredmdobson.concentus.OpusDecoder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads an Ogg Opus file by RFC 3533 and RFC 7845, in no way of the writer's, for tests. */
final class OggReading {
    final List<Page> pages = new ArrayList<>();
    final List<byte[]> packets = new ArrayList<>();
    int preSkip;
    int family;
    final short[][] sides = new short[2][0];

    record Page(int kind, long granule, int serial, int sequence, boolean whole, int packets) {}

    static OggReading of(byte[] file) throws Exception {
        OggReading reading = new OggReading();
        reading.pages(file);
        reading.decode();
        return reading;
    }

    private void pages(byte[] file) {
        ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        int at = 0;
        while (at + 27 <= file.length) {
            if (!new String(file, at, 4, StandardCharsets.US_ASCII).equals("OggS")) {
                throw new IllegalStateException("no page at " + at);
            }
            int segments = file[at + 26] & 0xff;
            int body = at + 27 + segments;
            int length = 27 + segments;
            int ended = 0;
            int packet = body;
            for (int i = 0; i < segments; i++) {
                int lacing = file[at + 27 + i] & 0xff;
                length += lacing;
                if (lacing < 255) {
                    packets.add(Arrays.copyOfRange(file, packet, at + length));
                    packet = at + length;
                    ended++;
                }
            }
            if (at + length > file.length) {
                return;
            }
            byte[] page = Arrays.copyOfRange(file, at, at + length);
            int stored = in.getInt(at + 22);
            Arrays.fill(page, 22, 26, (byte) 0);
            pages.add(new Page(
                    file[at + 5],
                    in.getLong(at + 6),
                    in.getInt(at + 14),
                    in.getInt(at + 18),
                    slowChecksum(page) == stored,
                    ended));
            at += length;
        }
    }

    /** Bit by bit, as RFC 3533 §6 has it: polynomial 0x04c11db7, no start value, nothing reflected. */
    private static int slowChecksum(byte[] page) {
        int sum = 0;
        for (byte one : page) {
            for (int bit = 7; bit >= 0; bit--) {
                boolean out = (sum < 0) != ((one >> bit & 1) == 1);
                sum = (sum << 1) ^ (out ? 0x04c1_1db7 : 0);
            }
        }
        return sum;
    }

    private void decode() throws Exception {
        ByteBuffer head = ByteBuffer.wrap(packets.getFirst()).order(ByteOrder.LITTLE_ENDIAN);
        preSkip = head.getShort(10);
        family = head.get(18);
        OpusDecoder[] decoders = {new OpusDecoder(48_000, 1), new OpusDecoder(48_000, 1)};
        long end = pages.getLast().granule();
        short[][] all = new short[2][960 * packets.size()];
        int made = 0;
        for (byte[] packet : packets.subList(2, packets.size())) {
            int length = packet[1] & 0xff;
            int start = 2;
            if (length >= 252) {
                length += 4 * (packet[2] & 0xff);
                start = 3;
            }
            byte[] first = new byte[1 + length];
            first[0] = packet[0];
            System.arraycopy(packet, start, first, 1, length);
            byte[] second = Arrays.copyOfRange(packet, start + length, packet.length);
            decoders[0].decode(first, 0, first.length, all[0], made, 960, false);
            decoders[1].decode(second, 0, second.length, all[1], made, 960, false);
            made += 960;
        }
        int last = (int) Math.min(made, end);
        for (int side = 0; side < 2; side++) {
            sides[side] = Arrays.copyOfRange(all[side], Math.min(preSkip, last), last);
        }
    }

    /** Level of a frequency in a side, of full scale. */
    static double level(short[] samples, int rateHertz, double hertz, int from, int count) {
        double real = 0;
        double imaginary = 0;
        for (int i = 0; i < count; i++) {
            double angle = 2 * Math.PI * hertz * i / rateHertz;
            real += samples[from + i] * Math.cos(angle);
            imaginary += samples[from + i] * Math.sin(angle);
        }
        return 2 * Math.hypot(real, imaginary) / count / 32_768;
    }
}
