package org.offhook.bridge.profile.elisioncrm;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import org.offhook.bridge.api.ApiAnswer;

/** Writes the profile's JSON, whose booleans are booleans. */
final class CrmJson {
    static final JsonFactory FACTORY = new JsonFactory();

    /** How an answer begins that says that something was done. */
    static final String SUCCESS = "{\"success\":true";

    private CrmJson() {}

    /** Writes what belongs between the braces or brackets of one value. */
    @FunctionalInterface
    interface Body {
        void write(JsonGenerator json) throws IOException;
    }

    static ApiAnswer.Whole write(Body body) {
        StringWriter text = new StringWriter(256);
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            body.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a StringWriter has no such faults
        }
        return ApiAnswer.json(text.toString());
    }

    /** {@code {"success":…,"message":…,"data":{name:value …}}}. */
    static ApiAnswer.Whole envelope(boolean success, String message, String... namesAndValues) {
        return write(json -> {
            json.writeStartObject();
            json.writeBooleanField("success", success);
            json.writeStringField("message", message);
            json.writeObjectFieldStart("data");
            for (int i = 0; i < namesAndValues.length; i += 2) {
                json.writeStringField(namesAndValues[i], namesAndValues[i + 1]);
            }
            json.writeEndObject();
            json.writeEndObject();
        });
    }
}
