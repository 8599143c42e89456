package org.offhook.campaign.transfer;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** The rows of a CSV file, one at a time. A file whose quotes never close is refused before it fills the memory. */
public final class CsvRows implements Iterator<List<String>>, AutoCloseable {
    /** Nobody's lead is longer; an opening quote without its partner is. */
    static final int LONGEST_ROW = 1_048_576;

    private final RowReader reader;
    private final CSVParser parser;
    private final Iterator<CSVRecord> records;
    private final List<String> header;

    /** @param separator between cells, usually a comma */
    public CsvRows(Reader source, char separator) throws IOException {
        this.reader = new RowReader(source);
        this.parser = CSVParser.builder()
                .setReader(reader)
                .setFormat(CSVFormat.RFC4180
                        .builder()
                        .setDelimiter(separator)
                        .setIgnoreEmptyLines(true)
                        .get())
                .get();
        this.records = parser.iterator();
        try {
            this.header = hasNext() ? withoutMark(next()) : List.of();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** What is read is no CSV. */
    public static final class Broken extends IOException {
        private static final long serialVersionUID = 1L;

        Broken(String message) {
            super(message);
        }

        Broken(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** The first row; empty when the file is. */
    public List<String> header() {
        return header;
    }

    /** Spreadsheets begin a file in UTF-8 with a mark that is no part of the first title. */
    private static List<String> withoutMark(List<String> titles) {
        if (titles.isEmpty() || !titles.getFirst().startsWith("\uFEFF")) {
            return titles;
        }
        List<String> clean = new java.util.ArrayList<>(titles);
        clean.set(0, titles.getFirst().substring(1));
        return List.copyOf(clean);
    }

    @Override
    public boolean hasNext() {
        try {
            return records.hasNext();
        } catch (UncheckedIOException e) {
            throw e.getCause() instanceof CSVException fault ? broken(fault) : e;
        }
    }

    @Override
    public List<String> next() {
        try {
            List<String> cells = records.next().toList();
            reader.rowDelivered();
            return cells;
        } catch (UncheckedIOException e) {
            throw e.getCause() instanceof CSVException fault ? broken(fault) : e;
        }
    }

    private UncheckedIOException broken(CSVException e) {
        return new UncheckedIOException(
                new Broken("line " + parser.getCurrentLineNumber() + " is not CSV: quotes or length", e));
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }

    /** Counts what one row takes. */
    private static final class RowReader extends FilterReader {
        private long sinceRow;

        RowReader(Reader in) {
            super(in);
        }

        void rowDelivered() {
            sinceRow = 0;
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            counted(one < 0 ? 0 : 1);
            return one;
        }

        @Override
        public int read(char[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            counted(Math.max(0, read));
            return read;
        }

        private void counted(int more) throws IOException {
            sinceRow += more;
            if (sinceRow > LONGEST_ROW) {
                throw new Broken("a row is longer than " + LONGEST_ROW + " characters; is a quote not closed?");
            }
        }
    }
}
