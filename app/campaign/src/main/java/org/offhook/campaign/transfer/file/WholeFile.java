package org.offhook.campaign.transfer.file;

import java.io.IOException;
import java.io.Writer;
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

    /** Writes in UTF-8; a file that was there is replaced. */
    public static long write(Path file, Writing writing) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".part");
        long rows;
        try (Writer out = Files.newBufferedWriter(
                fresh,
                StandardCharsets.UTF_8,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE)) {
            rows = writing.to(out);
        }
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
        return rows;
    }
}
