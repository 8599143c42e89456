package org.offhook.bridge.message;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import org.offhook.core.phone.CommandOutcome;

/**
 * Acknowledgements: {@code {"id":…,"status":"true"|"false","message":…,"data":{…}}}. A refusal's data has the stable {@code code},
 * its {@code name}, the {@code field} where one is to blame, and a {@code detail} for whoever wrote the page.
 */
public final class Answers {
    private static final JsonFactory JSON = new JsonFactory();

    private Answers() {}

    public static String of(Optional<FieldValue> id, CommandOutcome outcome) {
        return switch (outcome) {
            case CommandOutcome.Accepted(String message, Map<String, String> data) -> accepted(id, message, data);
            case CommandOutcome.Refused(var error, String detail) -> refused(id, Refusal.of(error, detail));
        };
    }

    public static String accepted(Optional<FieldValue> id, String message, Map<String, String> data) {
        return write(id, "true", message, json -> {
            for (Map.Entry<String, String> entry : data.entrySet()) {
                json.writeStringField(entry.getKey(), entry.getValue());
            }
        });
    }

    public static String refused(Optional<FieldValue> id, Refusal refusal) {
        return write(id, "false", Sentences.of(refusal.error()), json -> {
            json.writeStringField("code", refusal.error().code());
            json.writeStringField("name", refusal.error().name());
            if (refusal.field().isPresent()) {
                json.writeStringField("field", refusal.field().get());
            }
            if (!refusal.detail().isEmpty()) {
                json.writeStringField("detail", refusal.detail());
            }
        });
    }

    @FunctionalInterface
    private interface Data {
        void write(JsonGenerator json) throws IOException;
    }

    private static String write(Optional<FieldValue> id, String status, String message, Data data) {
        StringWriter text = new StringWriter(192);
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            switch (id.orElse(new FieldValue.Absent())) {
                case FieldValue.Text(String mark) -> json.writeStringField("id", mark);
                case FieldValue.Numeral(String digits, boolean _) -> {
                    json.writeFieldName("id");
                    json.writeNumber(digits);
                }
                case FieldValue _ -> {}
            }
            json.writeStringField("status", status);
            json.writeStringField("message", message);
            json.writeObjectFieldStart("data");
            data.write(json);
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a StringWriter does not fail
        }
        return text.toString();
    }
}
