package org.offhook.campaign.transfer.file;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A file that is imported: its digest, and its text with a count of what was read. */
final class LeadFile {
    private static final int BUFFER = 1 << 16;

    private final Path path;
    private volatile long read;

    LeadFile(Path path) {
        this.path = path;
    }

    long size() throws IOException {
        return Files.size(path);
    }

    long read() {
        return read;
    }

    /** SHA-256 of what is in it. */
    String digest() throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[BUFFER];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }

    /** Its text; what is none in {@code charset} becomes U+FFFD, by which its row is refused and not the whole file. */
    Reader text(Charset charset) throws IOException {
        InputStream counted = new FilterInputStream(Files.newInputStream(path)) {
            @Override
            public int read() throws IOException {
                int one = super.read();
                count(one < 0 ? 0 : 1);
                return one;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                int n = super.read(buffer, offset, length);
                count(Math.max(0, n));
                return n;
            }
        };
        return new InputStreamReader(
                counted,
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPLACE)
                        .onUnmappableCharacter(CodingErrorAction.REPLACE));
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread reads the file, others only look
    private void count(int more) {
        read += more;
    }
}
