package org.offhook.desktop.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoundedLogFileTest {
    @TempDir
    Path folder;

    @Test
    void keepsTheNewestLinesInTwoBoundedFiles() throws IOException {
        Path path = folder.resolve("offhook.log");
        try (PrintStream log = new PrintStream(new BoundedLogFile(path, 1_000), true, StandardCharsets.UTF_8)) {
            for (int line = 0; line < 1_000; line++) {
                log.println("line " + line);
            }
        }

        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.toList())
                    .containsExactlyInAnyOrder(path, folder.resolve("offhook.log.1"))
                    .allSatisfy(file -> assertThat(Files.size(file)).isBetween(1L, 1_100L));
        }
        List<String> older = Files.readAllLines(folder.resolve("offhook.log.1"));
        List<String> newer = Files.readAllLines(path);
        assertThat(newer).last().isEqualTo("line 999");
        int first = Integer.parseInt(older.getFirst().substring("line ".length()));
        assertThat(Stream.concat(older.stream(), newer.stream()))
                .as("no line is lost or torn between the files")
                .hasSize(1_000 - first)
                .allMatch(line -> line.matches("line \\d+"));
    }

    @Test
    void goesOnWhereTheLastRunEnded() throws IOException {
        Path path = folder.resolve("offhook.log");
        Files.writeString(path, "before\n");
        try (PrintStream log = new PrintStream(new BoundedLogFile(path, 1_000), true, StandardCharsets.UTF_8)) {
            log.println("after");
        }
        assertThat(path).hasContent("before\nafter");
    }

    @Test
    void goesOnInTheSameFileWhereTheOldOneCannotBePutAside() throws IOException {
        Path path = folder.resolve("offhook.log");
        Files.createDirectories(folder.resolve("offhook.log.1").resolve("in the way"));
        try (PrintStream log = new PrintStream(new BoundedLogFile(path, 100), true, StandardCharsets.UTF_8)) {
            for (int line = 0; line < 100; line++) {
                log.println("line " + line);
            }
        }
        assertThat(Files.readAllLines(path)).last().isEqualTo("line 99");
    }
}
