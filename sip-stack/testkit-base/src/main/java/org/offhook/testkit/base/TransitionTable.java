package org.offhook.testkit.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Every (state, input) pair of a machine, compared with what {@code docs/state-machines.md} says. A changed machine is written down
 * with {@code -Doffhook.tables.write=true} and then read by a person in the diff.
 */
public final class TransitionTable {
    private final String name;
    private final Map<String, Map<String, List<String>>> byState = new LinkedHashMap<>();

    public TransitionTable(String name) {
        this.name = name;
    }

    /** @param outcome where it leads and what it orders */
    public void add(String state, String input, String outcome) {
        byState.computeIfAbsent(state, _ -> new LinkedHashMap<>())
                .computeIfAbsent(outcome, _ -> new ArrayList<>())
                .add(input);
    }

    private String markdown() {
        StringBuilder out = new StringBuilder();
        byState.forEach((state, outcomes) -> {
            out.append("\n**").append(state).append("**\n\n| input | leads to |\n|---|---|\n");
            outcomes.forEach((outcome, inputs) -> out.append("| ")
                    .append(String.join(", ", inputs))
                    .append(" | ")
                    .append(outcome)
                    .append(" |\n"));
        });
        return out.append('\n').toString();
    }

    /** Compares with the committed page. */
    public void agreesWithThePage() throws IOException {
        Path page = Stream.of("../../docs/state-machines.md", "docs/state-machines.md")
                .map(Path::of)
                .filter(Files::exists)
                .findFirst()
                .orElseThrow(() -> new AssertionError("docs/state-machines.md is missing"));
        String begin = "<!-- " + name + ":begin -->\n";
        String end = "<!-- " + name + ":end -->";
        String text = Files.readString(page);
        int from = text.indexOf(begin) + begin.length();
        int to = text.indexOf(end);
        assertThat(text).contains(begin, end);
        if (Boolean.getBoolean("offhook.tables.write")) {
            Files.writeString(page, text.substring(0, from) + markdown() + text.substring(to));
            return;
        }
        assertThat(text.substring(from, to))
                .as("docs/state-machines.md, section " + name + " (rewrite with -Doffhook.tables.write=true)")
                .isEqualTo(markdown());
    }

    /** Simple names of all records of a sealed type. */
    public static List<String> kinds(Class<?> sealed) {
        return Stream.of(sealed.getPermittedSubclasses())
                .flatMap(one -> one.isSealed() ? kinds(one).stream() : Stream.of(one.getSimpleName()))
                .toList();
    }
}
