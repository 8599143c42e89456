package org.offhook.testkit.base;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Feeds a reader with changed inputs for a time, by Jazzer: {@code -Doffhook.fuzz.seconds=} for each target, five by default. It watches
 * which branches of Offhook and of the SIP library an input takes, and changes those further that took new ones. It runs in a process of
 * its own, which its watching slows down alone. The choices come from one seed, which is printed; what breaks the reader is printed as
 * hex, to be kept as a case among the seeds of its test, and {@code -Doffhook.fuzz.corpus=FOLDER} keeps what was learned for the next run.
 */
public final class Fuzz {
    private static final long SECONDS = Long.getLong("offhook.fuzz.seconds", 5);
    private static final int LONGEST = 20_000;

    /** No input may keep a thread of the phone for so long, seconds; a busy machine is given time. */
    private static final int TOO_LONG = 20;

    /** What a start of the process and the watching may take besides, seconds. */
    private static final long START = 120;

    /** How many lines of what the fuzzer said go into a finding. */
    private static final int TOLD = 60;

    private static final String SANITIZERS = "com.code_intelligence.jazzer.sanitizers.";

    private final String name;
    private final Class<?> target;
    private final Path folder;

    private Fuzz(Class<?> target, Path folder) {
        this.name = target.getName().replaceFirst(".*\\.", "").replace('$', '.');
        this.target = target;
        this.folder = folder;
    }

    /**
     * Runs a target.
     *
     * @param target has {@code public static void fuzzerTestOneInput(byte[])}: whatever that throws is a finding, and so is an input that
     *     it takes more than {@value #TOO_LONG} s for; optionally {@code fuzzerInitialize()} before the first and {@code fuzzerTearDown()}
     *     after the last. It shares nothing with the test that calls this
     * @param seeds good inputs, and those that were once a finding: each is tried first
     * @param words what the reader looks for, as ISO 8859-1
     * @throws AssertionError with the input, when one is found
     */
    public static void run(Class<?> target, List<byte[]> seeds, List<String> words) {
        try {
            Path folder = Files.createTempDirectory("offhook-fuzz-");
            try {
                new Fuzz(target, folder).run(seeds, words);
            } finally {
                remove(folder);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void run(List<byte[]> seeds, List<String> words) throws IOException {
        long seed = Seed.of(name);
        Path good = Files.createDirectory(folder.resolve("seeds"));
        for (int i = 0; i < seeds.size(); i++) {
            Files.write(good.resolve("seed-%04d".formatted(i)), seeds.get(i));
        }
        Path found = Files.createDirectory(folder.resolve("found"));
        Path log = folder.resolve("log");
        Process process = new ProcessBuilder(command(seed, words, found, good))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (!process.waitFor(SECONDS + START, TimeUnit.SECONDS)) {
                throw new AssertionError(name + ": the fuzzer does not end\n" + end(log));
            }
        } catch (InterruptedException givenUp) {
            Thread.currentThread().interrupt();
            throw new AssertionError(name + ": interrupted", givenUp);
        } finally {
            process.destroyForcibly();
        }
        if (process.exitValue() != 0) {
            throw finding(seed, found, log);
        }
        System.out.printf("%s: %s%n", name, summary(log));
    }

    private List<String> command(long seed, List<String> words, Path found, Path good) throws IOException {
        String kept = System.getProperty("offhook.fuzz.corpus", "");
        Path learned = Files.createDirectories(kept.isEmpty() ? folder.resolve("learned") : Path.of(kept, name));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel="
                        + (SECONDS < 60 ? 1 : 4), // the better compiler is not ready before a short run ends
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+EnableDynamicAgentLoading",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=off",
                "-cp",
                // what a forked test has in java.class.path is a jar that only names the others
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + target.getName(),
                "--instrumentation_includes=org.offhook.**:gov.nist.**",
                // how the SIP library cuts text into words, a character after the other, says little and costs most of
                // the time
                "--instrumentation_excludes=org.offhook.testkit.**:gov.nist.core.**",
                "--disabled_hooks=" + SANITIZERS + "RegexRoadblocks:" + SANITIZERS + "RegexInjection", // as costly
                "--reproducer_path=" + found,
                "-artifact_prefix=" + found + "/",
                "-seed=" + seedOf(seed),
                "-max_total_time=" + SECONDS,
                "-max_len=" + LONGEST,
                "-len_control=0",
                "-timeout=" + TOO_LONG,
                "-print_final_stats=1"));
        if (!words.isEmpty()) { // an empty dictionary is a mistake there
            Path dictionary = folder.resolve("words");
            Files.write(dictionary, words.stream().map(Fuzz::quoted).toList(), StandardCharsets.US_ASCII);
            command.add("-dict=" + dictionary);
        }
        command.add(learned.toString());
        command.add(good.toString());
        return command;
    }

    /** 32 bits, and not 0, which stands for one of the fuzzer's own. */
    private static long seedOf(long seed) {
        return 1 + Math.floorMod(seed, 0x7fff_ffffL);
    }

    private AssertionError finding(long seed, Path found, Path log) throws IOException {
        StringBuilder what = new StringBuilder(name + ": found with -Doffhook.seed=" + seed + "\n");
        try (Stream<Path> inputs = Files.list(found)) {
            for (Path input : inputs.filter(one -> !one.toString().endsWith(".java"))
                    .sorted(Comparator.naturalOrder())
                    .toList()) {
                byte[] octets = Files.readAllBytes(input);
                what.append(input.getFileName())
                        .append('\n')
                        .append(HexFormat.of().formatHex(octets))
                        .append('\n')
                        .append(new String(octets, StandardCharsets.ISO_8859_1))
                        .append('\n');
            }
        }
        return new AssertionError(what.append(end(log)).toString());
    }

    private static String end(Path log) throws IOException {
        List<String> said = Files.readAllLines(log, StandardCharsets.ISO_8859_1);
        return String.join("\n", said.subList(Math.max(0, said.size() - TOLD), said.size()));
    }

    /** The last line of progress: how many inputs, how many branches and ways through them. */
    private static String summary(Path log) throws IOException {
        return Files.readAllLines(log, StandardCharsets.ISO_8859_1).stream()
                .filter(line -> line.matches("#\\d+\\s+DONE.*"))
                .map(line -> line.replaceAll("\\s+", " "))
                .findFirst()
                .orElse("done");
    }

    /** As a dictionary has it. */
    private static String quoted(String word) {
        StringBuilder quoted = new StringBuilder("\"");
        for (byte octet : word.getBytes(StandardCharsets.ISO_8859_1)) {
            boolean plain = octet > ' ' && octet < 0x7f && octet != '"' && octet != '\\';
            quoted.append(plain ? String.valueOf((char) octet) : "\\x%02X".formatted(octet & 0xff));
        }
        return quoted.append('"').toString();
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(one);
            }
        }
    }
}
