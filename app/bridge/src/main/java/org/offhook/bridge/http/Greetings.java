package org.offhook.bridge.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Set;
import org.offhook.agent.PairedOrigin;
import org.offhook.agent.PairingScope;

/** The first words to somebody who was let in. They belong to the connection, not to the stream: no {@code seq}. */
final class Greetings {
    /** Version of crm-message beyond the CRM document's three messages; grows only when something is taken away. */
    static final int PROTOCOL = 1;

    private static final JsonFactory JSON = new JsonFactory();

    private Greetings() {}

    @FunctionalInterface
    private interface Body {
        void write(JsonGenerator json) throws IOException;
    }

    static String welcome(Set<PairingScope> scopes) {
        return write("welcome", json -> scopes(json, scopes));
    }

    /** @param token bound to the origin; the page keeps it for systems that do not tell whose process is calling */
    static String paired(PairedOrigin pairing, String token) {
        return write("paired", json -> {
            json.writeStringField("origin", pairing.origin());
            scopes(json, pairing.scopes());
            json.writeStringField("token", token);
        });
    }

    private static void scopes(JsonGenerator json, Set<PairingScope> scopes) throws IOException {
        json.writeArrayFieldStart("scopes");
        for (PairingScope scope : scopes.stream().sorted().toList()) {
            json.writeString(scope.name());
        }
        json.writeEndArray();
    }

    private static String write(String event, Body body) {
        StringWriter text = new StringWriter(128);
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("event", event);
            json.writeNumberField("protocol", PROTOCOL);
            body.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a StringWriter does not fail
        }
        return text.toString();
    }
}
