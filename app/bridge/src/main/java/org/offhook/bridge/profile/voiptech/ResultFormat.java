package org.offhook.bridge.profile.voiptech;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.offhook.bridge.api.ApiAnswer;

/** "Text/HTML, XML, JSON". One result is written as itself, several as a list of them. */
enum ResultFormat {
    TEXT(ApiAnswer.TEXT),
    HTML("text/html"),
    XML("application/xml"),
    JSON(ApiAnswer.JSON);

    private static final JsonFactory FACTORY = new JsonFactory();
    private final String contentType;

    ResultFormat(String contentType) {
        this.contentType = contentType;
    }

    /** In any letter case; blank is text. */
    static Optional<ResultFormat> named(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "", "text" -> Optional.of(TEXT);
            case "html" -> Optional.of(HTML);
            case "xml" -> Optional.of(XML);
            case "json" -> Optional.of(JSON);
            default -> Optional.empty();
        };
    }

    static Set<String> mediaTypes() {
        return Arrays.stream(values()).map(format -> format.contentType).collect(Collectors.toSet());
    }

    ApiAnswer.Whole answer(int status, List<VoiptechResult> results) {
        return new ApiAnswer.Whole(status, contentType, StandardCharsets.UTF_8, text(results), Map.of());
    }

    private String text(List<VoiptechResult> results) {
        return switch (this) {
            case TEXT -> plain(results);
            case HTML -> html(results);
            case XML -> xml(results);
            case JSON -> json(results);
        };
    }

    private static String plain(List<VoiptechResult> results) {
        StringBuilder text = new StringBuilder();
        for (VoiptechResult result : results) {
            text.append(text.isEmpty() ? "" : "\n");
            result.fields()
                    .forEach((name, value) ->
                            text.append(name).append(": ").append(line(value)).append('\n'));
        }
        return text.toString();
    }

    private static String html(List<VoiptechResult> results) {
        StringBuilder text = new StringBuilder("<!DOCTYPE html>\n<html><head><title>dialup</title></head><body>");
        for (VoiptechResult result : results) {
            text.append("<dl>");
            result.fields()
                    .forEach((name, value) -> text.append("<dt>")
                            .append(name)
                            .append("</dt><dd>")
                            .append(escaped(value))
                            .append("</dd>"));
            text.append("</dl>");
        }
        return text.append("</body></html>\n").toString();
    }

    private static String xml(List<VoiptechResult> results) {
        StringBuilder text = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<response>");
        for (VoiptechResult result : results) {
            text.append("<call>");
            result.fields()
                    .forEach((name, value) -> text.append('<')
                            .append(name)
                            .append('>')
                            .append(escaped(value))
                            .append("</")
                            .append(name)
                            .append('>'));
            text.append("</call>");
        }
        return text.append("</response>\n").toString();
    }

    private static String json(List<VoiptechResult> results) {
        StringWriter text = new StringWriter(200);
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            if (results.size() == 1) {
                object(json, results.getFirst());
            } else {
                json.writeStartArray();
                for (VoiptechResult result : results) {
                    object(json, result);
                }
                json.writeEndArray();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a StringWriter has no such faults
        }
        return text.toString();
    }

    private static void object(JsonGenerator json, VoiptechResult result) throws IOException {
        json.writeStartObject();
        for (Map.Entry<String, String> field : result.fields().entrySet()) {
            json.writeStringField(field.getKey(), field.getValue());
        }
        json.writeEndObject();
    }

    /** One line, whatever came in. */
    private static String line(String value) {
        StringBuilder text = new StringBuilder(value.length());
        value.chars().forEach(c -> text.append(Character.isISOControl(c) ? ' ' : (char) c));
        return text.toString();
    }

    /** For HTML and XML 1.0, which has no way to write most control characters. */
    private static String escaped(String value) {
        StringBuilder text = new StringBuilder(value.length());
        for (char c : line(value).toCharArray()) {
            switch (c) {
                case '&' -> text.append("&amp;");
                case '<' -> text.append("&lt;");
                case '>' -> text.append("&gt;");
                case '"' -> text.append("&quot;");
                case '\'' -> text.append("&#39;");
                case '\uFFFE', '\uFFFF' -> text.append('?');
                default -> text.append(c);
            }
        }
        return text.toString();
    }
}
