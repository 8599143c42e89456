package org.offhook.ui.look;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Colours live in the theme files alone, all three have the same names, and what the stylesheet asks for exists. */
class StylesheetTest {
    private static final Pattern NAME = Pattern.compile("(-oh-[a-z-]+)");
    private static final Pattern DEFINED = Pattern.compile("(-oh-[a-z-]+):");

    private static String css(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(
                StylesheetTest.class.getResourceAsStream("/org/offhook/resources/css/" + name + ".css"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Set<String> all(Pattern pattern, String text) {
        var found = new TreeSet<String>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }

    @Test
    void allThemesDefineTheSameNames() throws IOException {
        assertThat(all(DEFINED, css("theme-dark"))).isEqualTo(all(DEFINED, css("theme-light")));
        assertThat(all(DEFINED, css("theme-high-contrast"))).isEqualTo(all(DEFINED, css("theme-light")));
    }

    @Test
    void everyNameTheStylesheetUsesIsDefined() throws IOException {
        var defined = all(DEFINED, css("theme-light"));
        defined.addAll(all(DEFINED, css("offhook")));
        assertThat(defined).containsAll(all(NAME, css("offhook")));
    }

    @Test
    void noColourStandsOutsideTheThemes() throws IOException {
        assertThat(css("offhook")).doesNotContainPattern("#[0-9A-Fa-f]{3,8}\\b");
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            for (Path source :
                    sources.filter(file -> file.toString().endsWith(".java")).toList()) {
                assertThat(Files.readString(source)).as(source.toString()).doesNotContainPattern("#[0-9A-Fa-f]{6}\\b");
            }
        }
    }

    @Test
    void sizesAreInEmSoThatOneNumberScalesThem() throws IOException {
        assertThat(css("offhook")).doesNotContainPattern("[^\\d.]([2-9]|\\d\\d+)(\\.\\d+)?px");
    }
}
