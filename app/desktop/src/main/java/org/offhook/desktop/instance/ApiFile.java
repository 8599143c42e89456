package org.offhook.desktop.instance;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.offhook.desktop.settings.DurableFile;

/** {@code api.json}: where the running program's API listens and what it serves. There while it does; a readiness check may wait for it. */
public final class ApiFile {
    private static final String NAME = "api.json";

    private ApiFile() {}

    /**
     * @param scheme {@code http} or {@code https}
     * @param furtherPorts that serve the same
     * @param pid process that wrote it
     */
    public record Listening(
            String scheme, String host, int port, List<Integer> furtherPorts, List<String> profiles, long pid) {
        public Listening {
            furtherPorts = List.copyOf(furtherPorts);
            profiles = List.copyOf(profiles);
        }
    }

    public static void write(Path dataDirectory, Listening listening) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = new JsonFactory().createGenerator(bytes).useDefaultPrettyPrinter()) {
            json.writeStartObject();
            json.writeStringField("scheme", listening.scheme());
            json.writeStringField("host", listening.host());
            json.writeNumberField("port", listening.port());
            json.writeArrayFieldStart("furtherPorts");
            for (int port : listening.furtherPorts()) {
                json.writeNumber(port);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("profiles");
            for (String profile : listening.profiles()) {
                json.writeString(profile);
            }
            json.writeEndArray();
            json.writeNumberField("pid", listening.pid());
            json.writeEndObject();
        }
        bytes.write('\n');
        DurableFile.replace(dataDirectory.resolve(NAME), bytes.toByteArray());
    }

    /** What the file says; empty when there is none, it is damaged, or its process is gone. */
    public static Optional<Listening> read(Path dataDirectory) {
        String scheme = "";
        String host = "";
        int port = 0;
        long pid = 0;
        List<Integer> furtherPorts = new ArrayList<>();
        List<String> profiles = new ArrayList<>();
        try (JsonParser parser = new JsonFactory().createParser(Files.readAllBytes(dataDirectory.resolve(NAME)))) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                parser.nextToken();
                switch (field) {
                    case "scheme" -> scheme = parser.getValueAsString("");
                    case "host" -> host = parser.getValueAsString("");
                    case "port" -> port = parser.getValueAsInt();
                    case "pid" -> pid = parser.getValueAsLong();
                    case "furtherPorts" -> texts(parser).forEach(text -> furtherPorts.add(Integer.parseInt(text)));
                    case "profiles" -> profiles.addAll(texts(parser));
                    default -> parser.skipChildren();
                }
            }
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
        boolean alive = ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
        return alive && port > 0
                ? Optional.of(new Listening(scheme, host, port, furtherPorts, profiles, pid))
                : Optional.empty();
    }

    private static List<String> texts(JsonParser parser) throws IOException {
        List<String> texts = new ArrayList<>();
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (parser.currentToken() == null) {
                    throw new IOException("no end");
                }
                texts.add(parser.getText());
            }
        }
        return texts;
    }

    public static void remove(Path dataDirectory) throws IOException {
        Files.deleteIfExists(dataDirectory.resolve(NAME));
    }
}
