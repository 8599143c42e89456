package org.offhook.campaign.transfer.file;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.Writer;
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
     * Goes on with the file of an import that was killed: what was written of rows that are not done with will come again.
     *
     * @param header of the imported file
     * @param done rows that are done with; 0 begins the file anew
     */
    RefusedRowsFile(Path path, List<String> header, char separator, long done) throws IOException {
        this.path = path;
        this.header = header;
        this.separator = separator;
        if (done == 0) {
            Files.deleteIfExists(path);
        } else if (Files.exists(path)) {
            keepUpTo(done);
        }
    }

    private void keepUpTo(long done) throws IOException {
        Path fresh = path.resolveSibling(path.getFileName() + ".new");
        try (Reader reader = Files.newBufferedReader(path, StandardCharsets.UTF_8);
                CsvRows rows = new CsvRows(reader, separator);
                Writer writer = Files.newBufferedWriter(fresh, StandardCharsets.UTF_8);
                CSVPrinter csv = new CSVPrinter(writer, format())) {
            csv.printRecord(rows.header());
            while (rows.hasNext()) {
                List<String> cells = rows.next();
                // A line that the kill cut off has no number, or belongs to a row that comes again.
                if (cells.getFirst().matches("\\d{1,18}") && Long.parseLong(cells.getFirst()) <= done) {
                    csv.printRecord(cells);
                }
            }
        } catch (java.io.UncheckedIOException e) {
            throw e.getCause();
        }
        Files.move(fresh, path, StandardCopyOption.REPLACE_EXISTING);
    }

    private CSVFormat format() {
        return CSVFormat.RFC4180.builder().setDelimiter(separator).get();
    }

    private Open opened() throws IOException {
        if (open.isEmpty()) {
            boolean fresh = Files.notExists(path);
            FileChannel channel = FileChannel.open(
                    path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
            CSVPrinter csv = new CSVPrinter(
                    new BufferedWriter(
                            new OutputStreamWriter(Channels.newOutputStream(channel), StandardCharsets.UTF_8)),
                    format());
            if (fresh) {
                List<String> titles = new ArrayList<>(List.of("row", "reason"));
                titles.addAll(header);
                csv.printRecord(titles);
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
