package org.offhook.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documents name is there, and what they are to list is listed. */
class DocumentsTest {
    private static final Path TOP = Path.of("../..");
    private static final Pattern NAMED_TEST = Pattern.compile("`([A-Z]\\w+Test)\\.([a-z]\\w+)`");
    private static final Pattern NAMED_THREAD = Pattern.compile(
            "Thread\\s*\\.of(?:Platform|Virtual)\\(\\)(?:\\s*\\.\\w+\\([^()]*\\))*?\\s*\\.name\\(\"([^\"]+)\"");

    /** Sources by their path from the top. */
    private static Map<Path, String> sources(String below) throws IOException {
        Map<Path, String> found = new TreeMap<>();
        for (String room : List.of("sip-stack", "app", "ui")) {
            try (Stream<Path> files = Files.walk(TOP.resolve(room))) {
                for (Path file : (Iterable<Path>) files.filter(
                                path -> path.toString().endsWith(".java"))
                        .filter(path -> path.toString().replace('\\', '/').contains(below))::iterator) {
                    found.put(TOP.relativize(file), Files.readString(file));
                }
            }
        }
        return found;
    }

    @Test
    void everyTestThatADocumentNamesIsThere() throws IOException {
        Map<Path, String> tests = sources("/src/test/");
        TreeSet<String> missing = new TreeSet<>();
        try (Stream<Path> documents = Files.walk(TOP.resolve("docs"))) {
            for (Path document :
                    (Iterable<Path>) documents.filter(path -> path.toString().endsWith(".md"))::iterator) {
                NAMED_TEST
                        .matcher(Files.readString(document))
                        .results()
                        .filter(named -> !isThere(tests, named))
                        .forEach(named -> missing.add(document.getFileName() + ": " + named.group()));
            }
        }
        assertThat(missing).isEmpty();
    }

    private static boolean isThere(Map<Path, String> tests, MatchResult named) {
        return tests.entrySet().stream()
                .anyMatch(test -> test.getKey().endsWith(named.group(1) + ".java")
                        && test.getValue().contains("void " + named.group(2) + "("));
    }

    @Test
    void everyThreadWithANameStandsInTheListOfThreads() throws IOException {
        String listed = Files.readString(TOP.resolve("docs/threads.md"));
        TreeSet<String> missing = new TreeSet<>();
        sources("/src/main/").forEach((file, text) -> {
            if (!file.startsWith("app/bench") && !file.toString().contains("testkit")) {
                NAMED_THREAD
                        .matcher(text)
                        .results()
                        .map(named -> named.group(1))
                        .filter(name -> !listed.contains('`' + name))
                        .forEach(name -> missing.add(name + " in " + file.getFileName()));
            }
        });
        assertThat(missing).isEmpty();
    }
}
