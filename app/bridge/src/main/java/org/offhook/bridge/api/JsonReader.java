package org.offhook.bridge.api;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.offhook.core.error.ErrorCode;

/**
 * Reads a JSON object as parameters: numbers and truth values as their text, arrays and objects as the JSON they are, null as absent.
 * Arrays and objects of large parameters go to disk as they are read.
 */
final class JsonReader {
    static final JsonFactory JSON = JsonFactory.builder()
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .disable(StreamReadFeature.AUTO_CLOSE_SOURCE) // closing it would cut off a caller that still sends
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES) // names come from outside
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(16)
                    .maxStringLength(4 * 1024 * 1024)
                    .maxNumberLength(100)
                    .maxNameLength(200)
                    .build())
            .build();

    private final ApiParameters into;
    private final Set<String> largeNames;
    private final FormReader.LargeGate gate;
    private long smallBytes;

    JsonReader(ApiParameters into, Set<String> largeNames, FormReader.LargeGate gate) {
        this.into = into;
        this.largeNames = largeNames;
        this.gate = gate;
    }

    void read(InputStream in) throws BodyRefused, IOException {
        try (JsonParser parser = JSON.createParser(in)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                return; // no body at all
            }
            if (first != JsonToken.START_OBJECT) {
                throw new BodyRefused(ErrorCode.MESSAGE_MALFORMED, "the JSON is no object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                refuseNul(parser);
                String name = parser.currentName();
                parser.nextToken();
                value(name, parser);
            }
            if (parser.nextToken() != null) {
                throw new BodyRefused(ErrorCode.MESSAGE_MALFORMED, "something follows the JSON object");
            }
        } catch (StreamConstraintsException e) {
            throw new BodyRefused(ErrorCode.MESSAGE_TOO_LARGE, "the JSON is too long or too deep");
        } catch (JsonProcessingException | java.io.CharConversionException e) {
            throw new BodyRefused(ErrorCode.MESSAGE_MALFORMED, "this is not JSON");
        }
    }

    private void value(String name, JsonParser parser) throws BodyRefused, IOException {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        refuseNul(parser);
        if (!parser.currentToken().isStructStart()) {
            String text = parser.getText();
            if (!largeNames.contains(name)) {
                count(name.length() + text.length());
            }
            into.put(name, text);
            return;
        }
        SpooledText copy = new SpooledText();
        try {
            copy(parser, copy, largeNames.contains(name));
        } catch (BodyRefused | IOException e) {
            copy.close();
            throw e;
        }
        if (copy.inMemory()) {
            into.put(name, new String(copy.memoryBytes(), StandardCharsets.UTF_8));
        } else {
            into.put(name, copy);
        }
    }

    private void copy(JsonParser parser, SpooledText copy, boolean large) throws BodyRefused, IOException {
        int depth = 0;
        boolean asked = false;
        try (JsonGenerator generator = JSON.createGenerator(copy, JsonEncoding.UTF8)) {
            generator.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            do {
                JsonToken token = parser.currentToken();
                if (token == null) {
                    throw new BodyRefused(ErrorCode.MESSAGE_MALFORMED, "this is not JSON");
                }
                refuseNul(parser);
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                generator.copyCurrentEvent(parser);
                // The generator passes on at most 8,000 bytes at a time, so the limit is met before anything is
                // spilled.
                boolean full = copy.bytes() > SpooledText.IN_MEMORY - 16_000;
                if (full && !large) {
                    throw new BodyRefused(ErrorCode.MESSAGE_TOO_LARGE, "a parameter is too long");
                }
                if (full && !asked) {
                    gate.open();
                    asked = true;
                }
                if (depth > 0) {
                    parser.nextToken();
                }
            } while (depth > 0);
        }
        if (!large) {
            count(copy.bytes());
        }
    }

    private static void refuseNul(JsonParser parser) throws BodyRefused, IOException {
        if (Nul.in(parser)) {
            throw new BodyRefused(ErrorCode.MESSAGE_MALFORMED, "a NUL is no text");
        }
    }

    private void count(long bytes) throws BodyRefused {
        smallBytes += bytes;
        if (smallBytes > FormReader.MOST_SMALL_BYTES) {
            throw new BodyRefused(ErrorCode.MESSAGE_TOO_LARGE, "the parameters are too long");
        }
    }
}
