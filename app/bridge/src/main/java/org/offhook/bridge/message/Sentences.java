package org.offhook.bridge.message;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.offhook.core.error.ErrorCode;

/** The sentence that goes with an error code, from the same bundle that the window reads. */
final class Sentences {
    private static final String BUNDLE = "/org/offhook/resources/messages/errors.properties";
    private static final Properties TEXTS = load();

    private Sentences() {}

    static String of(ErrorCode error) {
        return TEXTS.getProperty(error.code() + ".agent", error.name());
    }

    private static Properties load() {
        Properties texts = new Properties();
        try (InputStream in = Sentences.class.getResourceAsStream(BUNDLE)) {
            if (in == null) {
                throw new IllegalStateException("the message bundle is missing: " + BUNDLE);
            }
            Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8);
            texts.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }
}
