package org.offhook.ui.picture;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * Writes PNG files (W3C PNG, third edition): 8-bit RGB, no interlace. Each row is filtered by whichever of None, Sub and Up has
 * the smallest sum of absolute differences, the heuristic that §12.7 recommends.
 */
final class PngFile {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int BYTES_PER_PIXEL = 3;

    private PngFile() {}

    /** @param argb one pixel after the other, row by row; alpha is dropped */
    static void write(Path file, int[] argb, int width, int height) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            out.write(SIGNATURE);
            writeChunk(out, "IHDR", header(width, height));
            writeChunk(out, "IDAT", imageData(argb, width, height));
            writeChunk(out, "IEND", new byte[0]);
        }
    }

    private static byte[] header(int width, int height) throws IOException {
        var bytes = new ByteArrayOutputStream(13);
        try (var data = new DataOutputStream(bytes)) {
            data.writeInt(width);
            data.writeInt(height);
            data.writeByte(8); // bit depth
            data.writeByte(2); // colour type: truecolour
            data.writeByte(0); // compression: deflate
            data.writeByte(0); // filter method 0
            data.writeByte(0); // no interlace
        }
        return bytes.toByteArray();
    }

    private static byte[] imageData(int[] argb, int width, int height) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var deflater = new Deflater(Deflater.BEST_COMPRESSION);
        int stride = width * BYTES_PER_PIXEL;
        byte[] above = new byte[stride];
        byte[] row = new byte[stride];
        byte[][] filtered = new byte[3][stride];
        try (var out = new DeflaterOutputStream(bytes, deflater)) {
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    int pixel = argb[y * width + x];
                    row[x * 3] = (byte) (pixel >> 16);
                    row[x * 3 + 1] = (byte) (pixel >> 8);
                    row[x * 3 + 2] = (byte) pixel;
                }
                int best = filter(row, above, filtered);
                out.write(best);
                out.write(filtered[best]);
                byte[] spare = above;
                above = row;
                row = spare;
            }
        } finally {
            deflater.end();
        }
        return bytes.toByteArray();
    }

    /** Fills all three filtered rows and returns the number of the one that will compress best. */
    private static int filter(byte[] row, byte[] above, byte[][] filtered) {
        int[] sums = new int[3];
        for (int i = 0; i < row.length; i++) {
            byte left = i < BYTES_PER_PIXEL ? 0 : row[i - BYTES_PER_PIXEL];
            filtered[0][i] = row[i];
            filtered[1][i] = (byte) (row[i] - left);
            filtered[2][i] = (byte) (row[i] - above[i]);
            for (int kind = 0; kind < 3; kind++) {
                sums[kind] += Math.abs(filtered[kind][i]);
            }
        }
        int best = 0;
        for (int kind = 1; kind < 3; kind++) {
            if (sums[kind] < sums[best]) {
                best = kind;
            }
        }
        return best;
    }

    private static void writeChunk(OutputStream out, String type, byte[] data) throws IOException {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        var crc = new CRC32();
        crc.update(name);
        crc.update(data);
        var wrapped = new DataOutputStream(out);
        wrapped.writeInt(data.length);
        wrapped.write(name);
        wrapped.write(data);
        wrapped.writeInt((int) crc.getValue());
        wrapped.flush();
    }
}
