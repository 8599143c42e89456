package org.offhook.desktop.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntToLongFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.offhook.campaign.lead.Lead;
import org.offhook.campaign.lead.LeadField;
import org.offhook.desktop.commandline.ExitCode;
import org.offhook.store.Store;

class ImportLeadsTest {
    @TempDir
    private Path folder;

    private OfficeBench office = new OfficeBench(Path.of(""));

    @BeforeEach
    void open() {
        office = new OfficeBench(folder);
        assertThat(office.type("campaigns add SALES --country US")).isEqualTo(ExitCode.DONE);
        assertThat(office.type(List.of(
                        "lists", "add", "1001", "--name", "May leads", "--campaign", "SALES", "--field", "LeadSource")))
                .isEqualTo(ExitCode.DONE);
    }

    private Path file(String... lines) throws IOException {
        return Files.writeString(folder.resolve("leads.csv"), String.join("\n", lines) + "\n");
    }

    private List<Lead> leads() {
        List<Lead> all = new ArrayList<>();
        try (Store store = office.store()) {
            store.leads().each(1001, 0, 100_000, all::add);
        }
        return all;
    }

    @Test
    void goodRowsBecomeLeadsAndBadOnesAreKeptWithTheirReasons() throws IOException {
        Path file = file(
                "Mobile,First Name,LeadSource",
                "(727) 555-1212,Asha,web",
                "call me,Badri,web",
                "+44 20 7946 0018,Carol,fair",
                "7275551213,too,many,cells");
        assertThat(office.type(
                        List.of("import", "leads", file.toString(), "--list", "1001", "--map", "Mobile=phone_number")))
                .as(office.complained())
                .isEqualTo(ExitCode.DONE);
        assertThat(office.said()).contains("2 leads were added to list 1001, 2 rows were refused, 0 were duplicates");
        assertThat(office.complained()).contains("100 %  4 rows");
        List<Lead> leads = leads();
        assertThat(leads).extracting(Lead::phoneCode).containsExactly("1", "44");
        assertThat(leads).extracting(Lead::phoneNumber).containsExactly("7275551212", "2079460018");
        assertThat(leads).extracting(Lead::timeZone).containsExactly("America/New_York", "Europe/London");
        assertThat(leads.getFirst().field(LeadField.FIRST_NAME)).isEqualTo("Asha");
        assertThat(leads.getLast().custom()).containsEntry("LeadSource", "fair");
        assertThat(Files.readAllLines(folder.resolve("leads.csv.errors.csv")))
                .containsExactly(
                        "row,reason,Mobile,First Name,LeadSource",
                        "2,the number has letters,call me,Badri,web",
                        "4,\"the row has 4 cells, the header has 3\",7275551213,too,many,cells");
    }

    @Test
    void theSameFileAddsNothingASecondTime() throws IOException {
        Path file = file("phone_number", "7275551212", "7275551213");
        assertThat(office.type("import leads " + file + " --list 1001")).isEqualTo(ExitCode.DONE);
        assertThat(office.type("import leads " + file + " --list 1001")).isEqualTo(ExitCode.DONE);
        assertThat(office.said()).contains("was imported into list 1001 already: 2 leads");
        assertThat(leads()).hasSize(2);
        assertThat(office.type("import leads " + file + " --list 1001 --restart"))
                .isEqualTo(ExitCode.REFUSED);
        assertThat(office.type("import leads " + file + " --list 1001 --restart --yes --duplicates DUPLIST"))
                .isEqualTo(ExitCode.DONE);
        assertThat(office.said()).contains("0 leads were added to list 1001, 0 rows were refused, 2 were duplicates");
        assertThat(leads()).hasSize(2);
    }

    /** As on a share for reading only. Here the names of the files beside it would be longer than a name may be. */
    @Test
    void aFolderThatTakesNoFilesIsNoHindrance() throws IOException {
        Path file = Files.writeString(folder.resolve("x".repeat(250)), "phone_number\n7275551212\n");
        assertThat(office.type("import leads " + file + " --list 1001"))
                .as(office.complained())
                .isEqualTo(ExitCode.DONE);
        assertThat(leads()).hasSize(1);
    }

    @Test
    void aSlipInTheCommandChangesNothing() throws IOException {
        Path file = file("phone_number,email", "7275551212,a@example.com");
        assertThat(office.type("import leads " + file + " --list 7777")).isEqualTo(ExitCode.REFUSED);
        assertThat(office.type("import leads " + file + " --list 1001 --map e=email"))
                .isEqualTo(ExitCode.USAGE);
        assertThat(office.type("import leads " + file + " --list 1001 --country XX"))
                .isEqualTo(ExitCode.USAGE);
        assertThat(office.type("import leads " + folder.resolve("none.csv") + " --list 1001"))
                .isEqualTo(ExitCode.REFUSED);
        assertThat(office.complained()).startsWith("offhook: OH-804 ");
        assertThat(leads()).isEmpty();
    }

