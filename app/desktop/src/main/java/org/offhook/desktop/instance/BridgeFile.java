package org.offhook.desktop.instance;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.offhook.core.account.Secret;
import org.offhook.desktop.settings.DurableFile;

/** {@code bridge.json} (readable by its owner only): where the running phone's bridge listens, and the token for programs. */
public final class BridgeFile {
    private static final String NAME = "bridge.json";

    private BridgeFile() {}

    /** @param pid process that wrote it, so that a file left behind by a crash can be told from a live one */
    public record Address(int port, Secret token, long pid) {}

    public static void write(Path dataDirectory, Address address) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = new JsonFactory().createGenerator(bytes).useDefaultPrettyPrinter()) {
            json.writeStartObject();
            json.writeNumberField("port", address.port());
            json.writeStringField("token", address.token().reveal());
            json.writeNumberField("pid", address.pid());
            json.writeEndObject();
        }
        bytes.write('\n');
        DurableFile.replace(dataDirectory.resolve(NAME), bytes.toByteArray());
    }

    /**
     * What the file says; empty when there is none, it is damaged, or the phone that wrote it is gone: another program may have its port
     * by now, and must be shown neither the token nor a password.
     */
    public static Optional<Address> read(Path dataDirectory) {
        int port = 0;
        long pid = 0;
        String token = "";
        try (JsonParser parser = new JsonFactory().createParser(Files.readAllBytes(dataDirectory.resolve(NAME)))) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                parser.nextToken();
                switch (field) {
                    case "port" -> port = parser.getValueAsInt();
                    case "pid" -> pid = parser.getValueAsLong();
                    case "token" -> token = parser.getValueAsString("");
                    default -> parser.skipChildren();
                }
            }
        } catch (IOException e) {
            return Optional.empty();
        }
        boolean alive = ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
        return !alive || port < 1 || port > 65_535 || token.isEmpty()
                ? Optional.empty()
                : Optional.of(new Address(port, Secret.of(token), pid));
    }

    public static void remove(Path dataDirectory) throws IOException {
        Files.deleteIfExists(dataDirectory.resolve(NAME));
    }
}
