package org.offhook.bridge.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.platform.commons.annotation.Testable;

/**
 * The tables of docs/protocols.md keep up with the documents and with the tests: every line of a document that prints an answer is in its
 * table, and every test that a table names is there.
 */
class DocumentedAnswersTest {
    private static final Pattern LINES = Pattern.compile("\\((\\d+(?:, \\d+)*)(?:;[^)]*)?\\)");
    private static final Pattern LISTED = Pattern.compile("lines? (\\d+(?:, \\d+| and \\d+)*)");
    private static final Pattern NAME = Pattern.compile("\\b([a-z]+[A-Z][A-Za-z0-9]{8,})\\b");

    private static String page() throws IOException {
        Path here = Path.of("").toAbsolutePath();
        while (here != null && !Files.exists(here.resolve("docs/protocols.md"))) {
            here = here.getParent();
        }
        return Files.readString(Path.of(String.valueOf(here), "docs", "protocols.md"));
    }

    /** The table's rows under a heading, as cells. */
    private static List<List<String>> rows(String heading) throws IOException {
        String page = page();
        int from = page.indexOf("\n" + heading + "\n");
        assertThat(from).as(heading).isPositive();
        int level = heading.indexOf(' ');
        Matcher next = Pattern.compile("\n#{2," + level + "} ").matcher(page);
        int until = next.find(from + heading.length()) ? next.start() : page.length();
        List<List<String>> rows = new ArrayList<>();
        for (String line : page.substring(from, until).split("\n", -1)) {
            if (line.startsWith("| ") && !line.startsWith("| request")) {
                rows.add(Arrays.stream(line.replace("\\|", "/").split("\\|", -1))
                        .map(String::strip)
                        .toList());
            }
        }
        return rows;
    }

    private static Set<Integer> linesNamed(String heading) throws IOException {
        Set<Integer> named = new TreeSet<>();
        for (List<String> row : rows(heading)) {
            for (Pattern pattern : List.of(LINES, LISTED)) {
                Matcher found = pattern.matcher(row.get(2));
                while (found.find()) {
                    Arrays.stream(found.group(1).split(", | and ", -1))
                            .map(Integer::valueOf)
                            .forEach(named::add);
                }
            }
        }
        return named;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // heading | the document's lines on which an answer begins
                "### elision-api: every documented answer|67 75 77 80 83 85 87 90 92 95 99 150 179 181 183 188 190 192"
                        + " 194 196 198 200 202 204 215 222 229 235 268 276 281 286 291 296 301",
                "### elision-click2call: every documented answer|62 63 64 66 69 82 84 86 88 91 93 97 100 102 105 107"
                        + " 109 112",
                "## elision-crm|63 64 66 68 69 73 112 114 116 118 120 122 124 126 128 130 132 134 138 180 184 188 192"
                        + " 198 233 262 266 272",
            })
    void everyLineThatPrintsAnAnswerHasItsRow(String heading, String lines) throws IOException {
        Set<Integer> printed =
                Arrays.stream(lines.split(" ", -1)).map(Integer::valueOf).collect(Collectors.toSet());
        assertThat(linesNamed(heading)).containsAll(printed);
    }

    @Test
    void everyTestThatATableNamesIsThere() throws Exception {
        Set<String> there = new TreeSet<>();
        for (Class<?> contract : List.of(
                Class.forName("org.offhook.bridge.profile.elision.LeadApiContract"),
                Class.forName("org.offhook.bridge.profile.elision.ApiDialContract"),
                Class.forName("org.offhook.bridge.profile.elision.ClickToCallContract"),
                ElisionCrmContract.class,
                ElisionCrmUserContract.class,
                AmeyoContract.class,
                VoiptechContract.class,
                FutureCallContract.class)) {
            Arrays.stream(contract.getDeclaredMethods())
                    .filter(method -> Arrays.stream(method.getAnnotations())
                            .anyMatch(mark -> mark.annotationType().isAnnotationPresent(Testable.class)
                                    || mark.annotationType().equals(ParameterizedTest.class)))
                    .map(Method::getName)
                    .forEach(there::add);
        }
        int named = 0;
        for (String heading : List.of(
                "### elision-api: every documented answer",
                "### elision-click2call: every documented answer",
                "## elision-crm",
                "## ameyo",
                "## voiptech")) {
            for (List<String> row : rows(heading)) {
                Matcher names = NAME.matcher(row.get(3));
                while (names.find()) {
                    if (!names.group(1).endsWith("Contract")) {
                        assertThat(there).as(heading + " " + row.get(1)).contains(names.group(1));
                        named++;
                    }
                }
            }
        }
        assertThat(named).as("the tables were read").isGreaterThan(60);
    }
}
