package org.offhook.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/** The figures of a run: phone, key, value. Keys are stable; {@code docs/benchmarks.md} explains each. */
final class Figures {
    private final Map<String, Map<String, Double>> byPhone = new LinkedHashMap<>();

    void put(String phone, String key, double value) {
        byPhone.computeIfAbsent(phone, name -> new LinkedHashMap<>()).put(key, value);
    }

    /** Writes the JSON that {@code --json FILE} asks for, if it does. */
    void writeJsonIfAsked(List<String> arguments) throws IOException {
        int json = arguments.indexOf("--json");
        if (json >= 0 && json + 1 < arguments.size()) {
            writeJson(Path.of(arguments.get(json + 1)));
        }
    }

    /** Writes {@code {"offhook":{"click_to_invite_ms":{"p50":…}}}} with the dots of a key as nesting. */
    void writeJson(Path file) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode root = mapper.createObjectNode();
        byPhone.forEach((phone, figures) -> figures.forEach((key, value) -> {
            ObjectNode node = root.withObjectProperty(phone);
            String[] parts = key.split("\\.");
            for (int i = 0; i < parts.length - 1; i++) {
                node = node.withObjectProperty(parts[i]);
            }
            node.put(parts[parts.length - 1], Math.round(value * 1_000) / 1_000.0);
        }));
        mapper.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), root);
    }

    /** A table with a column a phone and, for each peer, our figure as a ratio of its. */
    String table() {
        TreeSet<String> keys = new TreeSet<>();
        byPhone.values().forEach(figures -> keys.addAll(figures.keySet()));
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "%-32s", "figure"));
        byPhone.keySet().forEach(phone -> text.append(String.format(Locale.ROOT, "%24s", phone)));
        text.append('\n');
        for (String key : keys) {
            text.append(String.format(Locale.ROOT, "%-32s", key));
            Double ours = byPhone.getOrDefault("offhook", Map.of()).get(key);
            for (Map.Entry<String, Map<String, Double>> phone : byPhone.entrySet()) {
                Double value = phone.getValue().get(key);
                String cell = value == null ? "-" : String.format(Locale.ROOT, "%.3f", value);
                if (value != null && ours != null && !phone.getKey().equals("offhook") && value > 0) {
                    cell += String.format(Locale.ROOT, " (x%.2f)", ours / value);
                }
                text.append(String.format(Locale.ROOT, "%24s", cell));
            }
            text.append('\n');
        }
        return text.toString();
    }
}
