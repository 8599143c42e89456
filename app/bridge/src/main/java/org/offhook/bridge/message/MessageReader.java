package org.offhook.bridge.message;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.offhook.core.error.ErrorCode;

/**
 * Reads one JSON message in a single pass, without building a tree. Whatever is sent, the answer is a message or a typed refusal,
 * never an exception: depth, number of fields and length of numbers are bounded before anything is kept.
 *
 * <p>Any thread; no state.
 */
public final class MessageReader {
    /** Largest message in bytes of UTF-8, on every way in. */
    public static final int LARGEST_BYTES = 64 * 1024;

    private static final int DEEPEST = 16;
    private static final int MOST_FIELDS = 64;
    private static final int LONGEST_ID = 128;
    private static final int LONGEST_NUMBER = 64;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxNumberLength(LONGEST_NUMBER)
                    .maxStringLength(LARGEST_BYTES)
                    .maxNameLength(256)
                    .build())
            // Two different "phone_number" in one message would let a check and its use disagree.
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            // Names come from strangers: interning them would let a page fill the symbol table.
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private MessageReader() {}

    /** What reading came to. */
    public sealed interface Reading {
        record Understood(CrmMessage message) implements Reading {}

        /** @param id of the message, if it could still be read, so that the sender can match the refusal */
        record Refused(Refusal refusal, Optional<FieldValue> id) implements Reading {}
    }

    public static Reading read(String text) {
        try (JsonParser json = JSON.createParser(text)) {
            return read(json);
        } catch (IOException e) {
            // The parser's own words may quote the input, and the input may hold a password.
            return malformed("the message is not well-formed JSON within the limits");
        }
    }

    private static Reading read(JsonParser json) throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            return malformed("the message is not a JSON object");
        }
        Map<String, FieldValue> fields = new HashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            if (fields.size() == MOST_FIELDS) {
                return malformed("the message has more than " + MOST_FIELDS + " fields");
            }
            fields.put(name, value(json));
        }
        if (json.nextToken() != null) {
            return malformed("something follows the JSON object");
        }
        return understood(fields);
    }

    private static Reading understood(Map<String, FieldValue> fields) {
        FieldValue sentId = fields.remove("id");
        Optional<FieldValue> id = Optional.ofNullable(sentId).filter(value -> !(value instanceof FieldValue.Absent));
        if (id.isPresent() && !usableId(id.get())) {
            return new Reading.Refused(
                    Refusal.invalid("id", "a string of at most " + LONGEST_ID + " characters or a whole number"),
                    Optional.empty());
        }
        return switch (fields.remove("action")) {
            case FieldValue.Text(String action)
            when !action.isEmpty() -> new Reading.Understood(new CrmMessage(action, id, fields));
            case null -> new Reading.Refused(Refusal.missing("action"), id);
            case FieldValue.Absent() -> new Reading.Refused(Refusal.missing("action"), id);
            case FieldValue.Text _ -> new Reading.Refused(Refusal.missing("action"), id);
            case FieldValue _ -> new Reading.Refused(Refusal.invalid("action", "a string"), id);
        };
    }

    private static boolean usableId(FieldValue id) {
        return switch (id) {
            case FieldValue.Text(String text) -> text.length() <= LONGEST_ID;
            case FieldValue.Numeral(String _, boolean whole) -> whole;
            case FieldValue _ -> false;
        };
    }

    private static FieldValue value(JsonParser json) throws IOException {
        return switch (json.currentToken()) {
            case VALUE_STRING -> new FieldValue.Text(json.getText());
            case VALUE_NUMBER_INT -> new FieldValue.Numeral(json.getText(), true);
            case VALUE_NUMBER_FLOAT -> new FieldValue.Numeral(json.getText(), false);
            case VALUE_TRUE -> new FieldValue.Flag(true);
            case VALUE_FALSE -> new FieldValue.Flag(false);
            case START_ARRAY -> texts(json);
            case START_OBJECT -> textMap(json);
            case VALUE_NULL -> new FieldValue.Absent();
            case null, default -> throw new IOException("no value");
        };
    }

    private static FieldValue texts(JsonParser json) throws IOException {
        List<String> values = new ArrayList<>();
        boolean onlyTexts = true;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (json.currentToken() == JsonToken.VALUE_STRING && values.size() < MOST_FIELDS) {
                values.add(json.getText());
            } else {
                onlyTexts = false;
                skip(json);
            }
        }
        return onlyTexts ? new FieldValue.Texts(List.copyOf(values)) : new FieldValue.Other();
    }

    private static FieldValue textMap(JsonParser json) throws IOException {
        Map<String, String> entries = new LinkedHashMap<>();
        boolean onlyScalars = true;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken token = json.nextToken();
            if (token != null && token.isScalarValue() && entries.size() < MOST_FIELDS) {
                entries.put(name, token == JsonToken.VALUE_NULL ? "" : json.getText());
            } else {
                onlyScalars = false;
                skip(json);
            }
        }
        return onlyScalars ? new FieldValue.TextMap(entries) : new FieldValue.Other();
    }

    private static void skip(JsonParser json) throws IOException {
        if (json.currentToken() == null) {
            throw new IOException("the message ends too early");
        }
        json.skipChildren();
    }

    private static Reading malformed(String why) {
        return new Reading.Refused(Refusal.of(ErrorCode.MESSAGE_MALFORMED, why), Optional.empty());
    }
}
