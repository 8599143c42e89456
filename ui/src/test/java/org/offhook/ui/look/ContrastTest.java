package org.offhook.ui.look;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every pair of colours in use reaches its contrast (WCAG 2.2, relative luminance) in every theme. */
class ContrastTest {
    private static final double TEXT = 4.5;
    private static final double MARK = 3;
    private static final double HIGH_CONTRAST = 7;
    private static final Pattern COLOUR = Pattern.compile("(-oh-[a-z-]+): #([0-9A-Fa-f]{6});");

    /** Foreground on background and what it needs. */
    private static final String PAIRS = """
            danger surface mark
            border-strong bg mark
            paused paused-tint mark
            border-strong surface mark
            meter meter-track mark
            on-paused paused mark
            paused surface mark
            on-danger danger text
            ringing ringing-tint mark
            ready ready-tint mark
            on-oncall oncall text
            accent bg mark
            text-muted surface-alt text
            offline surface mark
            on-ringing ringing mark
            meter surface mark
            on-ready ready text
            ready surface mark
            accent surface mark
            on-accent accent text
            text-muted bg text
            accent-text accent-tint text
            danger-text danger-tint text
            danger-text surface-alt text
            accent-text bg text
            text-muted surface text
            ready-text ready-tint text
            danger-text paused-tint text
            danger-text bg text
            ringing-text ringing-tint text
            ready-text bg text
            accent-text surface text
            paused-text paused-tint text
            danger-text surface text
            ready-text surface text
            focus bg mark
            focus surface mark
            text surface-alt text
            text accent-tint text
            text ringing-tint text
            text ready-tint text
            text paused-tint text
            text danger-tint text
            text surface text
            text bg text
            paused-text bg text
            bg text text
            """;

    private static Map<String, Double> luminances(String theme) throws IOException {
        var found = new HashMap<String, Double>();
        try (InputStream in = Objects.requireNonNull(
                ContrastTest.class.getResourceAsStream("/org/offhook/resources/css/theme-" + theme + ".css"))) {
            Matcher matcher = COLOUR.matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            while (matcher.find()) {
                found.put(matcher.group(1), luminance(Integer.parseInt(matcher.group(2), 16)));
            }
        }
        return found;
    }

    private static double luminance(int rgb) {
        return 0.2126 * linear(rgb >> 16 & 0xff) + 0.7152 * linear(rgb >> 8 & 0xff) + 0.0722 * linear(rgb & 0xff);
    }

    private static double linear(int channel) {
        double value = channel / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark", "high-contrast"})
    void everyPairInUseReachesItsContrast(String theme) throws IOException {
        Map<String, Double> colours = luminances(theme);
        assertThat(colours).hasSize(40);
        for (String line : PAIRS.strip().split("\n")) {
            String[] pair = line.strip().split(" ");
            double one = Objects.requireNonNull(colours.get("-oh-" + pair[0]), pair[0]);
            double other = Objects.requireNonNull(colours.get("-oh-" + pair[1]), pair[1]);
            double contrast = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
            double need = theme.equals("high-contrast") ? HIGH_CONTRAST : pair[2].equals("text") ? TEXT : MARK;
            assertThat(contrast).as("%s: %s on %s", theme, pair[0], pair[1]).isGreaterThanOrEqualTo(need);
        }
    }
}
