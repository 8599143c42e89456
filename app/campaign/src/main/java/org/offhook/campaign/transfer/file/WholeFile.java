package org.offhook.campaign.transfer.file;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** A file that is there when it is whole: written beside its place first, then renamed. */
public final class WholeFile {
    private WholeFile() {}

    /** What writes; answers how many rows. */
    @FunctionalInterface
    public interface Writing {
        long to(Writer out) throws IOException;
    }

    /** Writes in UTF-8; a file that was there is replaced, and stays when the writing fails. */
    public static long write(Path file, Writing writing) throws IOException {
        return write(file, false, writing);
    }

    /** @param mark whether it begins with U+FEFF, by which spreadsheets know that it is UTF-8 */
    public static long write(Path file, boolean mark, Writing writing) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".part");
        try {
            long rows = written(fresh, mark, writing);
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
            return rows;
        } finally {
            Files.deleteIfExists(fresh); // customers' data that nobody asked for in halves
        }
    }

    private static long written(Path fresh, boolean mark, Writing writing) throws IOException {
        try (FileChannel channel = FileChannel.open(
                        fresh,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE);
                Writer out = new BufferedWriter(
                        new OutputStreamWriter(Channels.newOutputStream(channel), StandardCharsets.UTF_8))) {
            if (mark) {
                out.write('\uFEFF');
            }
            long rows = writing.to(out);
            out.flush();
            channel.force(true); // else a power cut may leave the name with nothing under it
            return rows;
        }
    }
}
