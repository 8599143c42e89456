package org.offhook.testkit.peer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Configuration texts beside this class, with {@code @name@} to be filled in. */
final class Template {

    private Template() {}

    static String read(String name) {
        try (InputStream text = Template.class.getResourceAsStream(name)) {
            if (text == null) {
                throw new IllegalArgumentException("no such template: " + name);
            }
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes the template into the folder under its own last name. */
    static Path write(String name, Path folder, Map<String, String> values) {
        String text = read(name);
        for (Map.Entry<String, String> value : values.entrySet()) {
            text = text.replace("@" + value.getKey() + "@", value.getValue());
        }
        Path file = folder.resolve(Path.of(name).getFileName());
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
