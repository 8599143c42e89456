package org.offhook.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.offhook.core.error.ErrorCode;

/** Codes, message bundle and documentation say the same. */
class ErrorTextsTest {
    private static Properties bundle() throws IOException {
        Properties texts = new Properties();
        try (InputStream stream =
                ErrorTextsTest.class.getResourceAsStream("/org/offhook/resources/messages/errors.properties")) {
            texts.load(new InputStreamReader(Objects.requireNonNull(stream), StandardCharsets.UTF_8));
        }
        return texts;
    }

    @Test
    void everyCodeHasItsThreeSentencesAndNoSentenceIsLeftOver() throws IOException {
        TreeSet<String> wanted = new TreeSet<>();
        for (ErrorCode error : ErrorCode.values()) {
            wanted.add(error.code() + ".agent");
            wanted.add(error.code() + ".admin");
            wanted.add(error.code() + ".remedy");
        }
        Properties texts = bundle();
        assertThat(new TreeSet<>(texts.stringPropertyNames())).isEqualTo(wanted);
        assertThat(texts.values())
                .allSatisfy(text -> assertThat(text.toString()).endsWith("."));
    }

    @Test
    void codesAreUniqueAndWellFormed() {
        assertThat(Arrays.stream(ErrorCode.values()).map(ErrorCode::code))
                .doesNotHaveDuplicates()
                .allMatch(code -> code.matches("OH-[1-9]\\d\\d"));
    }

    @Test
    void everyCodeIsOneThatSomethingSays() throws IOException {
        StringBuilder sources = new StringBuilder();
        for (String room : List.of("sip-stack", "app", "ui")) {
            try (Stream<Path> files = Files.walk(Path.of("../..", room))) {
                for (Path file :
                        (Iterable<Path>) files.filter(one -> one.toString().endsWith(".java"))
                                .filter(one -> one.toString().replace('\\', '/').contains("/src/main/"))
                                .filter(one -> !one.endsWith("ErrorCode.java"))::iterator) {
                    sources.append(Files.readString(file));
                }
            }
        }
        Set<String> words = new HashSet<>(List.of(sources.toString().split("\\W+")));
        assertThat(Arrays.stream(ErrorCode.values()).map(ErrorCode::name)).isSubsetOf(words);
    }

    @Test
    void theDocumentationListsEveryCodeWithTheSameWords() throws IOException {
        Properties texts = bundle();
        var documented = Files.readAllLines(Path.of("../../docs/errors.md")).stream()
                .filter(line -> line.startsWith("| OH-"))
                .toList();
        var expected = Arrays.stream(ErrorCode.values())
                .map(error -> "| %s | `%s` | %s | %s | %s |"
                        .formatted(
                                error.code(),
                                error.name(),
                                texts.getProperty(error.code() + ".agent"),
                                texts.getProperty(error.code() + ".admin"),
                                texts.getProperty(error.code() + ".remedy")))
                .toList();
        assertThat(documented).containsExactlyElementsOf(expected);
    }
}
