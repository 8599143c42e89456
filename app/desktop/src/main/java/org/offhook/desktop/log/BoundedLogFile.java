package org.offhook.desktop.log;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Two files of at most one size each: {@code NAME} grows, then becomes {@code NAME.1} in place of the older one. A disk that is full
 * costs log lines, never the phone.
 */
public final class BoundedLogFile extends OutputStream {
    private final Path path;
    private final long largestBytes;
    private OutputStream present;
    private long size;

    /** @throws IOException when the file cannot be opened at all */
    public BoundedLogFile(Path path, long largestBytes) throws IOException {
        this.path = path;
        this.largestBytes = largestBytes;
        this.present = open(path);
        this.size = Files.size(path);
    }

    private static OutputStream open(Path path) throws IOException {
        return Files.newOutputStream(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    @Override
    public void write(int single) {
        write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
        try {
            // Only between lines, so that none is torn apart.
            if (size >= largestBytes && length > 0 && bytes[offset + length - 1] == '\n') {
                turnOver();
            }
            present.write(bytes, offset, length);
            size += length;
        } catch (IOException e) {
            size += length; // nowhere to report it: the reporter is what failed
        }
    }

    /** Where the old file cannot be put aside, lines go on into it: a log that stays open is worth more than its size. */
    private void turnOver() throws IOException {
        present.close();
        try {
            Files.move(path, path.resolveSibling(path.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        } finally {
            size = 0; // it is tried again after as much once more
            present = open(path);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        present.close();
    }
}
