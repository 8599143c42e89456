package org.offhook.ui.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import javafx.css.CssParser;
import javafx.css.Stylesheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.offhook.ui.look.Theme;

/** The image carries the stylesheets in JavaFX's binary form, but for those with transitions (installer/BinaryStyles.java). */
class BinaryStylesTest {
    @TempDir
    Path folder;

    @Test
    void theBinaryFormOfEachStylesheetSaysTheSame() throws IOException {
        Set<String> sheets = new TreeSet<>();
        for (Theme theme : List.of(Theme.LIGHT, Theme.DARK, Theme.HIGH_CONTRAST)) {
            for (String os : List.of("Linux", "Windows 11", "Mac OS X")) {
                sheets.addAll(Wardrobe.sheets(theme, Wardrobe.fontOf(os)));
            }
        }
        List<String> compared = new ArrayList<>();
        for (String sheet : sheets) {
            URL css =
                    Objects.requireNonNull(Wardrobe.class.getResource("/org/offhook/resources/css/" + sheet + ".css"));
            Path text = folder.resolve(sheet + ".css");
            try (var in = css.openStream()) {
                Files.copy(in, text);
            }
            if (!Files.readString(text).contains("transition:")) {
                Path binary = folder.resolve(sheet + ".bss");
                Stylesheet.convertToBinary(text.toFile(), binary.toFile());
                assertThat(rules(Stylesheet.loadBinary(binary.toUri().toURL())))
                        .as(sheet)
                        .isNotEmpty()
                        .isEqualTo(rules(new CssParser().parse(text.toUri().toURL())));
                compared.add(sheet);
            }
        }
        assertThat(compared).hasSize(sheets.size() - 1).doesNotContain("motion");
    }

    private static List<String> rules(Stylesheet sheet) {
        return sheet.getRules().stream()
                .map(rule -> rule.getSelectors() + " "
                        + rule.getDeclarations().stream()
                                .map(one -> one.getProperty() + ": " + one.getParsedValue())
                                .toList())
                .toList();
    }
}
