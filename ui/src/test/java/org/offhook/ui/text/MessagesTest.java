package org.offhook.ui.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every text the program asks for is in the bundle, and every text in the bundle is asked for. */
class MessagesTest {
    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern ASKED = Pattern.compile("words(?:\\(\\))?\\s*\\.of(?:Known)?\\(\\s*\"([^\"]+)\"");
    private static final Set<String> literals = new HashSet<>();
    private static final Set<String> asked = new TreeSet<>();
    private static final ResourceBundle bundle = ResourceBundle.getBundle("org.offhook.resources.messages.ui");

    @BeforeAll
    static void readSources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                String source =
                        Files.readString(file).replaceAll("(?s)/\\*.*?\\*/", "").replaceAll("(?m)^\\s*//.*$", "");
                collect(LITERAL, source, literals);
                collect(ASKED, source, asked);
            }
        }
    }

    private static void collect(Pattern pattern, String source, Set<String> into) {
        Matcher matcher = pattern.matcher(source);
        while (matcher.find()) {
            into.add(matcher.group(1));
        }
    }

    @Test
    void everyTextAskedForExists() {
        assertThat(asked).isNotEmpty().allSatisfy(key -> {
            if (key.endsWith(".")) {
                assertThat(bundle.keySet()).anyMatch(known -> known.startsWith(key));
            } else {
                assertThat(bundle.containsKey(key)).as(key).isTrue();
            }
        });
    }

    @Test
    void everyTextIsAskedFor() {
        Set<String> prefixes = new HashSet<>();
        for (String literal : literals) {
            if (literal.matches("[a-zA-Z]+(\\.[a-zA-Z]+)*\\.")) {
                prefixes.add(literal);
            }
        }
        assertThat(bundle.keySet())
                .allSatisfy(key -> assertThat(
                                literals.contains(key) || prefixes.stream().anyMatch(key::startsWith))
                        .as(key)
                        .isTrue());
    }

    @Test
    void textsAreWrittenInTypographersSigns() {
        for (String key : bundle.keySet()) {
            assertThat(bundle.getString(key)).as(key).doesNotContain("...").doesNotEndWith(" ");
        }
    }

    /** A banner's title has one line of the narrow window; OH-712 stands in the form, in the words of the design. */
    @Test
    void titlesOfErrorsFitIntoOneLine() {
        assertThat(bundle.keySet())
                .filteredOn(key -> key.startsWith("error.OH-") && !key.equals("error.OH-712"))
                .isNotEmpty()
                .allSatisfy(key -> assertThat(bundle.getString(key)).as(key).hasSizeLessThanOrEqualTo(28));
    }
}
