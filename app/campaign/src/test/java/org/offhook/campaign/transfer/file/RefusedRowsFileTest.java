package org.offhook.campaign.transfer.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.offhook.campaign.transfer.CsvRows;

class RefusedRowsFileTest {
    private static final List<String> HEADER = List.of("phone \"number\"", "name, or ü");
    private static final List<String> CELLS = List.of("call \"me\"", "Zoë\n\uD83D\uDE00");
    private static final List<String> TITLES = List.of("row", "reason", "phone \"number\"", "name, or ü");

    @TempDir
    private Path folder;

    private Path path() {
        return folder.resolve("leads.csv.errors.csv");
    }

    private static RefusedRowsFile.Done done(long rows, Long... again) {
        return new RefusedRowsFile.Done(rows, Set.of(again));
    }

    private static List<String> line(long row, String reason) {
        List<String> line = new ArrayList<>(List.of(Long.toString(row), reason));
        line.addAll(CELLS);
        return line;
    }

    private List<List<String>> lines() throws IOException {
        List<List<String>> all = new ArrayList<>();
        try (CsvRows rows = new CsvRows(Files.newBufferedReader(path(), StandardCharsets.UTF_8), ',')) {
            all.add(rows.header());
            rows.forEachRemaining(all::add);
        }
        return all;
    }

    private void write(RefusedRowsFile.Done done, long... rows) throws IOException {
        try (RefusedRowsFile file = new RefusedRowsFile(path(), HEADER, ',', done)) {
            for (long row : rows) {
                file.add(row, "the number, \"it\", has letters", CELLS);
            }
        }
    }

    /** Rows 11 and 12 were told before they were done with, 7 is told again: whatever a kill left of them. */
    @Test
    void whereverAKillCutTheFileItGoesOnWithWholeLinesAndItsTitles() throws IOException {
        write(done(0), 3, 7, 11, 12);
        byte[] whole = Files.readAllBytes(path());
        write(done(0), 3);
        int forced = Files.readAllBytes(path()).length;
        for (int cut = forced; cut <= whole.length; cut++) {
            Files.write(path(), Arrays.copyOf(whole, cut));
            write(done(10, 7L), 7, 11);
            assertThat(lines())
                    .as("cut after %d bytes", cut)
                    .containsExactly(
                            TITLES,
                            line(3, "the number, \"it\", has letters"),
                            line(7, "the number, \"it\", has letters"),
                            line(11, "the number, \"it\", has letters"));
        }
    }

    @Test
    void aFileThatWasCutWithinItsTitlesHasThemAgain() throws IOException {
        write(done(0), 3);
        byte[] whole = Files.readAllBytes(path());
        int titles = new String(whole, StandardCharsets.ISO_8859_1).indexOf("\r\n") + 2;
        for (int cut = 0; cut <= titles; cut++) {
            Files.write(path(), Arrays.copyOf(whole, cut));
            write(done(10), 11);
            assertThat(lines())
                    .as("cut after %d bytes", cut)
                    .containsExactly(TITLES, line(11, "the number, \"it\", has letters"));
        }
    }

    @Test
    void aWholeFileThatFailsLeavesTheOneBeforeAndNothingBesideIt() throws IOException {
        Path target = Files.writeString(folder.resolve("calls.csv"), "before");
        assertThatThrownBy(() -> WholeFile.write(target, out -> {
                    out.write("half");
                    throw new IOException("the store is gone");
                }))
                .isInstanceOf(IOException.class);
        assertThat(target).hasContent("before");
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
        assertThat(WholeFile.write(target, true, out -> {
                    out.write("ü");
                    return 1;
                }))
                .isEqualTo(1);
        assertThat(Files.readString(target)).isEqualTo("\uFEFFü");
    }
}
