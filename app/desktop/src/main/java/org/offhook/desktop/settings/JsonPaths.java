package org.offhook.desktop.settings;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.offhook.desktop.settings.SettingKind.Value;

/**
 * JSON as a flat map of dotted paths, and back. Streaming only: binding to objects would load several hundred classes before the
 * phone has even asked to register.
 */
public final class JsonPaths {
    /** Deeper or larger than any settings file a person writes; bounds what a broken one can cost. */
    private static final int DEEPEST = 8;

    private JsonPaths() {}

    /** @throws IOException when it is no JSON object of scalars, objects and arrays of scalars */
    public static Map<String, Value> parse(byte[] json) throws IOException {
        Map<String, Value> found = new LinkedHashMap<>();
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            parser.enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
            parser.enable(JsonParser.Feature.ALLOW_COMMENTS);
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new JsonParseException(parser, "expected an object");
            }
            members(parser, "", 1, found);
            if (parser.nextToken() != null) {
                throw new JsonParseException(parser, "text after the end");
            }
        }
        return found;
    }

    private static void members(JsonParser parser, String prefix, int depth, Map<String, Value> into)
            throws IOException {
        if (depth > DEEPEST) {
            throw new JsonParseException(parser, "nested too deeply");
        }
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String path = prefix + parser.currentName();
            JsonToken token = parser.nextToken();
            if (token == JsonToken.START_OBJECT) {
                members(parser, path + ".", depth + 1, into);
            } else if (token == JsonToken.START_ARRAY) {
                into.put(path, new Value.Many(elements(parser)));
            } else if (token != JsonToken.VALUE_NULL) { // null is the same as absent
                into.put(path, new Value.One(parser.getText()));
            }
        }
    }

    private static List<String> elements(JsonParser parser) throws IOException {
        List<String> texts = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (token == null || token.isStructStart()) {
                throw new JsonParseException(parser, "a list may hold texts only");
            }
            texts.add(parser.getText());
        }
        return texts;
    }

    /** Paths become nested objects, sorted by name so that a change shows as a small difference. */
    public static byte[] format(Map<String, Value> entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = new JsonFactory().createGenerator(bytes).useDefaultPrettyPrinter()) {
            json.writeStartObject();
            write(new TreeMap<>(entries), "", json);
            json.writeEndObject();
        }
        bytes.write('\n');
        return bytes.toByteArray();
    }

    private static void write(NavigableMap<String, Value> entries, String prefix, JsonGenerator json)
            throws IOException {
        String done = "";
        for (Map.Entry<String, Value> entry : entries.entrySet()) {
            String rest = entry.getKey().substring(prefix.length());
            int dot = rest.indexOf('.');
            if (dot < 0) {
                // A value where others have a group: both under one name would be a file that nobody can read any more.
                String inGroup = entries.ceilingKey(entry.getKey() + ".");
                if (inGroup == null || !inGroup.startsWith(entry.getKey() + ".")) {
                    json.writeFieldName(rest);
                    value(entry.getKey(), entry.getValue(), json);
                }
            } else if (!rest.substring(0, dot + 1).equals(done)) {
                done = rest.substring(0, dot + 1);
                String below = prefix + done;
                json.writeObjectFieldStart(rest.substring(0, dot));
                write(entries.subMap(below, true, prefix + rest.substring(0, dot) + "/", false), below, json);
                json.writeEndObject();
            }
        }
    }

    private static void value(String path, Value value, JsonGenerator json) throws IOException {
        switch (value) {
            case Value.Many(List<String> texts) -> {
                json.writeStartArray();
                for (String text : texts) {
                    json.writeString(text);
                }
                json.writeEndArray();
            }
            case Value.One(String text) -> {
                SettingKind kind = SettingKey.at(path).map(SettingKey::kind).orElse(new SettingKind.Text());
                boolean bare = kind instanceof SettingKind.Whole || kind instanceof SettingKind.Flag;
                // A file's own faulty entry is kept as it is, so only what is right for its kind is written bare.
                if ((bare && kind.read(value).isPresent()) || path.equals(SettingsFile.VERSION)) {
                    json.writeRawValue(text);
                } else {
                    json.writeString(text);
                }
            }
        }
    }
}
