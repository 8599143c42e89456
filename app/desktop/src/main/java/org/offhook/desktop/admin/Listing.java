package org.offhook.desktop.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A table that is printed as text for people or as JSON for scripts. */
final class Listing {
    private final List<String> titles;
    private final List<List<Object>> rows = new ArrayList<>();

    Listing(String... titles) {
        this.titles = List.of(titles);
    }

    /** @param cells one a title: texts, numbers, truth values, or lists of texts */
    void add(Object... cells) {
        rows.add(List.of(cells));
    }

    /** Columns side by side. */
    String text() {
        if (rows.isEmpty()) {
            return "None.";
        }
        int[] widths = new int[titles.size()];
        for (int column = 0; column < widths.length; column++) {
            widths[column] = titles.get(column).length();
            for (List<Object> row : rows) {
                widths[column] = Math.max(widths[column], shown(row.get(column)).length());
            }
        }
        StringBuilder text = new StringBuilder(line(titles, widths));
        rows.forEach(row ->
                text.append('\n').append(line(row.stream().map(Listing::shown).toList(), widths)));
        return text.toString();
    }

    private static String line(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            String cell = cells.get(column);
            line.append(cell).repeat(' ', widths[column] - cell.length() + 2);
        }
        return line.toString().stripTrailing();
    }

    private static String shown(Object cell) {
        return switch (cell) {
            case Boolean truth -> truth ? "yes" : "no";
            case Collection<?> none when none.isEmpty() -> "-"; // an empty place looks as if something were missing
            case Collection<?> several ->
                String.join(",", several.stream().map(String::valueOf).toList());
            default -> String.valueOf(cell);
        };
    }

    /** A list of objects with the titles as keys. */
    String json() {
        List<Map<String, Object>> objects = new ArrayList<>();
        for (List<Object> row : rows) {
            Map<String, Object> object = new LinkedHashMap<>();
            for (int column = 0; column < titles.size(); column++) {
                object.put(titles.get(column), row.get(column));
            }
            objects.add(object);
        }
        try {
            return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(objects);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
