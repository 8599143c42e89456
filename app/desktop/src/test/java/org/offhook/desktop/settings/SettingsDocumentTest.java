package org.offhook.desktop.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.offhook.desktop.settings.SettingKind.Value;

/** docs/settings.md lists every setting with its kind and default. */
class SettingsDocumentTest {
    @Test
    void listsEverySettingWithItsDefaultAndNoOther() throws IOException {
        Map<SettingKey, Value> defaults = SettingsReader.defaults();
        List<String> expected = defaults.entrySet().stream()
                .map(entry -> "| `" + entry.getKey().path() + "` | "
                        + kind(entry.getKey().kind()) + " | " + shown(entry.getValue()) + " |")
                .sorted()
                .toList();
        List<String> documented = Files.readAllLines(Path.of("../../docs/settings.md")).stream()
                .filter(line -> line.matches("\\| `[a-zA-Z]+(\\.[a-zA-Z]+)*` \\|.*"))
                .filter(line -> line.chars().filter(c -> c == '|').count() == 5)
                .map(line -> line.replaceFirst("^((\\|[^|]*){3}\\|).*$", "$1"))
                .sorted()
                .toList();
        assertThat(documented).isEqualTo(expected);
    }

    private static String shown(Value value) {
        String text = switch (value) {
            case Value.One(String one) -> one;
            case Value.Many(List<String> many) -> String.join(",", many);
        };
        return text.isEmpty() ? "" : "`" + text + "`";
    }

    private static String kind(SettingKind kind) {
        return switch (kind) {
            case SettingKind.Text() -> "text";
            case SettingKind.Texts() -> "list of texts";
            case SettingKind.Flag() -> "`true` or `false`";
            case SettingKind.Whole(long least, long most) -> least + " to " + most;
            case SettingKind.Choice(var words) ->
                String.join(
                        ", ",
                        words.stream().map(word -> "`" + word + "`").sorted().toList());
        };
    }
}
