package org.offhook.ui.look;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javafx.css.CssParser;
import org.junit.jupiter.api.Test;
import org.offhook.ui.fx.Wardrobe;

/** Colours live in the theme files alone, all three have the same names, and what the stylesheet asks for exists. */
class StylesheetTest {
    private static final List<String> FONTS = List.of("font-linux", "font-windows", "font-mac");
    private static final Pattern NAME = Pattern.compile("(-oh-[a-z-]+)");
    private static final Pattern DEFINED = Pattern.compile("(-oh-[a-z-]+):");

    private static String css(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(
                StylesheetTest.class.getResourceAsStream("/org/offhook/resources/css/" + name + ".css"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Everything but the colours. */
    private static String rules() throws IOException {
        var all = new StringBuilder();
        for (String font : FONTS) {
            for (String sheet : Wardrobe.sheets(Theme.HIGH_CONTRAST, font)) {
                all.append(sheet.startsWith("theme-") ? "" : css(sheet));
            }
        }
        return all.toString();
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
    void everyStylesheetIsWorn() throws IOException {
        var worn = new TreeSet<String>();
        for (Theme theme : List.of(Theme.LIGHT, Theme.DARK, Theme.HIGH_CONTRAST)) {
            FONTS.forEach(font -> worn.addAll(Wardrobe.sheets(theme, font)));
        }
        Path folder = Path.of("../resources/src/main/resources/org/offhook/resources/css");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()).toList())
                    .containsExactlyInAnyOrderElementsOf(
                            worn.stream().map(name -> name + ".css").toList());
        }
    }

    @Test
    void noStylesheetHasAMistakeThatTheParserPassesOver() throws IOException {
        for (Theme theme : List.of(Theme.LIGHT, Theme.DARK, Theme.HIGH_CONTRAST)) {
            for (String font : FONTS) {
                for (String sheet : Wardrobe.sheets(theme, font)) {
                    CssParser.errorsProperty().clear();
                    new CssParser().parse(css(sheet));
                    assertThat(CssParser.errorsProperty()).as(sheet).isEmpty();
                }
            }
        }
    }

    @Test
    void theSameTextIsHeavyOnEverySystem() throws IOException {
        Pattern heavy = Pattern.compile(
                "(\\.[^{}]*?) \\{\\s*(?:-fx-font-weight: 600|-fx-font-family: \"[\\w ]* Semi[Bb]old\")");
        assertThat(all(heavy, css("font-linux"))).hasSize(1);
        assertThat(all(heavy, css("font-windows"))).isEqualTo(all(heavy, css("font-linux")));
        assertThat(all(heavy, css("font-mac"))).isEqualTo(all(heavy, css("font-linux")));
    }

    @Test
    void allThemesDefineTheSameNames() throws IOException {
        assertThat(all(DEFINED, css("theme-dark"))).isEqualTo(all(DEFINED, css("theme-light")));
        assertThat(all(DEFINED, css("theme-high-contrast"))).isEqualTo(all(DEFINED, css("theme-light")));
    }

    @Test
    void everyNameTheStylesheetUsesIsDefined() throws IOException {
        var defined = all(DEFINED, css("theme-light"));
        defined.addAll(all(DEFINED, rules()));
        assertThat(defined).containsAll(all(NAME, rules()));
    }

    @Test
    void noColourStandsOutsideTheThemes() throws IOException {
        assertThat(rules()).doesNotContainPattern("#[0-9A-Fa-f]{3,8}\\b");
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            for (Path source :
                    sources.filter(file -> file.toString().endsWith(".java")).toList()) {
                assertThat(Files.readString(source)).as(source.toString()).doesNotContainPattern("#[0-9A-Fa-f]{6}\\b");
            }
        }
    }

    @Test
    void sizesAreInEmSoThatOneNumberScalesThem() throws IOException {
        assertThat(rules()).doesNotContainPattern("[^\\d.]([2-9]|\\d\\d+)(\\.\\d+)?px");
    }
}
