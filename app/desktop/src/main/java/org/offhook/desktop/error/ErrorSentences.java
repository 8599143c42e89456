package org.offhook.desktop.error;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.offhook.core.error.ErrorCode;

/** The catalogue's sentences, for the command line and the log. */
public final class ErrorSentences {
    private static final String BUNDLE = "/org/offhook/resources/messages/errors.properties";

    private final Properties texts = new Properties();

    public ErrorSentences() {
        try (InputStream stream = ErrorSentences.class.getResourceAsStream(BUNDLE)) {
            if (stream == null) {
                throw new IllegalStateException("not shipped: " + BUNDLE);
            }
            texts.load(new InputStreamReader(stream, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One line for a person: code, what it means to them, and the detail if there is one. */
    public String line(ErrorCode error, String detail) {
        String sentence = error.code() + " " + texts.getProperty(error.code() + ".agent", error.name());
        return detail.isBlank() ? sentence : sentence + " (" + detail + ")";
    }

    public String remedy(ErrorCode error) {
        return texts.getProperty(error.code() + ".remedy", "");
    }
}