    @Test
    void whatIsExportedComesBackAsItWas() throws IOException {
        Path file = file("phone_number,first_name,LeadSource", "7275551212,=1+1,\"a, b\"");
        assertThat(office.type("import leads " + file + " --list 1001")).isEqualTo(ExitCode.DONE);
        Path raw = folder.resolve("raw.csv");
        assertThat(office.type("export leads " + raw + " --list 1001 --raw")).isEqualTo(ExitCode.DONE);
        assertThat(office.said()).contains("1 leads were written");
        assertThat(office.type(List.of(
                        "lists",
                        "add",
                        "1002",
                        "--name",
                        "Again leads",
                        "--campaign",
                        "SALES",
                        "--field",
                        "LeadSource")))
                .isEqualTo(ExitCode.DONE);
        assertThat(office.type("import leads " + raw + " --list 1002")).isEqualTo(ExitCode.DONE);
        try (Store store = office.store()) {
            store.leads().each(1002, 0, 10, lead -> {
                assertThat(lead.field(LeadField.FIRST_NAME)).isEqualTo("=1+1");
                assertThat(lead.custom()).containsEntry("LeadSource", "a, b");
                assertThat(lead.phoneNumber()).isEqualTo("7275551212");
            });
            assertThat(store.leads().count(1002)).isEqualTo(1);
        }
        Path safe = folder.resolve("safe.csv");
        assertThat(office.type("export leads " + safe + " --list 1001")).isEqualTo(ExitCode.DONE);
        assertThat(Files.readString(safe)).contains(",'=1+1,");
        assertThat(office.type("export leads " + safe + " --list 1001"))
                .as("not over a file")
                .isEqualTo(ExitCode.REFUSED);
        assertThat(office.type("export leads " + safe + " --list 1001 --bom --yes"))
                .isEqualTo(ExitCode.DONE);
        assertThat(Files.readString(safe)).startsWith("\uFEFFlead_id,");
        assertThat(office.type("lists add 1003 --name Marked --campaign SALES")).isEqualTo(ExitCode.DONE);
        assertThat(office.type("import leads " + safe + " --list 1003")).isEqualTo(ExitCode.DONE);
    }

    /** A process of its own, killed hard again and again while it imports. */
    @Test
    void killedAtAnyMomentItGoesOnWhereItWas() throws Exception {
        int rows = 60_000;
        // Every thousandth row repeats the number before it: a duplicate is known only when its rows are committed.
        Path file = many(rows, row -> 7_272_000_000L + (row % 1_000 == 500 ? row - 1 : row));
        int kills = 0;
        for (int patience = 400; kills < 6; patience += 150) {
            Process importing = command(file, "DUPLIST").start();
            if (importing.waitFor(patience + 600, TimeUnit.MILLISECONDS)) {
                break;
            }
            importing.destroyForcibly().waitFor();
            kills++;
        }
        System.out.println("import of " + rows + " rows killed " + kills + " times");
        Process last = command(file, "DUPLIST").start();
        assertThat(last.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(last.exitValue()).isEqualTo(ExitCode.DONE);
        try (Store store = office.store()) {
            assertThat(store.leads().count(1001)).isEqualTo(rows - 2 * rows / 1_000);
        }
        assertThat(Files.readAllLines(folder.resolve("many.csv.errors.csv")).stream()
                        .skip(1)
                        .map(line -> line.substring(0, line.indexOf(','))))
                .doesNotHaveDuplicates()
                .hasSize(2 * rows / 1_000);
        assertThat(folder.resolve("many.csv.importing-1001")).doesNotExist();
    }

    /** Numbers in no order, so that the index is met everywhere; the seconds that every million took show whether it stays flat. */
    @Test
    @Tag("long")
    void tenMillionRowsFitIntoFourHundredMegabytes() throws Exception {
        int rows = Integer.getInteger("offhook.import.rows", 10_000_000);
        Path file = scattered(rows);
        long began = System.nanoTime();
        Process importing = command(file, "NONE").start();
        long peakKib = 0;
        while (!importing.waitFor(100, TimeUnit.MILLISECONDS)) {
            peakKib = Math.max(peakKib, residentKib(importing.pid()));
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        System.out.printf(
                "%,d rows in %.1f s (%.0f rows/s), at most %d MB resident%n",
                rows, seconds, rows / seconds, peakKib / 1_024);
        assertThat(importing.exitValue()).isEqualTo(ExitCode.DONE);
        try (Store store = office.store()) {
            assertThat(store.leads().count(1001)).isEqualTo(rows - rows / 1_000);
        }
        assertThat(peakKib).isLessThan(400 * 1_024);
    }

    private static long residentKib(long pid) {
        try (var lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException | UncheckedIOException e) {
            return 0; // it has ended
        }
    }

    private Path scattered(int rows) throws IOException {
        return many(rows, row -> 7_200_000_000L + (row * 2_654_435_761L & 0xFFFFFFFL));
    }

    /** Every thousandth row is none. */
    private Path many(int rows, IntToLongFunction numbers) throws IOException {
        Path file = folder.resolve("many.csv");
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            out.write("phone_number,first_name,last_name,email,LeadSource\n");
            for (int row = 1; row <= rows; row++) {
                String number = row % 1_000 == 0 ? "nobody" : Long.toString(numbers.applyAsLong(row));
                out.write(number + ",First" + row + ",Last" + row + ",someone" + row + "@example.com,web\n");
            }
        }
        return file;
    }

    private ProcessBuilder command(Path file, String duplicates) {
        List<String> words = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC"));
        words.add("-Xmx192m");
        words.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "org.offhook.desktop.Main",
                "--set",
                "secrets.useSystem=false",
                "admin",
                "import",
                "leads",
                file.toString(),
                "--list",
                "1001",
                "--duplicates",
                duplicates,
                "--data",
                folder.toString()));
        return new ProcessBuilder(words)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
    }
}
