package org.offhook.campaign.transfer.file;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.offhook.campaign.transfer.CsvRows;
import org.offhook.campaign.transfer.RefusedRows;

/**
 * The rows that could not be imported, as CSV: number, reason, and the cells as they were, to be corrected and imported again. Made with
 * the first such row.
 */
final class RefusedRowsFile implements RefusedRows, AutoCloseable {
    private final Path path;
    private final List<String> header;
    private final char separator;
    private Optional<Open> open = Optional.empty();

    private record Open(FileChannel channel, CSVPrinter csv) {}

    /**
     * What an earlier run of the import is through with.
     *
     * @param rows how many rows, from the first; 0 begins the file anew
     * @param again rows among them that will be told again
     */
    record Done(long rows, Set<Long> again) {
        Done {
            again = Set.copyOf(again);
        }

        boolean told(long row) {
            return row <= rows && !again.contains(row);
        }
    }

    /**
     * Goes on with the file of an import that was killed: what was written of rows that are not done with will come again.
     *
     * @param header of the imported file
     */
    RefusedRowsFile(Path path, List<String> header, char separator, Done done) throws IOException {
        this.path = path;
        this.header = header;
        this.separator = separator;
        if (!Files.exists(path)) {
            return; // nor is there anything to delete, which a folder for reading only would refuse
        }
        if (done.rows() == 0) {
            Files.delete(path);
        } else {
            keep(done);
        }
    }

    private void keep(Done done) throws IOException {
        Path fresh = path.resolveSibling(path.getFileName() + ".new");
        try (FileChannel channel = FileChannel.open(
                        fresh,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE);
                CSVPrinter csv = printer(channel)) {
            csv.printRecord(titles());
            copy(done, csv);
            csv.flush();
            channel.force(false);
        }
        Files.move(fresh, path, StandardCopyOption.REPLACE_EXISTING);
    }

    /** A kill may have cut the file anywhere, within a letter, a quoted cell or the titles: there it ends. */
    private void copy(Done done, CSVPrinter csv) throws IOException {
        try (Reader text = new LeadFile(path).text(StandardCharsets.UTF_8);
                CsvRows rows = new CsvRows(text, separator)) {
            while (hasWhole(rows)) {
                List<String> cells = rows.next();
                boolean numbered = cells.size() > 1 && cells.getFirst().matches("\\d{1,18}");
                if (numbered && done.told(Long.parseLong(cells.getFirst()))) {
                    csv.printRecord(cells);
                }
            }
        } catch (CsvRows.Broken _) {
            // The titles are cut: nothing comes after them.
        }
    }

    private static boolean hasWhole(CsvRows rows) {
        try {
            return rows.hasNext();
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof CsvRows.Broken) {
                return false;
            }
            throw e;
        }
    }

    private List<String> titles() {
        List<String> titles = new ArrayList<>(List.of("row", "reason"));
        titles.addAll(header);
        return titles;
    }

    private CSVPrinter printer(FileChannel channel) throws IOException {
        return new CSVPrinter(
                new BufferedWriter(new OutputStreamWriter(Channels.newOutputStream(channel), StandardCharsets.UTF_8)),
                format());
    }

    private CSVFormat format() {
        return CSVFormat.RFC4180.builder().setDelimiter(separator).get();
    }

    private Open opened() throws IOException {
        if (open.isEmpty()) {
            FileChannel channel = FileChannel.open(
                    path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
            CSVPrinter csv = printer(channel);
            if (channel.size() == 0) {
                csv.printRecord(titles());
            }
            open = Optional.of(new Open(channel, csv));
        }
        return open.get();
    }

    @Override
    public void add(long row, String reason, List<String> cells) throws IOException {
        List<String> line = new ArrayList<>(List.of(Long.toString(row), reason));
        line.addAll(cells);
        opened().csv().printRecord(line);
    }

    @Override
    public void force() throws IOException {
        if (open.isPresent()) {
            open.get().csv().flush();
            open.get().channel().force(false);
        }
    }

    @Override
    public void close() throws IOException {
        if (open.isPresent()) {
            open.get().csv().close();
        }
    }
}
